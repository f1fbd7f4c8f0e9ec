import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from coachdesk.models.entities.prompt import PromptMoment
from coachdesk.models.lists.prompts import PromptList, PromptRow
from coachdesk.models.prompt_shelves import Shelf, on_shelf
from coachdesk.models.shipped_prompts import shipped_prompts

PROMPTS = shipped_prompts("en")


def text_of(row: PromptRow) -> str:
    return row.moment.value if row.prompt is None else row.prompt.words


@pytest.fixture
def rows() -> PromptList:
    rows = PromptList(text_of)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    return rows


def test_each_moment_stands_above_its_prompts(rows: PromptList) -> None:
    rows.show_prompts(on_shelf(PROMPTS, Shelf.EVERY))
    headings = [row.moment for row in rows.rows if row.prompt is None]
    assert headings == list(PromptMoment)
    assert rows.rowCount() == len(PROMPTS) + len(headings)


def test_a_heading_cannot_be_chosen(rows: PromptList) -> None:
    rows.show_prompts(PROMPTS[:3])
    assert rows.flags(rows.index(0)) == Qt.ItemFlag.NoItemFlags
    assert rows.flags(rows.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_the_next_prompt_is_found_over_a_heading(rows: PromptList) -> None:
    rows.show_prompts((PROMPTS[0], PROMPTS[10]))  # heading, prompt, heading, prompt
    assert [rows.neighbour(at, 1) for at in (-1, 1, 3)] == [1, 3, -1]
    assert [rows.neighbour(at, -1) for at in (4, 3, 1)] == [3, 1, -1]
    assert rows.neighbour(-1, 9) == 3


def test_a_new_favourite_moves_alone(rows: PromptList) -> None:
    first = on_shelf(PROMPTS, PromptMoment.SILENCE)
    rows.show_prompts(first)
    marked = [attrs.evolve(one, favourite=one.key == "silence-pen") for one in first]
    removed: list[tuple[int, int]] = []
    rows.rowsRemoved.connect(lambda _parent, start, end: removed.append((start, end)))
    rows.show_prompts(on_shelf(marked, PromptMoment.SILENCE))
    assert rows.place_of_prompt("silence-pen") == 1
    assert len(removed) == 1
    assert rows.place_of_prompt("none") == -1
