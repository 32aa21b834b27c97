"""Which packs can stand together: those that need no other than one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from scenario_engine.errors import Fault
from scenario_engine.packs.shell.contribution import Contribution
from scenario_engine.packs.shell.kinds import WORDS
from scenario_engine.packs.shell.lowered import lowered
from scenario_engine.program import Program
from scenario_engine.vocabulary import Library

Refusals = Mapping[str, tuple[Fault, ...]]
"""For each pack that is refused, why."""


@attrs.frozen
class Settled:
    """
    The packs that stand, and what they give together.

    Attributes:
        standing: Their contributions, in the order of packs.
        refused: The others, with the faults of each.
        library: All that those that stand give.
        programs: A program for every scenario in it.
    """

    standing: tuple[Contribution, ...]
    refused: Refusals
    library: Library
    programs: Mapping[str, Program]


def settle(contributions: Sequence[Contribution], refused: Refusals) -> Settled:
    """
    Refuse packs until those that are left are without fault together.

    A pack that is wrong whatever else is there goes first, so that it takes with it
    only those that need it; one that repeats an id of an earlier pack stays out as
    long as that pack stands.

    Args:
        contributions: What each pack gives, in the order of packs.
        refused: Packs that are refused already, such as one that adapts wrongly.
    """
    everything, _ = _united(contributions)
    refused = dict(refused)
    while True:
        left = [each for each in contributions if each.pack not in refused]
        library, repeating = _united(left)
        standing = [each for each in left if each.pack not in repeating]
        results = {each.pack: lowered(each, library) for each in standing}
        faulty = [each for each in standing if results[each.pack][1]]
        if not faulty:
            programs = {k: v for made, _ in results.values() for k, v in made.items()}
            for each in left:
                if each.pack in repeating:
                    own = _own_faults(each, everything)
                    refused[each.pack] = (*repeating[each.pack], *own)
            return Settled(tuple(standing), refused, library, programs)
        alone = {each.pack: _own_faults(each, everything) for each in faulty}
        if any(alone.values()):
            refused |= {pack: faults for pack, faults in alone.items() if faults}
            continue
        absent = [each for each in contributions if each not in standing]
        for each in faulty:
            needs = _needs(each, library, absent, results[each.pack][1])
            refused[each.pack] = (*needs, *results[each.pack][1])


def _united(
    contributions: Iterable[Contribution],
) -> tuple[Library, dict[str, tuple[Fault, ...]]]:
    """Put together all that repeat no id, and say what the others repeat."""
    library = Library()
    repeating = {}
    for each in contributions:
        if repeats := tuple(_repeated(each, library)):
            repeating[each.pack] = repeats
        else:
            library = library.with_pack(each.pack, each.objects)
    return library, repeating


def _repeated(contribution: Contribution, library: Library) -> Iterator[Fault]:
    """Yield a fault for every id that *library* has from another pack."""
    for kind, entry in contribution:
        if owner := library.pack_of(kind, entry.id):
            fault = Fault(
                contribution.pack,
                "",
                "id",
                entry.id,
                f"the pack '{owner}' has a {WORDS[kind]} of this id already",
                "Use its, or rename this one",
            )
            yield contribution.at(kind, entry.id, fault)


def _own_faults(contribution: Contribution, everything: Library) -> tuple[Fault, ...]:
    """Return the faults that no other pack could mend."""
    library = everything.with_pack(contribution.pack, contribution.objects)
    return lowered(contribution, library)[1]


def _needs(
    contribution: Contribution,
    library: Library,
    absent: Iterable[Contribution],
    faults: tuple[Fault, ...],
) -> Iterator[Fault]:
    """Yield a fault for each pack without which *contribution* has more faults."""
    for other in absent:
        with_other = library.with_pack(other.pack, other.objects)
        if not _places(faults) <= _places(lowered(contribution, with_other)[1]):
            yield Fault(
                contribution.pack,
                "",
                "",
                "",
                f"needs the pack '{other.pack}', which was refused",
                "Mend that pack first",
            )


def _places(faults: Iterable[Fault]) -> set[tuple[str, str, str, str]]:
    """Tell *faults* apart without their mends, which name what else there is."""
    return {(f.file, f.path, f.value, f.problem) for f in faults}
