"""Promises of the sample practice that were made between sessions, and how they went."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any, Final

from attrs import define, frozen

from coachdesk.models import between_check_ins, promises, promising, settling
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import BetweenCheckInId, CommitmentId, EngagementId, PledgeId, new_id
from coachdesk.models.entities.session import CommitmentState
from coachdesk.models.promising import PromiseWords
from coachdesk.models.store import Store
from coachdesk.sample.history import Event

Table = dict[str, Any]
MomentOf = Callable[[int, time], datetime]
DayOf = Callable[[int], date]
_COACH: Final = "coach"


@frozen(kw_only=True)
class Carrying:
    """A promise carried on to another day, and a word on why."""

    at: datetime
    to: date
    why: str


@frozen(kw_only=True)
class Word:
    """A word on how a promise goes."""

    at: datetime
    words: str
    mood: str = ""


@frozen(kw_only=True)
class PromiseText:
    """A promise from the moment it was made."""

    made_at: datetime
    words: PromiseWords
    carried: tuple[Carrying, ...] = ()
    said: tuple[Word, ...] = ()


def promise_text(table: Table, moment_of: MomentOf, day_of: DayOf) -> PromiseText:
    """Read a promise."""
    is_mine = table["side"] == _COACH
    return PromiseText(
        made_at=moment_of(table["day"], table["time"]),
        words=PromiseWords(
            is_mine=is_mine,
            what=table["what"],
            by_when=day_of(table["by_when"]),
            known_by=table.get("known_by", ""),
        ),
        carried=tuple(
            Carrying(at=moment_of(row["day"], row["time"]), to=day_of(row["to"]), why=row["why"])
            for row in table.get("carried", ())
        ),
        said=tuple(
            Word(at=moment_of(row["day"], row["time"]), words=row["words"], mood=row.get("mood", ""))
            for row in table.get("said", ())
        ),
    )


def promise_events(text: PromiseText, engagement_id: EngagementId) -> Iterator[Event]:
    """Yield its course."""
    story = _Story(text, engagement_id)
    yield Event(text.made_at, story.make)
    for carrying in text.carried:
        yield Event(carrying.at, partial(story.carry, carrying))
    for word in text.said:
        yield Event(word.at, partial(story.say, word))


@define
class _Story:
    """Knows which promise it is about at present: one that is carried goes on as another."""

    text: PromiseText
    engagement_id: EngagementId
    promise_id: str = ""

    def make(self, store: Store) -> None:
        made = promising.add_promise(store, engagement_id=self.engagement_id, words=self.text.words)
        self.promise_id = made.value.id

    def carry(self, carrying: Carrying, store: Store) -> None:
        origin = CommitmentId(self.promise_id)
        settling.settle_commitment(
            store,
            commitment_id=origin,
            state=CommitmentState.CARRIED,
            outcome=carrying.why,
            carry_to=carrying.to,
        )
        found = promises.open_promises(store, engagement_id=self.engagement_id).commitments
        self.promise_id = next(one.id for one in found if one.carried_from_id == origin)

    def say(self, word: Word, store: Store) -> None:
        is_mine = self.text.words.is_mine
        said = BetweenCheckIn(
            id=BetweenCheckInId(new_id()),
            engagement_id=self.engagement_id,
            commitment_id=None if is_mine else CommitmentId(self.promise_id),
            pledge_id=PledgeId(self.promise_id) if is_mine else None,
            on_day=store.today(),
            words=word.words,
            mood=word.mood,
        )
        between_check_ins.keep_check_in(store, check_in=said)
