"""What a pack registers as hooks: there are no others, and none goes unnoticed."""

from __future__ import annotations

import pytest
from pluggy import HookimplMarker

from scenario_engine.packs import DataPack, hookimpl

from ..pack_samples import entry, module, only_report


def scenario_engine_personnas():
    """Implement a hook that there is not."""
    return ()


def adapting(scene):
    """Take the scenario under a name that is not the hook's."""
    return scene


def adapting_by_keyword(*, scenario):
    """Take the scenario in a way in which it is never given."""
    return scenario


async def later():
    """Give nothing, later."""
    return ()


async def one_by_one():
    """Give nothing, one by one."""
    yield


def wrapping():
    """Wrap what the other packs give, as if they were called together."""
    return (yield)


def with_property():
    """Make a pack with a property that is named like a hook."""

    class Pack:
        @property
        def scenario_engine_data(self):
            return 7

        @hookimpl
        def scenario_engine_references(self):
            return ()

    return Pack()


@pytest.mark.parametrize(
    ("plugin", "reason"),
    [
        (
            module(scenario_engine_personnas=hookimpl(scenario_engine_personnas)),
            "scenario_engine_personnas: no hook of this name. "
            "Did you mean 'scenario_engine_personas'?",
        ),
        (
            module(give=hookimpl(specname="scenario_engine_scenario")(lambda: ())),
            "scenario_engine_scenario: no hook of this name. "
            "Did you mean 'scenario_engine_scenarios'?",
        ),
        (
            module(quite_another=hookimpl(lambda: ())),
            "quite_another: no hook of this name. See the page on hooks.",
        ),
        (
            module(scenario_engine_personas=lambda: ()),
            "scenario_engine_personas: not marked as a hook, so that it would never be "
            "called. Mark it with @hookimpl of scenario_engine.packs, or rename it.",
        ),
        (
            module(scenario_engine_personas=HookimplMarker("other")(lambda: ())),
            "scenario_engine_personas: not marked as a hook, so that it would never be "
            "called. Mark it with @hookimpl of scenario_engine.packs, or rename it.",
        ),
        (
            module(scenario_engine_adapt_scenario=hookimpl(adapting)),
            "scenario_engine_adapt_scenario: scene: not an argument of this hook. "
            "Write scenario_engine_adapt_scenario(scenario).",
        ),
        (
            module(scenario_engine_adapt_scenario=hookimpl(adapting_by_keyword)),
            "scenario_engine_adapt_scenario: scenario: not an argument of this hook. "
            "Write scenario_engine_adapt_scenario(scenario).",
        ),
        (
            module(scenario_engine_personas=hookimpl(lambda config, pack: ())),
            "scenario_engine_personas: config, pack: not an argument of this hook. "
            "Write scenario_engine_personas().",
        ),
        (
            module(scenario_engine_personas=hookimpl(later)),
            "scenario_engine_personas: asynchronous. "
            "Write a plain function, without async.",
        ),
        (
            module(scenario_engine_personas=hookimpl(one_by_one)),
            "scenario_engine_personas: asynchronous. "
            "Write a plain function, without async.",
        ),
        (
            module(scenario_engine_personas=hookimpl(wrapper=True)(wrapping)),
            "scenario_engine_personas: a wrapper, but every pack is called alone and "
            "there is nothing to wrap. Leave out `wrapper` and return the answer.",
        ),
        (
            module(scenario_engine_personas=hookimpl(hookwrapper=True)(wrapping)),
            "scenario_engine_personas: a wrapper, but every pack is called alone and "
            "there is nothing to wrap. Leave out `wrapper` and return the answer.",
        ),
        (
            None,
            "no hook: the pack would add nothing. "
            "Name a DataPack or a module with hooks in the entry point.",
        ),
        (
            module("acme.ward", pack=DataPack("acme.ward")),
            "no hook: the pack would add nothing. "
            "Write 'acme.ward:pack' as the entry point.",
        ),
        (
            module(SCENARIO_ENGINE_API=2, scenario_engine_maps=hookimpl(lambda: ())),
            "SCENARIO_ENGINE_API: 2: newer than version 1 of the hooks, which this "
            "engine has. Install a newer engine, or an older version of the pack.",
        ),
        (
            module(SCENARIO_ENGINE_API=0),
            "SCENARIO_ENGINE_API: 0: older than version 1 of the hooks, from which on "
            "this engine has them. "
            "Install a newer version of the pack, or an older engine.",
        ),
        (
            module(SCENARIO_ENGINE_API="1"),
            "SCENARIO_ENGINE_API: '1': not a version of the hooks. "
            "Give a whole number, such as 1.",
        ),
        (
            module(SCENARIO_ENGINE_API=True),
            "SCENARIO_ENGINE_API: True: not a version of the hooks. "
            "Give a whole number, such as 1.",
        ),
        (
            DataPack("acme", api=2),
            "api: 2: newer than version 1 of the hooks, which this engine has. "
            "Install a newer engine, or an older version of the pack.",
        ),
    ],
)
def test_what_is_no_hook_is_told_and_never_ignored(plugin, reason):
    """The pack is refused as a whole, before any hook is called."""
    report = only_report(entry("broken", plugin))

    assert (report.state, report.reasons) == ("refused", (f"broken: {reason}",))


def test_all_that_is_wrong_with_the_hooks_is_told_at_once():
    """One misspelt hook does not hide the next, and good ones do not excuse either."""
    plugin = module(
        scenario_engine_ladder=hookimpl(lambda: ()),
        scenario_engine_personas=lambda: (),
        scenario_engine_scenarios=hookimpl(lambda: ()),
        scenario_engine_triggers=hookimpl(lambda scenario: ()),
    )

    assert only_report(entry("broken", plugin)).reasons == (
        "broken: scenario_engine_ladder: no hook of this name. "
        "Did you mean 'scenario_engine_ladders'?",
        "broken: scenario_engine_personas: not marked as a hook, so that it would "
        "never be called. "
        "Mark it with @hookimpl of scenario_engine.packs, or rename it.",
        "broken: scenario_engine_triggers: scenario: not an argument of this hook. "
        "Write scenario_engine_triggers().",
    )


def test_a_pack_whose_attributes_raise_is_refused():
    """Looking at an object runs its code, and that is guarded like all the rest."""

    class Trap:
        def __dir__(self):
            raise RuntimeError("do not look")

    (reason,) = only_report(entry("broken", Trap())).reasons

    assert reason.startswith("broken: line ")
    assert reason.endswith(
        " of test_verification.py: RuntimeError: do not look: raised while its hooks "
        "were looked at. Mend the pack, or block it."
    )


@pytest.mark.parametrize(
    "plugin",
    [
        with_property(),
        module(
            SCENARIO_ENGINE_API=1,
            scenario_engine_personas=hookimpl(lambda: ()),
        ),
        module(
            scenario_engine_adapt_scenario=hookimpl(lambda: None),
        ),
        module(
            scenario_engine_adapt_scenario=hookimpl(lambda scenario, note="": None),
        ),
        module(
            scenario_engine_personas=hookimpl(lambda: ()),
            scenario_engine_maps=hookimpl(optionalhook=True)(lambda area: ()),
        ),
        module(give=hookimpl(specname="scenario_engine_personas")(lambda: ())),
    ],
)
def test_hooks_may_be_written_in_every_way_that_pluggy_has(plugin):
    """Methods, fewer arguments, defaults, hooks of a newer engine and other names."""
    assert only_report(entry("acme", plugin)).faults == ()
