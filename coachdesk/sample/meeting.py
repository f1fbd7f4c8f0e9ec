"""How sessions go: planned, held or missed, noted, closed, and their summaries handed out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import attrs

from coachdesk.incoming import pieces_in
from coachdesk.models import (
    feedback,
    moments,
    notes,
    promises,
    session_details,
    sessions,
    settling,
    summaries,
    themes,
)
from coachdesk.models.attachments import take_in
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.attachment import Incoming
from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.session import Commitment, CommitmentState, SessionState
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.store import Store
from coachdesk.sample.history import Event
from coachdesk.sample.paper import Paper
from coachdesk.sample.texts import AddendumText, ClientText, SessionText

_CALLED_OFF_BEFORE: Final = timedelta(hours=2)
_WAITED: Final = timedelta(minutes=30)
_CHECKED_IN_AFTER: Final = timedelta(minutes=8)
_CLOSING_BEFORE_END: Final = timedelta(minutes=3)
_NOTED_AFTER: Final = timedelta(minutes=15)
_CLOSED_AFTER: Final = timedelta(minutes=25)
_HANDED_OUT_AFTER: Final = timedelta(minutes=30)


class Meetings:
    """The sessions with one client; each is planned at the end of the one before."""

    def __init__(self, text: ClientText, paper: Paper) -> None:
        self._text = text
        self._paper = paper

    def events(self) -> Iterator[Event]:
        """Yield what happened in and around each session."""
        planning = self._text.versions[0].drafted_at
        for text in self._text.sessions:
            meeting = Meeting(text, self._text.engagement.id, self._paper)
            yield Event(planning, meeting.plan)
            yield from meeting.events()
            if text.state is not SessionState.PLANNED:
                planning = meeting.over_at


class Meeting:
    """One session; without an id it has to be planned first."""

    def __init__(
        self,
        text: SessionText,
        engagement_id: EngagementId,
        paper: Paper,
        session_id: SessionId | None = None,
    ) -> None:
        self._text = text
        self._engagement_id = engagement_id
        self._paper = paper
        self.id = session_id or SessionId("")

    @property
    def over_at(self) -> datetime:
        """When there was nothing left of it but the next one to plan."""
        if self._text.state is SessionState.LATE_CANCEL:
            return self._text.planned_at - _CALLED_OFF_BEFORE
        if self._text.state is SessionState.NO_SHOW:
            return self._text.planned_at + _WAITED
        return self._text.ended_at

    def events(self) -> Iterator[Event]:
        """Yield its course; nothing has happened yet in one that is only planned."""
        if self._text.state is SessionState.HELD:
            yield from self._held()
        elif self._text.state is not SessionState.PLANNED:
            yield Event(self.over_at, self._miss)
            yield Event(self.over_at, self.note)

    def plan(self, store: Store) -> None:
        """Put it into the calendar."""
        self.id = sessions.plan_session(
            store,
            engagement_id=self._engagement_id,
            planned_at=self._text.planned_at,
            minutes=self._text.planned_minutes,
            mode=self._text.mode,
            place=self._text.place,
            kind=self._text.kind,
        ).value.id
        if self._text.attendees:
            session_details.set_attendees(store, session_id=self.id, attendees=self._text.attendees)

    def _held(self) -> Iterator[Event]:
        text = self._text
        yield Event(text.began_at, self.begin)
        yield Event(text.began_at + _CHECKED_IN_AFTER, self.check_in)
        yield Event(text.ended_at - _CLOSING_BEFORE_END, self.close_with)
        yield Event(text.ended_at - _CLOSING_BEFORE_END, self.share)
        if text.feedback is not None:
            yield Event(text.ended_at - _CLOSING_BEFORE_END, partial(self._hear, text.feedback))
        yield Event(text.ended_at, lambda store: sessions.end_session(store, session_id=self.id))
        yield Event(text.ended_at + _NOTED_AFTER, self.note)
        yield Event(text.ended_at + _NOTED_AFTER, self.keep_files)
        yield Event(
            text.ended_at + _CLOSED_AFTER, lambda store: sessions.close_session(store, session_id=self.id)
        )
        if text.handed_out is not None:
            yield Event(text.ended_at + _HANDED_OUT_AFTER, partial(self._hand_out, text.handed_out))
        for addendum in text.addenda:
            yield Event(addendum.written_at, partial(self._add, addendum))

    def _miss(self, store: Store) -> None:
        if self._text.state is SessionState.NO_SHOW:
            sessions.mark_no_show(store, session_id=self.id)
        else:
            late = self._text.state is SessionState.LATE_CANCEL
            sessions.cancel_session(store, session_id=self.id, late=late)
        self._say_why(store)

    def _say_why(self, store: Store) -> None:
        """Keep the word on why it did not take place, where there is one."""
        if self._text.countable_reason:
            missed = sessions.session(store, self.id)
            session_details.set_counting(
                store,
                session_id=self.id,
                countable=missed.countable,
                reason=self._text.countable_reason,
                fee_kind=missed.fee_kind,
            )

    def begin(self, store: Store) -> None:
        """Start the clock, and say what became of the promises that stood open."""
        sessions.begin_session(store, session_id=self.id)
        found = promises.open_promises(store, engagement_id=self._engagement_id)
        if self._text.last_commitment is not None:
            self._settle(store, found.commitments[0], *self._text.last_commitment)
        if self._text.last_pledge is not None:
            state, outcome = self._text.last_pledge
            settling.settle_pledge(store, pledge_id=found.pledges[0].id, state=state, outcome=outcome)

    def _settle(self, store: Store, commitment: Commitment, state: CommitmentState, outcome: str) -> None:
        """Settle a commitment; one that is carried closes this session too."""
        settling.settle_commitment(
            store,
            commitment_id=commitment.id,
            state=state,
            outcome=outcome,
            in_session=self.id,
            carry_to=self._text.closing.commitment_by,
        )

    def check_in(self, store: Store) -> None:
        """Write down how it opens."""
        notes.save_check_in(store, check_in=attrs.evolve(self._text.check_in, session_id=self.id))

    def note(self, store: Store) -> None:
        """Write the private notes, and what was heard, noticed, tried and asked."""
        notes.save_note(store, session_id=self.id, body=self._text.note, revision=0)
        began_at = self._text.began_at
        put = [noted.moment(self.id, self._engagement_id, began_at) for noted in self._text.noted]
        moments.keep_moments(store, put=put)
        for theme in self._text.themes:
            themes.set_theme(store, session_id=self.id, theme=theme)
        for asked in self._text.asked:
            asked.keep(store, self.id, began_at, self._text.language)

    def keep_files(self, store: Store) -> None:
        """Keep what was brought along."""
        for text in self._text.files:
            incoming = Incoming(engagement_id=self._engagement_id, session_id=self.id, name=text.name)
            open_pieces = partial(pieces_in, text.words.strip().encode())
            take_in(store, _go_on, incoming=incoming, open_pieces=open_pieces, tell=_take_note)

    def share(self, store: Store) -> None:
        """Write what the client receives."""
        summaries.save_shared_text(store, text=attrs.evolve(self._text.shared, session_id=self.id))

    def close_with(self, store: Store) -> None:
        """Write down what both promise."""
        promises.save_closing(store, closing=attrs.evolve(self._text.closing, session_id=self.id))

    def _hear(self, said: Feedback, store: Store) -> None:
        """Write down what the client says of the work together, and what came back to it."""
        (client_id,) = get_engagement(store, engagement_id=self._engagement_id).client_ids
        of_session = attrs.evolve(
            said, engagement_id=self._engagement_id, session_id=self.id, client_id=client_id
        )
        feedback.save_feedback(store, feedback=of_session)

    def _hand_out(self, how: SharedHow, store: Store) -> None:
        self._paper.hand_out_summary(store, self.id, how, language=self._text.language)

    def _add(self, addendum: AddendumText, store: Store) -> None:
        summaries.add_addendum(store, session_id=self.id, text=addendum.text)


def _go_on() -> None:
    """Nobody else is there to be let through."""


def _take_note(_size: int) -> None:
    """Nobody asks how far it has come."""
