"""The hooks are a contract: specified, documented, and the same in both places."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from documentation import blocks
from scenario_engine.packs import DataPack, hookspecs
from scenario_engine.packs.hookspecs import ADAPT, DATA_HOOKS, HOOKS, SCORERS
from scenario_engine.vocabulary import KINDS

from .pack_samples import entry, load

PAGE = Path(__file__).parents[2] / "docs" / "hooks.md"
HEADING = re.compile(r"^## (scenario_engine_.*)$", re.MULTILINE)
GIVES = {hook: KINDS[kind].__name__ for kind, hook in DATA_HOOKS.items()} | {
    SCORERS: "Scorer",
    ADAPT: "Scenario",
}
"""For each hook, the class of what it gives."""


def signature(hook):
    """Return a hook as a pack's author writes it."""
    arguments = ", ".join(inspect.signature(getattr(hookspecs, hook)).parameters)
    return f"{hook}({arguments})"


def sections():
    """Return the text under each heading of the page, in its order."""
    parts = HEADING.split(PAGE.read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_page_has_a_section_for_every_hook_and_for_nothing_else():
    """In the order in which the hooks are called, with their arguments."""
    assert list(sections()) == [signature(hook) for hook in HOOKS]


def test_every_hook_that_is_specified_is_known():
    """No specification is left out of the calls, and none is invented."""
    marked = {
        name
        for name, value in vars(hookspecs).items()
        if hasattr(value, f"{hookspecs.PROJECT}_spec")
    }

    assert marked == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_says_when_it_is_called_and_what_its_answer_means(hook):
    """Its docstring is the contract, and its types are those of the vocabulary."""
    specified = getattr(hookspecs, hook)
    said = inspect.getdoc(specified) or ""

    assert "Called" in said
    assert "Returns:\n" in said
    assert all(
        f"    {name}: " in said
        for name in specified.__annotations__
        if name != "return"
    )
    answer = "Scenario | None" if hook == ADAPT else f"Iterable[{GIVES[hook]}]"
    assert specified.__annotations__["return"] == answer


@pytest.mark.parametrize("hook", HOOKS)
def test_the_page_says_what_the_answer_is_and_shows_it(hook):
    """Each section names the class of the objects, and shows the hook at work."""
    section = sections()[signature(hook)]

    assert f"`{GIVES[hook]}`" in section
    assert f"@hookimpl\ndef {signature(hook)}:\n" in section


def test_the_hooks_that_the_page_shows_are_one_sound_pack():
    """All its examples together load, and the rule of the house is at work."""
    shown = [
        block.source
        for block in blocks(PAGE.name, PAGE.read_text("utf-8"))
        if block.language == "python"
    ]
    ward = ModuleType("acme_ward")
    for source in shown:
        if "load_packs" not in source:
            FunctionType(compile(source, PAGE.name, "exec"), vars(ward))()
    del ward.pack
    registry = load(entry("acme-ward", ward))

    assert registry.pack("acme-ward").reasons == ()
    assert registry.pack("acme-ward").hooks == HOOKS
    assert registry.adapted_by == {"acme-corridor": ("acme-ward",)}
    assert [m.policy for m in registry.program("acme-corridor").monitors] == [
        "acme-notes"
    ]


@pytest.mark.parametrize("hook", DATA_HOOKS.values())
def test_a_pack_of_data_implements_every_hook_that_gives_objects(hook):
    """No kind of object can be given by Python alone."""
    assert hasattr(getattr(DataPack, hook), f"{hookspecs.PROJECT}_impl")


@pytest.mark.parametrize("hook", HOOKS)
def test_a_specification_is_nothing_to_call(hook):
    """Calling the specification in place of the hook is an error, not an answer."""
    specified = getattr(hookspecs, hook)

    with pytest.raises(NotImplementedError):
        specified(*inspect.signature(specified).parameters)
