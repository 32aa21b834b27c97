"""Which packs are there, told without importing any of them."""

from __future__ import annotations

from importlib import metadata

import attrs
import pytest

from scenario_engine.packs.shell.discovery import (
    entry_points,
    in_order,
    of_entry,
    of_folder,
)

from ..pack_samples import entry, load


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return a function that installs the metadata of a distribution."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(name, points, folder="", **more):
        made = tmp_path / f"{folder or name.replace('-', '_')}-1.0.dist-info"
        made.mkdir()
        lines = {"Metadata-Version": "2.1", "Name": name, "Version": "1.0", **more}
        text = "".join(f"{key}: {value}\n" for key, value in lines.items())
        (made / "METADATA").write_text(text)
        (made / "entry_points.txt").write_bytes(points)

    return install


def found():
    """Return id, distribution and version of every pack of these tests."""
    packs = in_order(map(of_entry, entry_points()))
    return [
        (pack.id, pack.distribution, pack.version)
        for pack in packs
        if pack.id.startswith("acme")
    ]


def test_packs_are_found_by_their_entry_points(installed):
    """The group is ours, the name is the id, and the metadata is kept."""
    installed(
        "acme-ward",
        b"[scenario_engine]\nacme-ward = acme_ward:pack\n"
        b"[console_scripts]\nacme = acme_ward:main\n",
        **{"Requires-Dist": "scenario-engine>=0.1"},
    )
    (pack,) = [p for p in map(of_entry, entry_points()) if p.id == "acme-ward"]

    assert found() == [("acme-ward", "acme-ward", "1.0")]
    assert pack.home == "acme_ward:pack"
    assert pack.requires == ("scenario-engine>=0.1",)


def test_a_distribution_that_is_seen_twice_is_one(installed):
    """An editable installation leaves metadata in two places."""
    point = b"[scenario_engine]\nacme-ward = acme_ward:pack\n"
    installed("acme-ward", point)
    installed("Acme_Ward", point, folder="again")

    assert len(found()) == 1


def test_the_same_entry_point_is_taken_once_however_often_it_is_found():
    """The name of a distribution is compared as installers compare it."""
    one = entry("ward", None, distribution="acme-ward")
    two = entry("ward", None, distribution="Acme_Ward")

    assert len(in_order([of_entry(one), of_entry(two)])) == 1


def test_damaged_metadata_of_others_hides_no_pack(installed):
    """A distribution that cannot be read does not keep the others from being found."""
    installed("acme-ward", b"[scenario_engine]\nacme-ward = acme_ward:pack\n")
    installed("aaa-damaged", b"[scenario_engine]\nacme-\xff = damaged:pack\n")
    with pytest.raises(UnicodeDecodeError):
        metadata.entry_points(group="scenario_engine")

    assert found() == [("acme-ward", "acme-ward", "1.0")]


def test_an_entry_point_that_leads_nowhere_is_a_pack_that_cannot_be_imported(installed):
    """It is found, and refused when it is imported."""
    installed("acme-ward", b"[scenario_engine]\nacme-ward = !\n")
    entries = [point for point in entry_points() if point.name == "acme-ward"]
    (report,) = load(*entries).packs

    assert report.state == "refused"
    assert report.reasons[0].startswith("acme-ward: entry point '!' > ")


def test_a_distribution_without_a_name_is_unknown(installed):
    """Metadata that says nothing is still a pack, and still told apart."""

    class Silent:
        version = None

        @property
        def name(self):
            raise KeyError("Name")

        @property
        def requires(self):
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "")

    pack = of_entry(attrs.evolve(entry("ward", None), dist=Silent()))
    nobody = of_entry(attrs.evolve(entry("ward", None), dist=None))

    for each in (pack, nobody):
        assert (each.distribution, each.version, each.requires) == (
            "unknown",
            "unknown",
            (),
        )


def test_core_is_first_and_folders_are_after_packs_of_their_id(tmp_path):
    """Else the order is that of ids, then of distributions."""
    packs = [
        of_folder(tmp_path / "ward"),
        of_entry(entry("ward", None, distribution="b")),
        of_entry(entry("ward", None, distribution="a")),
        of_entry(entry("aisle", None)),
        of_entry(entry("core", None, distribution="scenario-engine")),
    ]

    assert [(p.id, p.distribution) for p in in_order(packs)] == [
        ("core", "scenario-engine"),
        ("aisle", "acme-aisle"),
        ("ward", "a"),
        ("ward", "b"),
        ("ward", ""),
    ]
