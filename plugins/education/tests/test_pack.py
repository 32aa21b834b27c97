"""The education pack keeps the contract of a pack."""

from scenario_engine.testing import check_pack


def test_the_education_pack_keeps_the_contract():
    """The pack passes every check that the engine makes of a pack."""
    check_pack("education")
