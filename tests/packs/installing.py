"""Installing the distributions of these tests as an installer would, without one."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

SOURCES = Path(__file__).parent / "distributions"

BROKEN = ".broken"
"""What a file that is no Python is called here, so that nothing else reads it."""


def install(name: str, target: Path) -> None:
    """
    Put package and metadata of a distribution of these tests into *target*.

    Args:
        name: The distribution's name; its sources are in the folder of that name.
        target: A folder such as ``site-packages``, to be put on the path.
    """
    package = name.replace("-", "_")
    source = SOURCES / package
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(
        source / package,
        target / package,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for file in (target / package).rglob(f"*{BROKEN}"):
        file.rename(file.with_suffix(""))
    folder = target / f"{package}-{project['version']}.dist-info"
    folder.mkdir()
    metadata = {
        "Metadata-Version": "2.1",
        "Name": name,
        "Version": project["version"],
        "Requires-Dist": project["dependencies"][0],
    }
    lines = [f"{key}: {value}\n" for key, value in metadata.items()]
    (folder / "METADATA").write_text("".join(lines), encoding="utf-8")
    points = [
        line
        for group, entries in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{id_} = {at}" for id_, at in entries.items()))
    ]
    (folder / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")
    (folder / "INSTALLER").write_text("scenario-engine-tests\n", encoding="utf-8")
