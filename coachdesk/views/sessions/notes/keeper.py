"""Between the editor and the verbs that keep what is typed."""

from coachdesk.models import notes
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.session import PrivateNote
from coachdesk.models.store import Store


class NoteKeeper:
    """Keeps drafts and notes in the store's thread, each on top of the revision before."""

    def __init__(self, opened: PrivateNote) -> None:
        self.session_id = opened.session_id
        self._revision = opened.revision

    def draft(self, store: Store, body: str) -> Written[PrivateNote]:
        """Keep what is being typed."""
        return notes.save_draft(store, session_id=self.session_id, body=body, revision=self._revision)

    def note(self, store: Store, body: str) -> Written[PrivateNote]:
        """Save what was typed."""
        written = notes.save_note(store, session_id=self.session_id, body=body, revision=self._revision)
        self._revision = written.value.revision
        return written
