"""Whether an engine's version is among those that a distribution asks for."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from scenario_engine.packs.shell.requirement import allows, normal, required

numbers = st.lists(st.integers(0, 3), min_size=1, max_size=3).map(
    lambda parts: ".".join(map(str, parts))
)
suffixes = st.sampled_from(
    ["", "", "", "a1", "b2", "rc1", ".post1", ".dev1", "rc1.dev2", ".post1.dev3"]
)
versions = st.builds(str.__add__, numbers, suffixes)
bounds = st.builds(
    str.__add__, st.sampled_from(["==", "!=", "<=", ">=", "<", ">"]), versions
)
series = st.builds("{}{}.*".format, st.sampled_from(["==", "!="]), numbers)
compatible = st.builds("~={}.{}{}".format, st.integers(0, 3), numbers, suffixes)
clauses = st.one_of(bounds, series, compatible)


@example(">1.0", "1.0.post1")
@example(">1.0.post1", "1.0.post2")
@example("<1.0", "1.0rc1")
@example("<1.0rc2", "1.0rc1")
@example("~=1.4.2", "1.5")
@example("==1.*", "1.4.dev1")
@given(st.lists(clauses, max_size=3).map(",".join), versions)
def test_ranges_mean_what_the_installer_takes_them_to_mean(ranges, version):
    """Our reader and `packaging`, which installers use, never disagree."""
    said = SpecifierSet(ranges).contains(version, prereleases=True)

    assert allows(ranges, version) == said


@given(versions, versions)
def test_two_versions_are_ordered_as_installers_order_them(left, right):
    """Below, above or the same: as `packaging` has it."""
    assert allows(f"<={right}", left) == (Version(left) <= Version(right))
    assert allows(f"=={right}", left) == (Version(left) == Version(right))


def test_what_is_built_locally_counts_as_the_version_it_is_built_from():
    """A local label, as build tools add it, changes nothing."""
    assert allows("==1.4", "1.4+g1f2e3d.dirty")


def test_no_range_allows_every_version():
    """A bare requirement asks for no version in particular."""
    assert allows("", "99.0")


@pytest.mark.parametrize(
    ("ranges", "version"),
    [
        ("===1.0", "1.0"),
        (">=1!2.0", "1.0"),
        ("1.0", "1.0"),
        (">=latest", "1.0"),
        ("~=1", "1.0"),
        ("==1.0rc1.*", "1.0"),
        (">= 1.0 <2", "1.0"),
        ("=>1.0", "1.0"),
        (">=99,=>1.0", "1.0"),
        (">=1.0", "main"),
    ],
)
def test_what_cannot_be_read_is_refused(ranges, version):
    """Neither a range nor a version is guessed at, even where one part would do."""
    with pytest.raises(ValueError, match=r"\S"):
        allows(ranges, version)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("scenario-engine", [("scenario-engine", "")]),
        ("scenario-engine>=0.1,<1", [("scenario-engine", ">=0.1,<1")]),
        ("Scenario_Engine[cli] (>=0.1, <1)", [("scenario-engine", ">=0.1, <1")]),
        ("scenario.engine ~= 0.1", [("scenario-engine", "~= 0.1")]),
        ("scenario-engine>=9; extra == 'new'", []),
        ('scenario-engine>=9 ; python_version >= "3.15"', []),
        ("scenario-engine @ file:///wheels/engine.whl", []),
        ("-not a requirement-", []),
    ],
)
def test_a_requirement_is_read_as_metadata_writes_it(line, found):
    """Name and range are found; what depends on the case is left to the installer."""
    assert list(required([line])) == found


def test_names_are_compared_as_installers_compare_them():
    """Case, underscores and full stops make no difference."""
    assert normal("Scenario_Engine.Healthcare") == "scenario-engine-healthcare"
