import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.agreements import list_agreements
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.agreement import (
    AgreementKind,
    ClauseState,
    Party,
    ProposedBy,
    VersionState,
)
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from tests import agreeing
from tests.agreeing import clause_named
from tests.drivers.agreements import AgreementDriver, nameless

CANARY = "Zwitscherkanari"


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


@pytest.fixture
def writing(driver: AgreementDriver) -> AgreementDriver:
    """An agreement at its beginning, at the clause about boundaries."""
    return driver.open(driver.prepare(agreeing.begin), "boundaries")


@pytest.fixture
def ready(driver: AgreementDriver) -> AgreementDriver:
    return driver.open(driver.prepare(lambda store: agreeing.make_ready(store, agreeing.begin(store))))


@pytest.fixture
def three_way(driver: AgreementDriver) -> AgreementDriver:
    page = driver.prepare(lambda s: agreeing.make_ready(s, agreeing.begin(s, three_way=True)))
    return driver.open(page, "fees")


def test_an_engagement_without_an_agreement_offers_to_begin(driver: AgreementDriver) -> None:
    engagement = driver.prepare(lambda store: agreeing.engage(store, "Mira Solano"))
    driver.panel.open(engagement.id, "")
    driver.settle()
    driver.press(driver.panel.view.start.start)
    page = driver.stored()
    assert (page.agreement.kind, page.version.state) == (AgreementKind.TWO_PARTY, VersionState.DRAFT)
    assert driver.panel.view.stack.currentWidget() is driver.panel.view.work


def test_a_sponsored_engagement_begins_three_way(driver: AgreementDriver) -> None:
    engagement = driver.prepare(lambda store: agreeing.engage(store, sponsor=agreeing.SPONSOR))
    driver.panel.open(engagement.id, "")
    driver.settle()
    driver.press(driver.panel.view.start.start)
    assert driver.stored().agreement.kind is AgreementKind.THREE_WAY


def test_the_page_says_whose_agreement_it_is_and_where_it_stands(writing: AgreementDriver) -> None:
    assert writing.panel.title.whole == "Mira Solano"
    assert writing.panel.subtitle.whole == "Agreement, version 1, draft"


def test_clauses_stand_under_their_layer_with_their_state(writing: AgreementDriver) -> None:
    lines = writing.clauses()
    assert lines[0] == "Working together"
    assert "Boundaries, open" in lines
    assert lines.index("Terms") > lines.index("Boundaries, open")


def test_what_is_typed_is_saved(writing: AgreementDriver) -> None:
    voices = writing.panel.view.card.voices
    writing.type(voices.clients.field, "Nothing after eight.")
    writing.type(voices.coachs.field, "Two working days.")
    writing.qtbot.waitUntil(lambda: not writing.panel.has_unsaved)
    stored = clause_named(writing.stored(), "boundaries")
    assert (stored.clients_words, stored.coachs_words) == ("Nothing after eight.", "Two working days.")
    assert writing.panel.controls.saved.text() == "Saved"


def test_words_typed_just_before_another_clause_is_chosen_are_kept(writing: AgreementDriver) -> None:
    writing.type(writing.panel.view.card.voices.clients.field, "Nothing after eight.")
    writing.keys("Ctrl+Down")
    assert clause_named(writing.stored(), "boundaries").clients_words == "Nothing after eight."
    assert writing.panel.view.card.voices.clients.field.toPlainText() == ""


def test_the_clients_words_can_be_taken_over(writing: AgreementDriver) -> None:
    voices = writing.panel.view.card.voices
    writing.type(voices.clients.field, "Nothing after eight.")
    writing.press(voices.use_clients)
    writing.panel.flush()
    stored = clause_named(writing.stored(), "boundaries")
    assert (stored.agreed_words, stored.proposed_by) == ("Nothing after eight.", ProposedBy.CLIENT)


def test_both_voices_can_be_combined(writing: AgreementDriver) -> None:
    voices = writing.panel.view.card.voices
    writing.type(voices.clients.field, "Nothing after eight.")
    writing.type(voices.coachs.field, "Two working days.")
    writing.press(voices.combine)
    writing.panel.flush()
    stored = clause_named(writing.stored(), "boundaries")
    assert stored.agreed_words == "Nothing after eight.\nTwo working days."
    assert stored.proposed_by is ProposedBy.TOGETHER


def test_both_agree_by_keyboard(writing: AgreementDriver) -> None:
    writing.agree_words("Until eight.")
    assert (writing.chip(Party.CLIENT), writing.chip(Party.COACH)) == (
        "Mira Solano: not yet",
        "You: not yet",
    )
    writing.keys("Ctrl+Return")
    writing.keys("Ctrl+Shift+Return")
    assert (writing.chip(Party.CLIENT), writing.chip(Party.COACH)) == (
        "Mira Solano agrees",
        "You agree",
    )
    assert clause_named(writing.stored(), "boundaries").state is ClauseState.AGREED
    assert "Boundaries, agreed" in writing.clauses()


def test_nobody_can_agree_to_nothing(writing: AgreementDriver) -> None:
    assert not writing.panel.view.card.answers.buttons[Party.COACH].isEnabled()


def test_other_words_take_the_yes_back_while_they_are_typed(ready: AgreementDriver) -> None:
    ready.open(ready.stored(), "boundaries")
    ready.type(ready.panel.view.card.voices.agreed.field, "Until nine.")
    assert ready.chip(Party.CLIENT) == "Mira Solano: not yet"
    assert "Boundaries, open" in ready.clauses()


@pytest.mark.parametrize(
    ("name", "state"),
    [("park", ClauseState.PARKED), ("revisit", ClauseState.REVISIT), ("drop", ClauseState.DROPPED)],
)
def test_a_clause_can_be_set_aside(writing: AgreementDriver, name: str, state: ClauseState) -> None:
    writing.press(getattr(writing.panel.view.card, name))
    assert clause_named(writing.stored(), "boundaries").state is state


def test_what_is_parked_can_be_brought_back(writing: AgreementDriver) -> None:
    writing.press(writing.panel.view.card.park)
    writing.press(writing.panel.view.card.bring_back)
    assert clause_named(writing.stored(), "boundaries").state is ClauseState.OPEN


def test_the_filter_of_the_clauses_is_labelled(writing: AgreementDriver) -> None:
    filtered = writing.panel.view.picker.filter
    labels = [one for one in writing.panel.findChildren(QLabel) if one.buddy() is filtered]
    assert [(one.text(), filtered.accessibleName()) for one in labels] == [("Show", "Show")]


def test_the_list_can_be_narrowed_to_a_state(writing: AgreementDriver) -> None:
    writing.press(writing.panel.view.card.park)
    picker = writing.panel.view.picker
    picker.filter.setCurrentIndex(picker.filter.findText("parked"))
    assert writing.clauses() == ["Working together", "Boundaries, parked"]


def test_a_clause_moves_by_keyboard(writing: AgreementDriver) -> None:
    writing.keys("Alt+Up")
    assert [clause.key for clause in writing.stored().clauses[:2]] == ["boundaries", "good-work"]


def test_a_clause_is_renamed_by_keyboard(writing: AgreementDriver) -> None:
    writing.keys("F2")
    field = writing.panel.view.card.name_field
    writing.type(field, "Our lines")
    QTest.keyClick(field, Qt.Key.Key_Return)
    writing.settle()
    assert clause_named(writing.stored(), "boundaries").heading == "Our lines"


def test_a_clause_of_ones_own_can_be_added_and_removed(writing: AgreementDriver) -> None:
    writing.keys("Ctrl+Shift+A")
    writing.type(writing.asked(), "Dogs in the room")
    writing.press(writing.panel.view.ask.confirm)
    own = next(clause for clause in writing.stored().clauses if not clause.key)
    assert (own.heading, writing.panel.view.card.clause_id) == ("Dogs in the room", own.id)
    writing.panel.deeds.remove()
    writing.settle()
    assert writing.stored().clause(own.id) is None
    assert writing.notices[-1] == "“Dogs in the room” is removed."


def test_a_clause_without_a_heading_is_not_added_and_what_was_typed_stays(writing: AgreementDriver) -> None:
    writing.keys("Ctrl+Shift+A")
    writing.press(writing.panel.view.ask.confirm)
    assert not writing.panel.view.ask.isHidden()
    assert all(clause.key for clause in writing.stored().clauses)


def test_what_is_missing_is_named_and_gone_to(writing: AgreementDriver) -> None:
    writing.press(writing.panel.controls.main)
    said = writing.panel.view.note.text()
    assert all(clause.heading in said for clause in writing.stored().clauses if clause.core)
    assert writing.panel.view.card.heading.text() == "Boundaries"
    assert writing.stored().version.state is VersionState.DRAFT


def test_all_agreed_is_ready(writing: AgreementDriver) -> None:
    for clause in writing.stored().clauses:
        if clause.core:
            writing.open(writing.stored(), clause.key)
            writing.agree_words("So be it.")
            writing.keys("Ctrl+Return")
            writing.keys("Ctrl+Shift+Return")
    writing.press(writing.panel.controls.main)
    assert writing.stored().version.state is VersionState.READY
    assert writing.panel.controls.main.text() == "Sign…"


def test_the_pages_show_what_is_typed(writing: AgreementDriver) -> None:
    writing.type(writing.panel.view.card.voices.agreed.field, "Until eight in the evening.")
    assert "Until eight in the evening." in writing.paper()


def test_the_pages_show_neither_voice(writing: AgreementDriver) -> None:
    voices = writing.panel.view.card.voices
    writing.type(voices.clients.field, CANARY)
    writing.type(voices.coachs.field, CANARY)
    writing.agree_words("Until eight.")
    assert CANARY not in writing.paper()


def test_nothing_shipped_is_on_the_pages_before_somebody_says_so(writing: AgreementDriver) -> None:
    assert "It is not therapy" not in writing.paper()


def test_of_many_keys_the_last_one_wins(writing: AgreementDriver) -> None:
    field = writing.panel.view.card.voices.agreed.field
    for word in ("one", "two", "three"):
        writing.type(field, word)
    assert "three" in writing.paper()


def test_characters_without_a_font_are_named(writing: AgreementDriver) -> None:
    writing.agree_words("\U00012345")
    assert "\U00012345" in writing.panel.view.preview.note.text()


def test_words_that_can_not_be_saved_stay(ready: AgreementDriver) -> None:
    ready.open(ready.stored(), "boundaries")
    page = ready.stored()
    words = ready.panel.view.card.voices.clients.field
    ready.panel.hide()
    ready.prepare(lambda store: agreeing.put_name(store, page, Party.CLIENT, "Mira Solano"))
    ready.panel.show()
    ready.type(words, "One more thought")
    ready.panel.flush()
    ready.settle()
    assert ready.panel.has_unsaved
    assert words.toPlainText() == "One more thought"
    assert ready.panel.controls.saved.text() == "Not saved"


def _refuse_to_keep_words(store: Store) -> None:
    store.db.execute(
        "CREATE TRIGGER words_stay BEFORE UPDATE OF agreed_words ON clause "
        "WHEN new.agreed_words <> old.agreed_words BEGIN SELECT RAISE(ABORT, 'not today'); END"
    )


def test_a_yes_to_words_that_could_not_be_saved_is_not_given(
    writing: AgreementDriver, caplog: pytest.LogCaptureFixture
) -> None:
    writing.agree_words("Until eight.")
    writing.prepare(_refuse_to_keep_words)
    writing.type(writing.panel.view.card.voices.agreed.field, "Until midnight.")
    writing.keys("Ctrl+Return")
    stored = clause_named(writing.stored(), "boundaries")
    assert (stored.agreed_words, stored.agreed_by_coach_at) == ("Until eight.", None)
    assert writing.panel.has_unsaved
    caplog.clear()


def test_a_yes_waits_for_the_words_it_is_given_to(writing: AgreementDriver) -> None:
    writing.type(writing.panel.view.card.voices.agreed.field, "Until nine.")
    writing.keys("Ctrl+Return")
    stored = clause_named(writing.stored(), "boundaries")
    assert (stored.agreed_words, stored.agreed_by_coach_at is None) == ("Until nine.", False)


def test_a_change_made_elsewhere_is_shown(writing: AgreementDriver) -> None:
    clause = clause_named(writing.stored(), "boundaries")
    writing.prepare(lambda store: save_words(store, clause_id=clause.id, clients_words="From elsewhere"))
    assert writing.panel.view.card.voices.clients.field.toPlainText() == "From elsewhere"


def test_the_sponsors_answer_is_asked_for_where_it_counts(three_way: AgreementDriver) -> None:
    chips = three_way.panel.view.card.answers.chips
    assert chips[Party.SPONSOR].text() == "Halden AG: not yet"
    three_way.open(three_way.stored(), "boundaries")
    assert chips[Party.SPONSOR].isHidden()


def test_the_sponsors_copy_is_shown_on_demand(three_way: AgreementDriver) -> None:
    assert "Boundaries" in three_way.paper()
    three_way.press(three_way.panel.controls.sponsor)
    assert "Boundaries" not in three_way.paper()


def test_where_there_is_no_room_the_pages_come_on_demand(writing: AgreementDriver) -> None:
    writing.panel.resize(828, 640)
    view = writing.panel.view
    before = (view.shows_preview, view.picker.isHidden())
    writing.press(writing.panel.controls.preview)
    assert (before, (view.shows_preview, view.picker.isHidden())) == ((False, False), (True, True))


@pytest.mark.parametrize("size", [(828, 640), (1084, 744)])
def test_everything_has_the_name_it_shows(writing: AgreementDriver, size: tuple[int, int]) -> None:
    writing.panel.resize(*size)
    assert nameless(writing.panel) == []


def test_it_is_listed_while_it_is_worked_on(writing: AgreementDriver) -> None:
    def first(store: Store) -> tuple[str, ...]:
        return list_agreements(store)[0].client_names

    assert writing.prepare(first) == ("Mira Solano",)


def test_what_is_named_as_missing_follows_what_still_is(writing: AgreementDriver) -> None:
    note = writing.panel.view.note
    core = [clause for clause in writing.stored().clauses if clause.core]
    writing.press(writing.panel.controls.main)
    for clause in core:
        assert f"{clause.heading} (no words yet)" in note.said
        writing.open_clause(clause.id)
        writing.agree_words("So be it.")
        assert f"{clause.heading} (waits for" in note.said
        writing.keys("Ctrl+Return")
        writing.keys("Ctrl+Shift+Return")
        assert clause.heading not in note.said
    assert note.said == ""


def test_what_was_named_as_missing_is_not_named_in_another_agreement(writing: AgreementDriver) -> None:
    writing.press(writing.panel.controls.main)
    writing.open(writing.stored())
    assert writing.panel.view.note.said == ""


@pytest.mark.parametrize(("said", "proposed"), [("", ProposedBy.COACH), ("Soon.", ProposedBy.TOGETHER)])
def test_words_typed_as_agreed_are_the_coachs_until_the_client_has_said_something(
    writing: AgreementDriver, said: str, proposed: ProposedBy
) -> None:
    writing.type(writing.panel.view.card.voices.clients.field, said)
    writing.agree_words("Until eight.")
    assert clause_named(writing.stored(), "boundaries").proposed_by is proposed
