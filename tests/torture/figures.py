"""What the long tests measured, collected for `bench/torture.md`."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
from attrs import asdict, frozen

FIGURES_FILE: Final = "COACHDESK_FIGURES"  # the variable that names the file to collect in

Figures = Callable[[str, float | str], None]


@frozen
class Figure:
    """One measured figure, and the test module that took it."""

    module: str
    name: str
    value: float | str


@pytest.fixture
def figures(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Figures:
    """Return what records a figure: `figures("kills survived", 200)`; one name per module, the last holds."""

    def record(name: str, value: float | str) -> None:
        record_property(name, value)
        file = os.environ.get(FIGURES_FILE)
        if file:
            append(Path(file), Figure(request.module.__name__, name, value))

    return record


def append(file: Path, figure: Figure) -> None:
    """Add a figure to the file."""
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(figure)) + "\n")


def collected(lines: Iterable[str]) -> list[Figure]:
    """Return the figures of a file; of several with one name in one module, the last."""
    read = [Figure(**json.loads(line)) for line in lines]
    return list({(figure.module, figure.name): figure for figure in read}.values())
