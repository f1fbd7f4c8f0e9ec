"""A session planned, held, closed and handed out, by keyboard alone."""

from pathlib import Path

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.session_pages import SessionPage, session_page
from coachdesk.models.store import Store
from tests.documents.reading import text
from tests.drivers.coach import NOTES, Coach
from tests.drivers.keyboard import focused

SUMMARY = "Summary of session 1, Mira Solano.pdf"


def test_a_session_is_planned_held_closed_and_its_summary_saved(
    engaged: Coach, papers: Path, tmp_path: Path
) -> None:
    engaged.plan_session()
    engaged.hold_session("She looks tired")
    assert engaged.facts.endswith("closed")
    engaged.hand_out()
    printed = text((papers / SUMMARY).read_bytes(), tmp_path)
    assert all(
        words in printed for words in ("How to open a hard talk", "I can say it plainly", "It was said")
    )
    assert "tired" not in printed


def test_a_planned_session_is_listed(engaged: Coach) -> None:
    engaged.plan_session("2026-06-02")
    assert "2 Jun" in engaged.practice.notices[-1]
    engaged.open_session()
    assert "2 Jun" in engaged.facts


def test_a_list_goes_on_with_enter_while_notes_are_typed(planned: Coach) -> None:
    planned.keys.fill(NOTES, "- one\ntwo")
    assert planned.text_of(NOTES) == "- one\n- two"


def test_words_cross_the_wall_only_when_they_are_taken_across(planned: Coach) -> None:
    planned.keys.fill(NOTES, "She *can* say it")
    assert planned.text_of("Our focus") == ""
    planned.keys.go_to(NOTES)
    planned.keys.press("Ctrl+A")
    planned.choose("Take across", "to our focus")
    assert planned.text_of("Our focus") == "She can say it"


def test_what_is_missing_in_the_closing_is_asked_for_once(planned: Coach) -> None:
    planned.keys.press("Ctrl+Return")
    assert "Still open: what your client will do" in planned.reads
    planned.keys.press("Ctrl+Return")
    assert planned.facts.endswith("closed")


def test_both_promises_stand_on_the_clients_page(closed: Coach) -> None:
    closed.open_client("mira")
    assert {"Open the talk with Jonas", "Keep fifteen minutes free"} <= set(closed.reads.split("\n"))


def test_what_was_handed_out_is_locked(closed: Coach) -> None:
    closed.hand_out()
    closed.keys.push("Back to the session")
    closed.keys.fill("Our focus", "something else")
    assert closed.text_of("Our focus") == "How to open a hard talk"
    assert "so these words stay" in closed.reads


def test_later_words_are_added_below(closed: Coach) -> None:
    closed.hand_out()
    closed.keys.push("Back to the session")
    closed.keys.fill("Later words, dated today", "Bring the map")
    closed.keys.push("Add")
    assert "Bring the map" in closed.reads.split("\n")


def test_search_opens_the_session_at_the_notes(closed: Coach) -> None:
    closed.keys.press("Ctrl+1")
    closed.find("lighth")
    assert (closed.window.place, focused().accessibleName()) == ("session", NOTES)


def test_what_was_typed_last_is_in_the_vault_when_it_closes(planned: Coach) -> None:
    planned.keys.fill(NOTES, "Typed a moment ago")
    planned.keys.press("Ctrl+Q")
    assert planned.window.isHidden()
    [note] = planned.practice.do(lambda store: list(store.db.query("SELECT body FROM private_note")))
    assert note == {"body": "Typed a moment ago"}


def test_a_session_ends_by_keys_alone(planned: Coach) -> None:
    keys = planned.keys
    keys.fill("Mira Solano will", "Open the talk with Jonas")
    keys.fill("By when", "k")
    keys.fill("We will know by", "It was said")
    keys.push("More about it")
    keys.press("Right")
    keys.fill("What could get in the way", "He is on leave")
    keys.push("One more for Mira Solano")
    keys.type("Ring twice")
    keys.fill("You will", "Keep fifteen minutes free")
    keys.fill("By when", "e")
    keys.push("One more for me")
    keys.type("Send the page")
    keys.push("A sentence of feedback")
    keys.type("The pause was good")
    keys.fill("We meet again: day", "k")
    keys.press("Return")
    keys.press("Ctrl+Return")
    keys.push("What I take from it for my own practice")
    keys.type("I waited")
    page = planned.practice.do(of_the_first)
    assert (page.closing.small_enough, page.closing.barrier) == (True, "He is on leave")
    assert [one.what for one in page.ending.further] == ["Ring twice", "Send the page"]
    assert page.ending.next_meeting.planned is not None
    assert page.shared.next_date != ""
    assert planned.facts.endswith("closed")


def of_the_first(store: Store) -> SessionPage:
    return session_page(store, SessionId(store.value("SELECT id FROM session ORDER BY planned_at")))
