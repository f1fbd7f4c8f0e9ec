import json
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from coachdesk.exchange.prompt_file import PromptFile, read_prompts, write_prompts
from coachdesk.models import prompt_uses
from coachdesk.models.entities.prompt import Lens, PromptMoment
from coachdesk.models.prompt_sets import add_prompt_set
from coachdesk.models.prompt_tags import set_tag
from coachdesk.models.prompt_taking import GivenPrompt
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store
from tests.drivers.library import LibraryDriver
from tests.making import a_session, an_engagement

STAY, PEN = "silence-stay", "silence-pen"
SHIPPED = {one.key: one for one in shipped_prompts("en")}
NEW = GivenPrompt(
    words="What does the dog think?", moment=PromptMoment.SILENCE, lens=Lens.LEARNING, language="en"
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the coach saves, and what the coach opens."""
    chosen = tmp_path / "Mine.coachdesk-prompts"
    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, lambda *_: (str(chosen), ""))
    return chosen


def press(library: LibraryDriver, key: str) -> None:
    library.panel.more.action(key).trigger()
    library.settle()


def test_what_is_listed_is_saved_a_set_with_its_name_and_order(library: LibraryDriver, path: Path) -> None:
    made = library.do(partial(add_prompt_set, name="Stuck", prompt_keys=(STAY, PEN))).value.after
    assert made is not None
    library.panel.refresh()
    library.settle()
    library.panel.filters.set.choose(made.id)
    press(library, "save")
    held = read_prompts(path.read_bytes())
    assert (held.name, [one.words for one in held.prompts]) == (
        "Stuck",
        [SHIPPED[STAY].words, SHIPPED[PEN].words],
    )
    assert library.notices[-1].text.startswith("2 prompt(s) saved as Mine.coachdesk-prompts")


def test_a_file_is_taken_in_with_its_set_and_taken_back(library: LibraryDriver, path: Path) -> None:
    path.write_bytes(write_prompts(PromptFile(name="Theirs", prompts=(NEW,))))
    press(library, "open")
    assert [one.words for one in library.at_hand.prompts if one.is_own] == [NEW.words]
    assert [one.name for one in library.at_hand.sets] == ["Theirs"]
    assert library.notices[-1].text.startswith("1 prompt")
    library.undo()
    assert (library.at_hand.sets, [one for one in library.at_hand.prompts if one.is_own]) == ((), [])
    library.keys("Ctrl+Shift+Z")
    assert [one.name for one in library.at_hand.sets] == ["Theirs"]


def test_the_same_file_again_brings_nothing(library: LibraryDriver, path: Path) -> None:
    path.write_bytes(write_prompts(PromptFile(name="Theirs", prompts=(NEW,))))
    for _ in range(2):
        press(library, "open")
    assert len([one for one in library.at_hand.prompts if one.is_own]) == 1
    assert library.notices[-1].text == "You have all of these prompts already."


def test_a_file_with_one_bad_prompt_brings_none(library: LibraryDriver, path: Path) -> None:
    content = json.loads(write_prompts(PromptFile(name="Theirs", prompts=(NEW, NEW))))
    content["prompts"][1]["lens"] = "x-ray"
    path.write_text(json.dumps(content), encoding="utf-8")
    press(library, "open")
    assert "Prompt 2 of this file" in library.failures[-1]
    assert not [one for one in library.at_hand.prompts if one.is_own]
    assert library.at_hand.sets == ()


def test_a_file_that_cant_be_opened_is_said(library: LibraryDriver, path: Path) -> None:
    press(library, "open")
    assert library.failures


def used(store: Store) -> None:
    """Let a prompt have opened something that only the coach may know."""
    session = a_session(store, an_engagement(store, "Zanzibarit Name"))
    use = prompt_uses.note_use(store, prompt=SHIPPED[STAY], session_id=session.id).value
    prompt_uses.say_what_came_of(store, use=use, came_of="Zanzibarit words")
    set_tag(store, key=STAY, tag="walk")


def leaves(library: LibraryDriver, path: Path) -> str:
    """Save everything that is listed, and return what left."""
    library.do(used)
    library.panel.refresh()
    library.settle()
    library.go_to(STAY)
    press(library, "save")
    return path.read_text(encoding="utf-8")


def test_no_word_of_a_client_is_in_the_file(library: LibraryDriver, path: Path) -> None:
    left = leaves(library, path)
    assert "walk" in left
    assert "Zanzibarit" not in left


def test_one_that_were_would_be_found(
    library: LibraryDriver, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(held: PromptFile) -> bytes:
        return write_prompts(held) + str(library.panel.detail.model.index(0).data()).encode()

    monkeypatch.setattr("coachdesk.views.prompts.files.write_prompts", leaking)
    assert "Zanzibarit" in leaves(library, path)
