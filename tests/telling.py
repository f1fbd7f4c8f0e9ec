"""A session in which every place that takes words has some, each of them told from all others."""

from datetime import timedelta
from random import Random
from typing import Any

import attrs
from attrs import define, field

from coachdesk.models import notes, promises, prompt_uses, summaries
from coachdesk.models.entities import moment
from coachdesk.models.entities.ids import FurtherPromiseId, MomentId, PracticeReflectionId, new_id
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.session import (
    Attendance,
    CheckIn,
    Closing,
    FurtherPromise,
    Heading,
    Session,
    SharedText,
    SummaryField,
)
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store
from tests import making

PRIVATE, SHARED = "prv", "shr"
LETTERS = "äöüßñłéêø"  # which no word of the paper itself is made of
NAMES = ("Ana", "Ben", "Cleo")
FIELDS = tuple(part for part in SummaryField if part is not SummaryField.PROMISES)


@define
class Telling:
    """Writes a session at random, and keeps in mind what of it is for the client, part by part."""

    store: Store
    chance: Random
    shared: dict[str, str] = field(factory=dict)
    headings: dict[SummaryField, str] = field(factory=dict)
    further: list[FurtherPromise] = field(factory=list)
    addenda: list[str] = field(factory=list)
    _count: int = 0

    def session(self) -> Session:
        """Return a session with words in all of its places, private and shared."""
        work = self._engagement()
        held = making.a_session(self.store, work)
        self._check_in_and_notes(held)
        self._moments(held)
        self._around(held, work)
        self._closing(held)
        self._shared_text(held)
        return held

    def add_later(self, held: Session) -> None:
        """Add later words, once it has been handed out."""
        self.addenda.append(self._word(SHARED))
        summaries.add_addendum(self.store, session_id=held.id, text=self.addenda[-1])

    def _engagement(self) -> Engagement:
        names = self.chance.sample(NAMES, self.chance.randint(1, len(NAMES)))
        work = making.a_group(self.store, *names, apart=self._toss())
        full = attrs.evolve(work, purpose=self._word(PRIVATE), picture_of_success=self._word(PRIVATE))
        self.store.put("engagement", full, without=frozenset({"client_ids"}))
        return full

    def _word(self, side: str) -> str:
        self._count += 1
        words = ("".join(self.chance.choices(LETTERS, k=self.chance.randint(1, 9))) for _ in range(3))
        between = self.chance.choice(" \n")
        return between.join((f"{side}{self._count:03}", *words))

    def _toss(self) -> bool:
        return self.chance.random() < 0.5

    def _maybe(self, side: str) -> str:
        return self._word(side) if self._toss() else self.chance.choice(("", "  \n "))

    def _check_in_and_notes(self, held: Session) -> None:
        store, private = self.store, self._word
        opening = CheckIn(
            session_id=held.id,
            focus=private(PRIVATE),
            most_valuable=private(PRIVATE),
            mood=private(PRIVATE),
            since_last=private(PRIVATE),
            success_today=private(PRIVATE),
        )
        notes.save_check_in(store, check_in=opening)
        notes.save_note(store, session_id=held.id, body=private(PRIVATE), revision=0)
        notes.save_draft(store, session_id=held.id, body=private(PRIVATE), revision=1)

    def _moments(self, held: Session) -> None:
        about: dict[str, Any] = {"session_id": held.id, "noted_at": self.store.now()}
        private = self._word
        moments: tuple[tuple[str, type[Any], tuple[str, ...]], ...] = (
            ("quote", moment.Quote, ("words",)),
            ("reflection", moment.Reflection, ("heard", "feeling", "correction")),
            ("signal", moment.Signal, ("noticed", "reading", "second_reading", "meant")),
            ("insight", moment.Insight, ("words", "leads_to")),
            ("experiment", moment.Experiment, ("what", "assumption", "happened", "learned")),
            ("supervision_flag", moment.SupervisionFlag, ("words",)),
        )
        for table, kind, words in moments:
            said = {name: private(PRIVATE) for name in words}
            self.store.put(table, kind(**about, **said, id=MomentId(new_id())))

    def _around(self, held: Session, work: Engagement) -> None:
        for client_id in work.client_ids:
            there = Attendance(session_id=held.id, client_id=client_id, note=self._word(PRIVATE))
            self.store.put("attendance", there, key=("session_id", "client_id"))
        reflection = PracticeReflection(
            id=PracticeReflectionId(new_id()),
            session_id=held.id,
            on_day=self.store.today(),
            did=self._word(PRIVATE),
            missed=self._word(PRIVATE),
            learning=self._word(PRIVATE),
        )
        self.store.put("practice_reflection", reflection)
        self._prompts(held)

    def _prompts(self, held: Session) -> None:
        asked = attrs.evolve(shipped_prompts("en")[0], words=self._word(PRIVATE))
        use = prompt_uses.note_use(self.store, prompt=asked, session_id=held.id).value
        prompt_uses.say_what_came_of(self.store, use=use, came_of=self._word(PRIVATE))

    def _closing(self, held: Session) -> None:
        day = self.store.today() + timedelta(days=7)
        closing = Closing(
            session_id=held.id,
            commitment_what=self._word(SHARED),
            commitment_by=day,
            commitment_known_by=self._word(SHARED),
            barrier=self._word(PRIVATE),
            held_to_it=self._word(PRIVATE),
            pledge_what=self._word(SHARED),
        )
        if self._toss():
            promises.save_closing(self.store, closing=closing)
            self.shared["commitment"] = f"{closing.commitment_what} {closing.commitment_known_by}"
            self.shared["pledge"] = closing.pledge_what
        for position in range(self.chance.randint(0, 3)):
            self._further_promise(held, position)

    def _further_promise(self, held: Session, position: int) -> None:
        by_coach, is_complete = self._toss(), self._toss()
        side = SHARED if is_complete else PRIVATE
        promise = FurtherPromise(
            id=FurtherPromiseId(new_id()),
            session_id=held.id,
            position=position,
            by_coach=by_coach,
            what=self._word(side) if is_complete or not by_coach else "",
            by_when=self.store.today() if is_complete else None,
            known_by=self._word(PRIVATE if by_coach else side),
            barrier=self._word(PRIVATE),
            held_to_it=self._word(PRIVATE),
        )
        self.store.put("further_promise", promise)
        if is_complete:
            self.further.append(promise)

    def _shared_text(self, held: Session) -> None:
        words: dict[str, Any] = {part.value: self._maybe(SHARED) for part in FIELDS}
        own = {part: self._word(SHARED) for part in SummaryField if self._toss()}
        headings = tuple(Heading(field=part, words=said) for part, said in own.items())
        summaries.save_shared_text(
            self.store, text=SharedText(session_id=held.id, headings=headings, **words)
        )
        self.shared |= words
        self.headings = own

    def in_order(self) -> list[str]:
        """Return all that the client receives, in the order of the page."""
        promised = [part for part in ("commitment", "pledge") if part in self.shared]
        parts: list[str] = []
        for part in SummaryField:
            if part is SummaryField.PROMISES:
                said = [self.shared[name] for name in promised] + self._further_in_order()
            else:
                said = [self.shared[part.value]]
            if any(words.strip() for words in said):
                parts += [self.headings.get(part, ""), *said]
        return [word for part in (*parts, *self.addenda) for word in part.split()]

    def _further_in_order(self) -> list[str]:
        sides = [[one for one in self.further if one.by_coach is by_coach] for by_coach in (False, True)]
        return [one.what if one.by_coach else f"{one.what} {one.known_by}" for side in sides for one in side]
