"""How one panel leads to another without knowing it."""

from collections.abc import Callable

from attrs import frozen
from PySide6.QtCore import QObject, Signal


@frozen
class Notice:
    """A line that appears for a while and asks nothing; its action may undo what was done.

    One that `stays` is there until the coach has acted on it or closed it.
    """

    text: str
    action_text: str = ""
    on_action: Callable[[], None] | None = None
    stays: bool = False


class Navigation(QObject):
    """Requests that the window fulfils. Ids are plain strings; an empty one means: a new one.

    What was found comes with the words that were looked for, to be shown among the others; a
    summary with the words that are typed for it, but no part of it yet; the same room with its talk.
    Promises can be asked for by words that find them. A brief of no session is that of the next one.
    Path, contacts, feedback and ending are of an engagement, a timeline is of a client; rituals without
    one are those of every client. A look-back is of a client and one engagement of theirs, without a
    client that of the whole practice; its paper may begin with a day. A page that turned to another
    record says so, and the way back leads to that one. In focus mode the window keeps its rail and its
    search out of sight. What a form has kept goes to the page in front, for its undo.
    """

    panel_requested = Signal(str)
    client_requested = Signal(str)
    client_edit_requested = Signal(str)
    engagement_edit_requested = Signal(str, str)
    agreement_requested = Signal(str, str)
    found_clause_requested = Signal(str, str, str)
    session_requested = Signal(str, str)
    found_session_requested = Signal(str, str, str)
    session_plan_requested = Signal(str)
    promise_requested = Signal(str)
    promises_found_requested = Signal(str)
    session_plan_on_requested = Signal(str, str)
    brief_requested = Signal(str)
    brief_print_requested = Signal(str)
    preferences_requested = Signal(str)
    summary_requested = Signal(str, str)
    booklet_requested = Signal(str)
    history_requested = Signal(str, str)
    sponsor_report_requested = Signal(str)
    take_home_requested = Signal(str)
    returned_form_requested = Signal(str)
    review_requested = Signal(str)
    changes_requested = Signal(str, str, str)
    file_requested = Signal(str)
    path_requested = Signal(str)
    timeline_requested = Signal(str)
    contacts_requested = Signal(str)
    feedback_requested = Signal(str)
    rituals_requested = Signal(str)
    look_back_requested = Signal(str, str)
    look_back_paper_requested = Signal(str, str, str)
    ending_requested = Signal(str)
    pack_requested = Signal(str)
    back_requested = Signal()
    turned_to = Signal(str, str)
    notice_requested = Signal(object)
    form_kept = Signal(object)
    same_room_requested = Signal(object)
    focus_mode_requested = Signal(bool)
    search_requested = Signal()

    def notify(
        self,
        text: str,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Show a notice."""
        self.notice_requested.emit(Notice(text, action_text, on_action, stays))
