"""A walk through the desk on the day of the sample practice: first looking, then holding a session."""

from datetime import timedelta
from functools import partial
from typing import Final

from attrs import frozen

from coachdesk.desk import Desk
from coachdesk.errors import BugError
from coachdesk.models import ending, sessions
from coachdesk.models.clients import list_clients
from coachdesk.models.engagements import engagements_of
from coachdesk.models.entities.agreement import SigningMethod
from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.ids import ClauseId, ClientId, EngagementId, RitualTimeId, SessionId, new_id
from coachdesk.models.entities.prompt import PromptMoment
from coachdesk.models.entities.ritual import RitualTime
from coachdesk.models.ritual_times import rituals_now, settle_ritual
from coachdesk.models.session_lists import list_sessions
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.sample.meeting import Meeting
from coachdesk.sample.paper import Paper
from coachdesk.tour import next_version
from coachdesk.tour.stage import Stage
from coachdesk.tour.texts import TourText
from coachdesk.views.agreements.agreement_panel import AgreementPanel
from coachdesk.views.agreements.same_room.talk import Talk
from coachdesk.views.agreements.same_room.window import RoomWindow
from coachdesk.views.room_door import Door
from coachdesk.views.sessions.session_panel import SessionPanel

_NEARLY_OVER: Final = timedelta(minutes=54)


@frozen
class Work:
    """The work with one client."""

    client_id: ClientId
    engagement_id: EngagementId


class Walk:
    """Leads through every page of the window and pictures each, the clock going on meanwhile."""

    def __init__(self, stage: Stage, desk: Desk, clock: SettableClock, text: TourText) -> None:
        self._stage = stage
        self._desk = desk
        self._clock = clock
        self._text = text

    def picture_all(self) -> None:
        """Picture the day before its first session, that session, and what comes of it."""
        work = self._stage.ask(self._desk.workspace, work_by_name)
        mine = work[self._text.client]
        meeting = self._meeting(mine.engagement_id)
        self._stage.show(self._desk.window)
        self._look_around(work[self._text.browsed], mine)
        self._look_at_the_two(mine)
        self._hold(meeting)
        self._agree(mine.engagement_id)
        self._close(meeting)
        self._end(mine.engagement_id)
        self._search()

    def _meeting(self, engagement_id: EngagementId) -> Meeting:
        session_id = self._stage.ask(self._desk.workspace, partial(_session_of, self._text))
        return Meeting(self._text.session, engagement_id, Paper(self._desk.context.renderer), session_id)

    def _picture(self, name: str, place: str, *ids: str) -> None:
        self._desk.window.open(place, *ids)
        self._stage.picture(name, self._desk.window, self._desk.workspace)

    def _look_around(self, browsed: Work, mine: Work) -> None:
        self._picture("today", "today")
        self._picture("clients", "clients")
        self._picture("client", "client", browsed.client_id)
        self._picture("client-editor", "client-edit", browsed.client_id)
        self._picture("engagement-editor", "engagement-edit", browsed.client_id, browsed.engagement_id)
        self._picture("review", "review", browsed.engagement_id)
        self._picture("sessions", "sessions")
        self._picture("calendar", "calendar")
        self._picture("plan", "session-plan", mine.engagement_id)
        self._picture("promises", "promises")
        self._picture("library", "prompts")
        self._picture("practice", "practice")
        self._picture("settings", "settings")

    def _look_at_the_two(self, mine: Work) -> None:
        """Picture what lasts beyond a session, with the client of whom the sample tells most."""
        self._picture("between", "client", mine.client_id)
        self._picture("preferences", "preferences", mine.client_id)
        for page in ("feedback", "path", "contacts", "rituals"):
            self._picture(page, page, mine.engagement_id)
        self._picture("timeline", "timeline", mine.client_id)
        self._picture("look-back", "look-back", mine.client_id)

    def _hold(self, meeting: Meeting) -> None:
        ask = partial(self._stage.ask, self._desk.workspace)
        self._picture("brief", "brief", meeting.id)
        self._clock.set(self._text.session.began_at)
        ask(meeting.begin)
        self._picture("opening", "session", meeting.id, "")
        ask(partial(_arrive, meeting.id))
        self._clock.set(self._text.session.began_at + _NEARLY_OVER)
        for words in (meeting.check_in, meeting.note, meeting.keep_files, meeting.share):
            ask(words)
        self._picture("session", "session", meeting.id, "")
        self._take_prompts_in_hand()

    def _take_prompts_in_hand(self) -> None:
        page = self._desk.window.page
        if not isinstance(page, SessionPanel) or page.view is None:
            raise BugError("the window shows another page than the session")
        page.view.aside.open_prompts()
        self._stage.settle(self._desk.window, self._desk.workspace)
        if page.view.aside.drawer is not None:
            page.view.aside.drawer.choose(PromptMoment.SILENCE)
            page.view.aside.drawer.list.setFocus()
        self._stage.picture("prompts", self._desk.window, self._desk.workspace)

    def _agree(self, engagement_id: EngagementId) -> None:
        ask = partial(self._stage.ask, self._desk.workspace)
        clause_id = ask(partial(next_version.write, self._text.version, engagement_id))
        self._picture("agreement", "agreement", engagement_id, clause_id)
        self._turn_screen(engagement_id, clause_id)
        self._picture("take-home", "take-home", engagement_id)
        ask(partial(next_version.finish, engagement_id, clause_id))
        self._picture("what-changed", "changes", engagement_id, "", "")
        self._picture("agreements", "agreements")
        self._desk.window.open("agreement", engagement_id, clause_id)
        self._stage.settle(self._desk.window, self._desk.workspace)
        self._sign()

    def _turn_screen(self, engagement_id: EngagementId, clause_id: ClauseId) -> None:
        """Picture what the client sees; the tour knows no passphrase to come back with, and needs none."""
        context, page = self._desk.context, self._agreement_page()
        talk = Talk(context.workspace, page.drafts, engagement_id, begin_at=clause_id)
        room = RoomWindow(talk, Door(context.theme, context.workspace, talk.way_back, lambda _typed: None))
        self._stage.show(room)
        room.begin()
        self._stage.picture("same-room", room, context.workspace)
        room.hide()
        room.end()
        self._stage.show(self._desk.window)

    def _sign(self) -> None:
        page = self._agreement_page()
        page.controls.sign_wanted.emit()
        page.view.signing.name.setText(self._text.version.signer)
        page.view.signing.place.setText(self._text.version.place)
        self._stage.picture("signing", self._desk.window, self._desk.workspace)
        page.view.signing.ways.choice.choose(SigningMethod.DRAWN)
        page.view.signing.ways.pad.take(self._text.version.drawing)
        self._stage.picture("signing-by-hand", self._desk.window, self._desk.workspace)

    def _agreement_page(self) -> AgreementPanel:
        page = self._desk.window.page
        if not isinstance(page, AgreementPanel):
            raise BugError("the window shows another page than the agreement")
        return page

    def _close(self, meeting: Meeting) -> None:
        ask = partial(self._stage.ask, self._desk.workspace)
        ask(meeting.close_with)
        self._picture("closing", "session", meeting.id, "closing")
        self._clock.set(self._text.session.ended_at)
        ask(partial(sessions.close_session, session_id=meeting.id))
        self._picture("hand-out", "summary", meeting.id)

    def _end(self, engagement_id: EngagementId) -> None:
        ask = partial(self._stage.ask, self._desk.workspace)
        ask(partial(ending.begin_ending, engagement_id=engagement_id))
        ask(partial(ending.take_step, engagement_id=engagement_id, step=EndingStep.REVIEW))
        self._picture("ending", "ending", engagement_id)
        self._picture("pack", "pack", engagement_id)

    def _search(self) -> None:
        self._desk.window.open("today")
        search = self._desk.window.search
        search.field.setText(self._text.search)
        search.begin()
        self._stage.picture("search", self._desk.window, self._desk.workspace)


def work_by_name(store: Store) -> dict[str, Work]:
    """Return the work with each client, by the client's name."""
    return {
        row.display_name: Work(row.id, engagements_of(store, client_id=row.id)[0].id)
        for row in list_clients(store)
    }


def _arrive(session_id: SessionId, store: Store) -> None:
    """Do what coach and client always do as they begin."""
    held = sessions.session(store, session_id)
    day = store.today()
    done = tuple(
        RitualTime(
            id=RitualTimeId(new_id()),
            ritual_id=ritual.id,
            engagement_id=held.engagement_id,
            session_id=session_id,
            on_day=day,
        )
        for ritual in rituals_now(store, held).opening
    )
    settle_ritual(store, times=done)


def _session_of(text: TourText, store: Store) -> SessionId:
    found = list_sessions(store, start=text.session.planned_at, words=text.client)
    return found[0].id
