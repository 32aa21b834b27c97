"""Data files as scenarios and collections, or every fault of theirs."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenario_engine.errors import PackError
from scenario_engine.packs.files import DataFile, data_files
from scenario_engine.packs.files.labels import path
from scenario_engine.packs.files.structure import (
    is_scenario,
    read_collection,
    read_scenario,
)
from scenario_engine.vocabulary import Facilitation

HERE = Path(__file__).parent
FILES = {file.name: file for file in data_files(HERE / "data", "post")}
PARCEL = FILES["scenarios/late-parcel.toml"]
SHARED = FILES["shared.toml"]


def read(file):
    """Read *file* as what it is."""
    return read_scenario(file) if is_scenario(file) else read_collection(file)


def refusal(file):
    """Return the whole message with which *file* is refused."""
    with pytest.raises(PackError) as caught:
        read(file)
    return str(caught.value)


def corpus(name):
    """Read the changes that make a good file faulty, and what is then said."""
    with (HERE / "faulty" / name).open("rb") as stream:
        faults = tomllib.load(stream)["fault"]
    return [
        pytest.param(fault["instead_of"], fault["stands"], fault["said"], id=id_)
        for number, fault in enumerate(faults, start=1)
        for id_ in [f"{number}: {fault['said'].split(': ')[0]}"]
    ]


def check_change(file, instead_of, stands, said):
    """Change *file* in one place, and compare the whole message."""
    text = file.data.decode()
    assert instead_of in text

    changed = text.replace(instead_of, stands, 1).encode()

    told = refusal(attrs.evolve(file, data=changed))
    assert told.split("\n") == [
        f"post: {file.name}: {line}" for line in said.split("\n")
    ]


@pytest.mark.parametrize(("instead_of", "stands", "said"), corpus("scenario.toml"))
def test_a_faulty_scenario_is_told_with_place_value_and_mend(instead_of, stands, said):
    """One change to a good file, and the whole message."""
    check_change(PARCEL, instead_of, stands, said)


@pytest.mark.parametrize(("instead_of", "stands", "said"), corpus("collection.toml"))
def test_a_faulty_collection_is_told_with_place_value_and_mend(
    instead_of, stands, said
):
    """The same for a file of shared objects."""
    check_change(SHARED, instead_of, stands, said)


@pytest.mark.parametrize(
    "place", sorted((HERE / "faulty" / "files").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_fault_of_a_file_is_told_at_once(place):
    """Whole files as somebody may write them; beside each stands all that is said."""
    file = DataFile("post", f"scenarios/{place.name}", place.read_bytes())

    assert refusal(file) == place.with_suffix(".txt").read_text("utf-8").rstrip("\n")


def test_a_fault_is_data_as_well_as_words():
    """Editors and reports can take a fault apart."""
    changed = PARCEL.data.replace(b'"escalation >= 2"', b'"escalation >="')

    with pytest.raises(PackError) as caught:
        read_scenario(attrs.evolve(PARCEL, data=changed))

    (fault,) = caught.value.faults
    assert attrs.astuple(fault) == (
        "post",
        "scenarios/late-parcel.toml",
        "intervention 'listen' > effect 1 > when",
        "escalation >=",
        "The expression breaks off after '>='",
        "Finish it, or leave '>=' out",
    )


def test_two_faulty_fields_of_one_object_are_two_faults():
    """A fault that one field alone can have does not hide that of another."""
    changed = (
        PARCEL.data.replace(b"horizon = 8", b"horizon = 0")
        .replace(b'id = "late-parcel"', b'id = "Late"')
        .replace(b"minutes = 2", b"minutes = 601")
    )

    assert [
        line.split(": ")[2]
        for line in refusal(attrs.evolve(PARCEL, data=changed)).split("\n")
    ] == ["id", "horizon", "intervention 'listen' > minutes"]


def test_a_long_text_is_told_by_its_length():
    """A message never holds eight thousand letters."""
    check_change(
        PARCEL,
        "Two minutes. Nobody is in danger.",
        "x" * 8001,
        "prebrief: 8001 characters: longer than 8000 characters. Shorten the text.",
    )


def test_a_good_scenario_is_read_as_it_stands():
    """Texts, numbers, guards, reasons and changes arrive where they belong."""
    scenario = read_scenario(PARCEL)

    listen = scenario.interventions[0]
    outcome = listen.effects[0].outcomes[0]
    assert (scenario.id, scenario.horizon, scenario.timeout.id) == (
        "late-parcel",
        8,
        "queue-is-full",
    )
    assert listen.lines == ("Tell me what happened.", "I am listening.")
    assert [reason.why for reason in outcome.reasons] == [
        "somebody was kind before",
        "it rains, and he is outside",
    ]
    assert {name: str(change) for name, change in outcome.change.items()} == {
        "heard": "+1",
        "caller.escalation": "-1",
    }
    assert str(scenario.personas[1].traits["reactivity"]) == "0.10"


def test_what_live_role_play_needs_is_read_and_bears_on_nothing():
    """With a stop word, if none is given; and a scene may well say nothing of it."""
    scenario = read_scenario(PARCEL)
    bare = Facilitation()

    assert scenario.facilitation == Facilitation(
        timing="Two minutes.", stop_word="Stop", debrief=("When did it turn?",)
    )
    assert (bare.timing, bare.stop_word, bare.debrief) == ("", "Stop", ())


def test_the_evidence_of_a_scenario_stands_before_that_of_its_pack():
    """The pack's default counts only where the scenario gives none."""
    bare = attrs.evolve(
        PARCEL,
        data=PARCEL.data.replace(b'evidence = "assumption"\ncontent', b"content"),
    )

    assert read_scenario(PARCEL, evidence="of-the-pack").evidence == "assumption"
    assert read_scenario(bare, evidence="of-the-pack").evidence == "of-the-pack"
    assert read_scenario(bare).evidence is None


def test_the_evidence_of_a_collection_is_that_of_what_it_holds():
    """Objects with evidence of their own keep it; else the file's, else the pack's."""
    bare = attrs.evolve(
        SHARED, data=SHARED.data.replace(b'evidence = "parcel-study"', b"")
    )

    def evidence(collection):
        sourced = (*collection.triggers, *collection.interventions)
        return [entry.evidence for entry in sourced]

    assert evidence(read_collection(SHARED, evidence="of-the-pack")) == [
        "parcel-study",
        "assumption",
        "parcel-study",
    ]
    assert evidence(read_collection(bare, evidence="of-the-pack")) == [
        "of-the-pack",
        "assumption",
        "of-the-pack",
    ]
    assert evidence(read_collection(bare)) == [None, "assumption", None]


def test_scenarios_are_known_by_their_folder():
    """Only what lies in the folder of that name is a scenario."""
    names = ["scenarios/a.toml", "scenarios.toml", "more/scenarios/a.toml"]

    assert [is_scenario(DataFile("post", name, b"")) for name in names] == [
        True,
        False,
        False,
    ]


# The data of the two files, mutated as TOML would hand it over.
WRONG = [True, 7, 0.5, "nonsense !", [], {}, 2**52, "", [[["deep"]]]]


def leaves(value, steps=()):
    """Yield the way to every value that holds no others."""
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, entry in entries:
        yield from leaves(entry, (*steps, step))
    if not isinstance(value, dict | list):
        yield steps


def toml(value):
    """Write *value* as TOML, in one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            pairs = (f"{toml(key)} = {toml(entry)}" for key, entry in value.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            return str(value)


def written(data):
    """Write *data* as a TOML file."""
    lines = (f"{key} = {toml(value)}\n" for key, value in data.items())
    return "".join(lines).encode()


def replaced(data, steps, value):
    """Return *data* with *value* at the end of *steps*."""
    changed = copy.deepcopy(data)
    place = changed
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return changed


def faults(file):
    """Return the faults of *file*, none where it is good."""
    try:
        read(file)
    except PackError as error:
        return error.faults
    return ()


def is_about(fault, data, steps):
    """Whether *fault* is at the end of *steps*, in it, or in an object around it."""
    around = [path(data, steps[:length]) for length in range(1, len(steps) + 1)]
    return any(
        fault.path == place or fault.path.startswith(f"{place} > ") for place in around
    )


@pytest.mark.parametrize("file", [PARCEL, SHARED], ids=["scenario", "collection"])
@pytest.mark.long
def test_a_wrong_value_at_any_leaf_is_refused_with_its_path(file):
    """Nine wrong values at every leaf: a pack error with a path, or a good file."""
    data = tomllib.loads(file.data.decode(), parse_float=Decimal)
    assert read(attrs.evolve(file, data=written(data))) == read(file)
    refused = 0

    for steps in leaves(data):
        for value in WRONG:
            changed = replaced(data, steps, value)
            found = faults(attrs.evolve(file, data=written(changed)))
            assert all(is_about(fault, changed, steps) for fault in found), found
            assert all(fault.problem and fault.mend for fault in found), found
            refused += bool(found)

    # What is left: texts and numbers that other texts and numbers may stand for.
    assert refused > 6 * len(list(leaves(data)))


@given(st.data())
@settings(max_examples=300)
def test_bytes_changed_anywhere_never_cause_anything_else(data):
    """One to three places overwritten, left out or doubled."""
    file = data.draw(st.sampled_from([PARCEL, SHARED]))
    changed = bytearray(file.data)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(changed)))
        end = start + data.draw(st.integers(0, 9))
        changed[start:end] = data.draw(
            st.binary(max_size=4) | st.just(changed[start:end] * 2)
        )

    found = faults(attrs.evolve(file, data=bytes(changed)))

    assert all(fault.problem and fault.mend for fault in found)
    assert all(str(fault).startswith(f"post: {file.name}: ") for fault in found)


plain = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.text("ab >=+1", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "when", "effects", "draw"]), inner)
    ),
    max_leaves=9,
)


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in attrs.fields(type(read(PARCEL)))]),
        plain,
    )
)
def test_any_toml_at_all_is_a_scenario_or_refused(data):
    """Known fields with whatever TOML can hold: only pack errors, each with a path."""
    found = faults(attrs.evolve(PARCEL, data=written(data)))

    assert found
    assert all(fault.path and fault.problem and fault.mend for fault in found)


@pytest.mark.parametrize(
    "data",
    [
        b"format = 1\ninterventions = [" + b"{idx = 1}," * 9000 + b"]",
        b"format = 1\n" + b"".join(b"intervention%d = 1\n" % n for n in range(19_000)),
    ],
    ids=["9,000 faulty objects", "19,000 unknown keys"],
)
@pytest.mark.long
def test_a_file_of_faults_alone_is_told_in_a_hundred_lines(data):
    """However many faults there are, the message can be read."""
    lines = refusal(attrs.evolve(PARCEL, data=data)).split("\n")

    assert len(lines) == 101
    assert lines[-1].endswith(" more faults. Mend the first ones.")


def test_a_scenario_in_the_wrong_place_is_told_once():
    """Not as six unknown keys, but with where it belongs."""
    misplaced = DataFile("post", "late-parcel.toml", PARCEL.data)

    assert refusal(misplaced) == (
        "post: late-parcel.toml: a scenario, but not in the folder scenarios/. "
        "Move it to scenarios/late-parcel.toml."
    )
