from pathlib import Path

import pytest

from tests.drivers.processes import ROOT
from tests.torture import __main__ as torture
from tests.torture.__main__ import Ran, report, table
from tests.torture.figures import Figure
from tests.torture.fuzz import TARGETS


def test_figures_stand_by_their_module() -> None:
    figures = [
        Figure("tests.faults.test_power_cut", "saves lost", 0),
        Figure("tests.faults.test_kill", "kills survived", 2_000),
        Figure("fuzzing: kit", "inputs tried", "?"),
    ]
    assert table(figures).splitlines()[2:] == [
        "| fuzzing: kit | inputs tried | ? |",
        "| kill | kills survived | 2,000 |",
        "| power cut | saves lost | 0 |",
    ]


def test_the_page_says_how_long_it_took() -> None:
    page = report([Ran("long tests", 0, 690.0, "")], [], 720.0)
    assert page.endswith(
        "## How long it took\n\n12.0 minutes in all, several jobs at a time:\n\n- long tests: 11.5 minutes\n"
    )


def test_what_looks_at_the_clock_has_the_machine_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(name: str, *_: object) -> Ran:
        began.append(name)
        return Ran(name, 0, 1.0, "")

    began: list[str] = []
    alone = sorted(torture.LOOK_AT_THE_CLOCK)
    monkeypatch.setattr(torture, "run", run)
    monkeypatch.setattr(torture, "long_modules", lambda: ["tests/a.py", *alone])
    ran = torture.everything(1, tmp_path / "figures.jsonl")
    assert began[: len(alone)] == alone
    assert set(began[len(alone) :]) == {"tests/a.py", *(f"fuzzing: {target}" for target in TARGETS)}
    assert sorted(began) == sorted(job.name for job in ran)


def test_what_looks_at_the_clock_is_there() -> None:
    for module in torture.LOOK_AT_THE_CLOCK:
        assert "pytest.mark.slow" in (ROOT / module).read_text(encoding="utf-8")
