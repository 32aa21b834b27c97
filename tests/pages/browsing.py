"""A page in a browser, with all that it said, asked for and did."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog

# It asks for nothing of its own, so that whatever is asked for is the page's doing.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESKTOP = 390, 1280
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@attrs.define
class Opened:
    """A page that is open, and what was noticed of it."""

    page: Page
    said: list[str]
    asked: list[str]
    refused: list[str]

    def heard(self, dialog: Dialog) -> None:
        """Note what a dialog says, and close it."""
        self.said.append(dialog.message)
        dialog.dismiss()

    def violations(self) -> list[str]:
        """Return what an automatic check of accessibility finds, with everything open."""
        self.unfold()
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(Path(os.environ["AXE"]).read_text("utf-8"))
        options = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
        found = self.page.evaluate(f"() => axe.run(document, {options})")
        return [
            f"{each['id']}: {node['html']}: {node.get('failureSummary', '')}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def unfold(self) -> None:
        """Open everything that can be folded away."""
        self.page.evaluate(
            "() => document.querySelectorAll('details').forEach(d => d.open = true)"
        )

    def ask(self, code: str) -> Any:
        """Return what *code*, an expression, comes to on the page."""
        return self.page.evaluate(f"() => {code}")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium")
            or shutil.which("chromium-browser"),
            args=list(FLAGS),
        )
        yield started
        started.close()


@contextmanager
def opened(
    started: Browser,
    path: Path,
    *,
    scheme: Any = "light",
    width: int = DESKTOP,
    scripts: bool = True,
) -> Iterator[Opened]:
    """
    Open the page in a file.

    Args:
        started: The browser.
        path: The file.
        scheme: ``light`` or ``dark``.
        width: Of the window.
        scripts: Whether scripts could run at all.
    """
    context = started.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
    )
    page = context.new_page()
    found = Opened(page, [], [], [])
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("dialog", lambda dialog: found.heard(dialog))
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("requestfailed", lambda request: found.refused.append(str(request.failure)))
    page.goto(path.as_uri())
    yield found
    context.close()
