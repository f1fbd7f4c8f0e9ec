from tests.drivers.notes import NotesDriver


def undo_all(coach: NotesDriver) -> int:
    steps = 0
    while coach.edit.document().isUndoAvailable():
        coach.edit.undo()
        steps += 1
    return steps


def test_undo_goes_back_across_fifty_edits_and_their_saves(coach: NotesDriver) -> None:
    written = [f"line {number} recieve." for number in range(50)]
    for line in written:
        coach.type(f"{line}\n")
        coach.save()
        coach.show_what_is_stored()
    whole = coach.text
    assert undo_all(coach) >= 50
    assert coach.text == ""
    while coach.edit.document().isRedoAvailable():
        coach.edit.redo()
    assert coach.text == whole == "".join(f"{line}\n" for line in written)


def test_what_was_undone_is_what_is_saved(coach: NotesDriver) -> None:
    coach.type("one")
    coach.save()
    coach.press("Ctrl+Z")
    coach.save()
    assert coach.stored == ""


def test_notes_changed_elsewhere_can_be_undone(coach: NotesDriver) -> None:
    coach.type("mine")
    coach.save()
    coach.change_elsewhere("theirs")
    coach.show_what_is_stored()
    assert coach.text == "theirs"
    coach.press("Ctrl+Z")
    assert coach.text == "mine"


def test_notes_of_another_session_begin_without_a_past(coach: NotesDriver) -> None:
    coach.type("of this session")
    coach.save()
    coach.turn_to_another("of the other one")
    assert not coach.edit.document().isUndoAvailable()
    coach.press("Ctrl+Z")
    assert coach.text == "of the other one"
