"""The course of one client's year: met, agreed with, coached week by week, paused or seen off."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

import attrs

from bench.year.agreeing import Agreeing
from bench.year.meeting import Meeting
from bench.year.relationship import Relationship
from bench.year.words import Talk
from coachdesk.models import clients, engagements, safe_start
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import AgreementKind
from coachdesk.models.entities.ids import (
    ClientId,
    EngagementId,
    OrganisationId,
    PreferenceId,
    SponsorContactId,
    new_id,
)
from coachdesk.models.entities.people import (
    Cadence,
    Organisation,
    Payer,
    SafeStartStep,
    SponsorContact,
)
from coachdesk.models.entities.relationship import Dial, Preference, PreferenceSource
from coachdesk.models.preferences import confirm_preferences, keep_preferences
from coachdesk.models.store import Store
from coachdesk.sample.history import Event

_A_WEEK: Final = timedelta(days=7)
_A_DAY: Final = timedelta(days=1)
_AN_HOUR: Final = timedelta(minutes=55)
_ZONES: Final = ("", "Europe/Lisbon", "America/New_York", "Asia/Tokyo", "Australia/Adelaide")
_WITH_SPONSOR: Final = 5  # every fifth client comes with one
_ENDS: Final = 4
_RESTS: Final = 7
_ASKED_AGAIN_EVERY: Final = 8
_DIALS: Final = tuple(dial for dial in Dial if dial is not Dial.UNSAID)


class Course:
    """What happens with client number `number` in so many weekly sessions from `first` on."""

    def __init__(self, number: int, first: datetime, sessions: int, seed: int) -> None:
        self._number = number
        self._first = first
        self._sessions = sessions
        self._chance = random.Random(f"{seed} {number}")
        self._talk = Talk(self._chance)
        self._between = Relationship(self, self._chance, self._talk)
        self.client_id = ClientId("")
        self.engagement_id = EngagementId("")

    def events(self) -> Iterator[Event]:
        """Yield what happens, in order."""
        yield Event(self._first - 2 * _A_WEEK, self._meet)
        yield Event(self._first - _A_WEEK, self._start_safely)
        yield Event(self._first - _A_WEEK, lambda store: self._agreeing().begin(store))
        yield Event(self._first - _A_WEEK, self._between.begin)
        for place in range(self._sessions):
            yield from self._session(place, self._at(place))
        if self._number % _ENDS == 0:
            yield Event(self._at(self._sessions), self._between.end)
        else:
            still_ahead = Meeting(self, self._chance, self._talk)
            yield Event(
                self._at(self._sessions - 1) + _A_DAY, partial(still_ahead.plan, at=self._at(self._sessions))
            )

    def _at(self, place: int) -> datetime:
        """Return when a session is: at the same time of the coach's day all year round."""
        first = self._first.astimezone()
        day = first.date() + place * _A_WEEK
        return datetime.combine(day, first.time()).astimezone(UTC)

    def _agreeing(self) -> Agreeing:
        kind = AgreementKind.THREE_WAY if self._has_sponsor else AgreementKind.TWO_PARTY
        return Agreeing(self.engagement_id, kind, self._chance, self._talk)

    @property
    def _has_sponsor(self) -> bool:
        return self._number % _WITH_SPONSOR == 0

    def _meet(self, store: Store) -> None:
        client = clients.add_client(store, display_name=self._talk.name(self._number)).value
        zone = _ZONES[self._number % len(_ZONES)]
        clients.save_client(store, client=attrs.evolve(client, time_zone=zone))
        engagement = engagements.add_engagement(
            store, client_ids=(client.id,), purpose=f"To find {self._talk.about()}"
        ).value
        full = attrs.evolve(
            engagement,
            session_minutes=60,
            sessions_planned=self._sessions,
            payer=Payer.SPONSOR if self._has_sponsor else Payer.CLIENT,
            review_every=Cadence(12),
            feedback_every=Cadence(4),
            preferences_every=Cadence(_ASKED_AGAIN_EVERY),
        )
        engagements.save_engagement(store, engagement=full, sponsor=self._sponsor())
        self.client_id, self.engagement_id = client.id, engagement.id

    def _sponsor(self) -> Sponsor | None:
        if not self._has_sponsor:
            return None
        contact = SponsorContact(id=SponsorContactId(new_id()), name=f"Ruth of {self._number}")
        return Sponsor(contact, Organisation(id=OrganisationId(new_id()), name="Halden AG"))

    def _start_safely(self, store: Store) -> None:
        day = _day(store)
        for step in SafeStartStep:
            safe_start.tick(store, engagement_id=self.engagement_id, step=step, done_by="Both", done_on=day)
        self._ask(store)

    def _ask(self, store: Store) -> None:
        """Ask how the client likes to work: nothing is answered before they have said it."""
        said = Preference(
            id=PreferenceId(new_id()),
            client_id=self.client_id,
            pace=self._chance.choice(_DIALS),
            directness=self._chance.choice(_DIALS),
            silence=self._talk.about(),
            source=self._chance.choice(tuple(PreferenceSource)),
            asked_on=_day(store),
        )
        keep_preferences(store, said=said)

    def _ask_again(self, store: Store) -> None:
        if self._chance.random() < 0.5:
            confirm_preferences(store, client_id=self.client_id)
        else:
            self._ask(store)

    def _session(self, place: int, at: datetime) -> Iterator[Event]:
        meeting = Meeting(self, self._chance, self._talk)
        yield Event(at - timedelta(days=6), partial(meeting.plan, at=at))
        yield Event(at, meeting.hold)
        yield Event(at + _AN_HOUR, meeting.end)
        later = datetime.combine(at.astimezone().date(), time(19)).astimezone(UTC)
        if place % _ASKED_AGAIN_EVERY == _ASKED_AGAIN_EVERY - 1:
            yield Event(later, self._ask_again)
        yield Event(later, lambda store: self._agreeing().look_again(store, _day(store)))
        yield Event(at + 2 * _A_DAY, self._between.between)
        if self._number % _RESTS == 0 and place == self._sessions // 2:
            yield Event(at + 3 * _A_DAY, self._between.rest)
            yield Event(at + 5 * _A_DAY, self._between.go_on)


def _day(store: Store) -> date:
    return store.now().astimezone().date()
