"""Everything that makes writing easy can be had without a mouse, and is said to a screen reader."""

from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.views.sessions.notes.menu import NotesMenu
from tests.drivers.notes import NotesDriver, texts_of


def stops(coach: NotesDriver, keys: str) -> list[str]:
    """Return the names of what the keyboard comes to until it is in the notes again."""
    found = []
    for _ in range(12):
        coach.press(keys)
        focused = QApplication.focusWidget() or QWidget()
        if focused is coach.edit:
            break
        found.append(focused.accessibleName())
    return found


def test_tab_leads_out_of_a_list_and_through_the_tools(coach: NotesDriver) -> None:
    coach.edit.show_text("- one")
    assert stops(coach, "Tab") == ["More for your notes", "History"]
    assert coach.text == "- one"


def test_the_bar_to_find_is_on_the_way_when_it_is_there(coach: NotesDriver) -> None:
    coach.edit.show_text("one")
    coach.press("Ctrl+F")
    names = ["The one before (Shift+F3)", "The next one (F3)", "Leave (Esc)"]
    assert stops(coach, "Tab") == names


def test_the_menu_key_and_the_button_offer_the_same(coach: NotesDriver) -> None:
    coach.speak()
    menu = coach.card.more.menu()
    menu.aboutToShow.emit()
    offered = texts_of(menu)
    assert offered == [
        "Lists and quotes",
        "Headings",
        "Find in notes",
        "Size of letters",
        "Spelling",
        "Dots beside words of medicine and therapy",
    ]
    assert texts_of(coach.open_menu())[-6:] == offered


def test_a_menu_opened_often_leaves_nothing_behind(coach: NotesDriver) -> None:
    for _ in range(3):
        coach.open_menu().close()
    QApplication.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    assert coach.edit.findChildren(NotesMenu) == []


def test_every_part_of_the_bar_has_a_name(coach: NotesDriver) -> None:
    bar = coach.card.find_bar
    assert all(part.accessibleName() for part in (bar.field, bar.back, bar.on, bar.leave, coach.card.more))
