import json

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.models.remembered import Key, recall, remember
from coachdesk.views.resting import Rest, from_text, to_text
from tests import making
from tests.drivers.fixtures import Begin, begin, papers

__all__ = ["begin", "papers"]

LOST = "Words without a field"


def kept(*rests: Rest) -> object:
    """Return a job that keeps these places, as a lock does."""
    return lambda store: remember(store, Key.RESTING_PLACE, to_text(rests))


def test_what_is_kept_is_read_again() -> None:
    rest = Rest("session", ("7", "notes"), {"focus": "a/b", "cursor": [1, 2], "scroll": {"c": [0, 9]}})
    assert from_text(json.loads(json.dumps(to_text([rest])))) == (rest,)


@pytest.mark.parametrize("text", [None, "", json.dumps({"form": 99, "rests": [{"place": "moon"}]}), "{}"])
def test_nothing_and_another_form_is_no_place(text: str | None) -> None:
    assert from_text(text) == ()


def test_a_place_of_a_later_version_is_passed_over(begin: Begin) -> None:
    practice = begin(kept(Rest("moon", (), {})))
    assert practice.window.place == "today"


def test_words_without_their_field_can_be_copied(begin: Begin) -> None:
    practice = begin(kept(Rest("clients", (), {"fields": {"Gone.0": LOST}})))
    assert practice.notices == ["Some words that were not saved have no place here any more."]
    practice.window.notices.action.click()
    assert QApplication.clipboard().text() == LOST
    QApplication.clipboard().clear()


def test_words_of_a_record_that_is_gone_can_be_copied(begin: Begin) -> None:
    practice = begin(kept(Rest("session", ("no such session",), {"fields": {"MarkdownEdit.0": LOST}})))
    assert "Some words that were not saved have no place here any more." in practice.notices


def test_pages_with_words_come_before_the_one_in_front(begin: Begin) -> None:
    practice = begin(lambda store: making.an_engagement(store, called=""))
    practice.keys.press("Ctrl+N")
    practice.keys.type("x" * 10_001)
    practice.keys.press("Ctrl+2")
    assert practice.desk.come_to_rest()
    rests = from_text(practice.do(lambda store: recall(store, Key.RESTING_PLACE)))
    assert [rest.place for rest in rests] == ["client-edit", "clients"]
    assert ["fields" in rest.state for rest in rests] == [True, False]
