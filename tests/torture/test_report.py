from tests.torture.__main__ import Ran, report, table
from tests.torture.figures import Figure


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
    page = report([Ran("long tests", 0, 690.0, "")], [])
    assert page.endswith("## How long it took\n\n- long tests: 11.5 minutes\n")
