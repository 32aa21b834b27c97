"""The engine's own pack: complete, sourced, and no louder than its sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from scenario_engine.packs import load_packs
from scenario_engine.vocabulary import KINDS
from scenario_engine.vocabulary.technique import PHASES

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")


def ids(text: str) -> list[str]:
    """List the ids in *text*."""
    return text.split()


SKILLS = ids(
    """
    active-listening paraphrase reflect-feeling validate open-question silence
    time-to-decide concise-repeat one-voice introduce-self tone-pace personal-space
    stance remove-audience reduce-stimuli meet-need inform-wait offer-choices
    agree-point apologise explain-reason set-limit redirect neutral-disengage
    problem-solve own-part optimism distract co-regulate hand-over boundary-warning
    call-help-exit restorative-debrief follow-through
    """
)
OWN = ids(
    """
    self-breathe know-triggers rational-detachment reappraise deep-acting
    ask-support
    """
)
ANTI = ids(
    """
    command-calm argue-facts threaten ultimatum sarcasm public-reprimand minimise
    blame policy-wall false-promise interrupt touch-without-consent block-exit
    match-volume over-explain-at-peak ignore diagnose-or-label premature-solution
    premature-limit
    """
)
LADDERS = {
    "crisis-development": (4, 1),
    "verbal-escalation": (5, 1),
    "assault-cycle": (4, 2),
    "acting-out-cycle": (5, 2),
    "glasl-stages": (10, 0),
    "service-ladder": (4, 0),
    "behavioural-activity": (4, 0),
    "common-bands": (5, 1),
}
CALM = {"Calm", "Baseline", "No conflict", "Settled", "Quiet and awake"}
INSTRUMENTS = {
    "observed-skill": 7,
    "service-recovery": 4,
    "incident-record": 5,
    "disruptive-events": 3,
    "trainee-confidence": 5,
    "conversation-counts": 8,
}
STUDIES = ids(
    """
    baig-2018 valente-2020 celofiga-2022 nau-2009-course khan-2021 shaikh-2022
    price-2015 engel-2020 engel-2022 rehearsal-2023 korpershoek-2016
    korpershoek-2025 traut-mattausch-2015
    """
)
"""What the catalogue does not use, and packs may cite."""

LABELS = re.compile(
    r"\b(aggressive|combative|disruptive|manipulative|attention-seeking|non-compliant"
    r"|difficult|tantrum|offender|suspect|victim|hysterical|crazy)\b",
    re.IGNORECASE,
)
"""Words that judge a person where an act should be described."""


@pytest.fixture(scope="module")
def library():
    """Return what the engine knows when only its own pack is installed."""
    return load_packs(only=(), strict=True).library


def texts(entry: Any) -> list[str]:
    """Return every text in *entry*, and in what it is made of."""
    found = []
    for value in attrs.asdict(entry, recurse=False).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str):
                found.append(each)
            elif attrs.has(type(each)):
                found.extend(texts(each))
    return found


def test_the_catalogue_is_loaded_like_any_other_pack():
    """It stands behind the same hooks, and nothing of it is refused."""
    registry = load_packs(only=())
    given = {kind for kind in KINDS if getattr(registry.library, kind)}

    loaded = [pack for pack in registry.packs if pack.state != "blocked"]
    assert [(pack.id, pack.state, pack.faults) for pack in loaded] == [
        ("core", "loaded", ())
    ]
    assert given == {"references", "ladders", "techniques", "instruments"}


def test_every_ladder_is_there_with_its_levels(library):
    """The models' levels and their phases of coming down are all there."""
    found = {
        ladder.id: (len(ladder.levels), len(ladder.descent))
        for ladder in library.ladders.values()
    }

    assert found == LADDERS


@pytest.mark.parametrize("ladder", LADDERS)
def test_level_zero_is_calm(library, ladder):
    """Every ladder begins where nobody is upset, and is calm nowhere else."""
    calm = [level.label in CALM for level in library.ladders[ladder].levels]

    assert calm == [True] + [False] * (len(calm) - 1)


@pytest.mark.parametrize("ladder", LADDERS)
def test_every_level_can_be_told_by_what_is_seen_and_heard(library, ladder):
    """Each level and phase has its own label, two cues at least, and a response."""
    found = library.ladders[ladder]
    rungs = [*found.levels, *found.descent]

    assert [rung.label for rung in rungs if len(rung.cues) < 2] == []
    assert [rung.label for rung in rungs if not rung.response] == []
    assert len({rung.label for rung in rungs}) == len(rungs)


def test_the_common_bands_are_the_phases_of_techniques(library):
    """A technique's phases can be read off the ladder that fits any scene."""
    bands = library.ladders["common-bands"]
    named = [rung.label for rung in (*bands.levels[1:], *bands.descent)]
    words = [label.lower().replace(" ", "-") for label in named]

    assert (*words, "trainee") == PHASES


def test_our_own_scale_says_that_it_is_our_own(library):
    """What nobody has published is not passed off as a model."""
    reference = library.references["own-suggestion"]

    assert library.ladders["common-bands"].source == reference.id
    assert (reference.authors, reference.year, reference.address) == ("", 0, "")


def test_a_model_under_a_service_mark_is_named_and_not_borrowed(library):
    """The owner and the mark are in the note; id, title and labels are neutral."""
    ladder = library.ladders["crisis-development"]

    assert "Crisis Prevention Institute" in ladder.note
    assert "service mark" in ladder.note
    assert "not endorsed" in ladder.note
    assert "CPI" not in f"{ladder.id} {ladder.title} {ladder.levels}"


def test_historic_names_are_told_in_notes_and_shown_nowhere_else(library):
    """Nobody is shown 'assault' or 'acting out' as the name of where a person is."""
    shown = [
        text
        for ladder in library.ladders.values()
        for text in texts(attrs.evolve(ladder, id="x", note="", source="x"))
    ]

    assert [text for text in shown if re.search(r"assault|acting", text, re.I)] == []


def test_every_technique_is_there(library):
    """Skills, what trainees do with themselves, and the habits that escalate."""
    assert set(library.techniques) == {*SKILLS, *OWN, *ANTI}
    assert {t.id for t in library.techniques.values() if t.anti} == set(ANTI)
    assert (len(SKILLS), len(OWN), len(ANTI)) == (34, 6, 19)


@pytest.mark.parametrize("technique", [*SKILLS, *OWN])
def test_a_skill_says_when_it_helps_and_when_it_backfires(library, technique):
    """No skill is good everywhere: each has its place and its limits."""
    found = library.techniques[technique]

    assert found.does
    assert found.helps
    assert found.backfires
    assert found.phases


@pytest.mark.parametrize("technique", ANTI)
def test_an_anti_technique_has_no_place_and_spoils_a_family_of_skills(
    library, technique
):
    """It helps nowhere, and its family is one that skills belong to."""
    found = library.techniques[technique]
    families = {library.techniques[skill].family for skill in SKILLS}

    assert (found.helps, found.phases) == ("", ())
    assert found.backfires
    assert found.family in families


def test_what_trainees_do_with_themselves_is_one_family(library):
    """Self-regulation has its place at any time, and is nobody else's family."""
    own = {t.id for t in library.techniques.values() if t.family == "self-regulation"}

    assert own == set(OWN)
    assert {library.techniques[technique].phases for technique in OWN} == {("trainee",)}


def test_reasoning_and_limits_have_no_place_too_early_or_too_late(library):
    """Nothing is explained or solved at the peak; no limit before somebody is upset."""
    late = {"strongly-upset", "crisis"}

    for technique in ("explain-reason", "problem-solve"):
        assert not late.intersection(library.techniques[technique].phases)
    assert "unsettled" not in library.techniques["set-limit"].phases


@pytest.mark.parametrize("technique", [*SKILLS, *OWN, *ANTI])
def test_a_technique_has_a_source_or_says_that_none_was_found(library, technique):
    """Every technique says what its evidence carries."""
    found = library.techniques[technique]

    assert found.note
    assert found.sources or "no study found" in found.note


def test_every_source_is_a_reference(library):
    """Each source key of ladders, techniques and instruments resolves."""
    keys = {
        *(ladder.source for ladder in library.ladders.values()),
        *(key for entry in library.techniques.values() for key in entry.sources),
        *(instrument.source for instrument in library.instruments.values()),
    }

    assert keys - set(library.references) == set()
    assert len(keys) > 30


def test_every_reference_is_used_or_is_a_study_for_packs(library):
    """A reference is a source, or is named in a note or a licence, or is a study."""
    used = {
        word
        for kind in (library.ladders, library.techniques, library.instruments)
        for entry in kind.values()
        for text in texts(entry)
        for word in re.findall(r"[a-z0-9-]+", text)
    }

    assert set(library.references) - used == set(STUDIES)


def test_every_reference_says_what_was_read_of_it(library):
    """Only our own suggestion needs no address, and nothing goes without a note."""
    references = library.references.values()

    assert [entry.id for entry in references if not entry.note] == []
    assert [entry.id for entry in references if not entry.address] == ["own-suggestion"]


def test_a_reference_named_by_a_year_is_of_that_year(library):
    """An id such as `webb-2012` keeps what it says."""
    named = {
        entry.id: (int(match[1]), entry.year)
        for entry in library.references.values()
        if (match := re.search(r"-(\d{4})\b", entry.id))
    }

    assert len(named) > 30
    assert {key: years for key, years in named.items() if len({*years}) > 1} == {}


@pytest.mark.parametrize(
    "key",
    [
        "crisis-level-notes",
        "verbal-continuum-quiz",
        "assault-cycle-pages",
        "call-centre-thread",
        "nine-strategies-2014",
        "calm-down-pages",
    ],
)
def test_a_low_quality_source_is_said_to_be_one(library, key):
    """Cribs, blogs and popular pages do not look like studies."""
    assert library.references[key].note.startswith("Low quality:")


def test_every_instrument_is_there_with_its_items(library):
    """The shapes of what is measured, with labels of our own."""
    found = {entry.id: len(entry.items) for entry in library.instruments.values()}

    assert found == INSTRUMENTS


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_an_instrument_says_whose_it_is_and_for_whom_it_is_valid(library, instrument):
    """Only shapes are borrowed, with terms, and never with an item's wording."""
    found = library.instruments[instrument]

    assert found.imitation
    assert found.licence
    assert "obody" in found.validated_for
    assert [item.label for item in found.items if len(item.label.split()) > 6] == []
    assert [item.id for item in found.items if item.range[0] >= item.range[1]] == []


def test_acts_are_described_and_nobody_is_labelled(library):
    """Ladders and techniques say what is done, not what somebody is."""
    said = [
        text
        for kind in (library.ladders, library.techniques)
        for entry in kind.values()
        for text in texts(attrs.evolve(entry, note=""))
    ]
    judged = {text: match[0] for text in said if (match := LABELS.search(text))}

    assert judged == {"An aggressive act, against somebody or something.": "aggressive"}


def test_texts_are_short_enough_to_be_shown(library):
    """Each text of a ladder or technique is one or two sentences, not an essay."""
    long = [
        text
        for kind in (library.ladders, library.techniques)
        for entry in kind.values()
        for text in texts(attrs.evolve(entry, note=""))
        if len(text) > 160
    ]

    assert long == []


@pytest.mark.parametrize("kind", ["references", "ladders", "techniques", "instruments"])
def test_the_page_names_every_id(library, kind):
    """docs/catalogue.md names all that authors can name."""
    named = set(re.findall(r"`([a-z0-9-]+)`", PAGE))

    assert set(getattr(library, kind)) - named == set()


def test_the_page_names_nothing_that_is_not_there(library):
    """Each row of its tables stands for an object, with its name, levels or items."""
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+?) \|", PAGE, re.MULTILINE))
    told = {entry.id: entry.name for entry in library.techniques.values()}
    for ladder in library.ladders.values():
        told[ladder.id] = ", ".join(level.label.lower() for level in ladder.levels)
    for instrument in library.instruments.values():
        told[instrument.id] = ", ".join(f"`{item.id}`" for item in instrument.items)

    assert rows == told
