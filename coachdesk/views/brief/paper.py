"""The brief as a calm paper: quotations on top, both sides' promises side by side, then what waits."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.brief import Brief
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.preferences import KnownPreference
from coachdesk.views.brief.parts import Part
from coachdesk.views.brief.wording import called, in_touch, last_contact, milestone_note, unchecked_line
from coachdesk.views.contact_words import balance_text, question_text
from coachdesk.views.labels import due_text, label
from coachdesk.views.names import shortened
from coachdesk.views.path_words import last_text, quoted
from coachdesk.views.preference_words import how_fresh, sentences_of, tempo_text
from coachdesk.views.ritual_words import comes_when
from coachdesk.views.said_between import said_text
from coachdesk.views.size_question import SizeQuestion
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import rule

_MOST: Final = 4
_MOST_WORDS: Final = 2
_ALONE: Final = 1
_MOST_ANSWERS: Final = 4
_DIGITS: Final = "123456789"


class Paper(Card):
    """Made once for each brief; `parts` are those that have something to say, by their names.

    Each leads to where it is tended, by a click or by a digit.
    """

    preferences_wanted = Signal(str)
    review_wanted = Signal(str)
    session_wanted = Signal(str, str)
    path_wanted = Signal(str)
    rituals_wanted = Signal(str)
    size_answered = Signal(object, object, str)
    feedback_wanted = Signal(str)
    contacts_wanted = Signal(str)

    def __init__(self, brief: Brief) -> None:
        super().__init__()
        self._brief = brief
        self.parts: dict[str, Part] = {}
        self.questions: list[SizeQuestion] = []
        self.body.setContentsMargins(24, 18, 24, 18)
        self.body.setSpacing(12)
        self._side_by_side((self._purpose(), self._last_time()))
        promised = brief.promises
        if promised.commitments or promised.pledges:
            self.body.addWidget(rule())
            self._side_by_side(tuple(self._promises()))
        rest = tuple(self._rest())
        if rest:
            self.body.addWidget(rule())
            self._in_columns(rest)
        self.body.addStretch(1)
        self._give_keys()

    def _give_keys(self) -> None:
        """Let a digit press each way out of the paper, in the order in which they are read."""
        ways = (way for part in self.parts.values() for way in part.ways)
        for digit, way in zip(_DIGITS, ways, strict=False):
            way.setShortcut(QKeySequence(digit))
            way.setToolTip(digit)

    def _part(
        self, name: str, title: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> Part:
        part = self.parts[name] = Part(title, action, on_action)
        return part

    def _side_by_side(self, parts: Sequence[QWidget]) -> None:
        row = QHBoxLayout()
        row.setSpacing(32)
        for part in parts:
            column = QVBoxLayout()
            column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)

    def _in_columns(self, parts: Sequence[Part]) -> None:
        """Fill two columns to about the same height."""
        row = QHBoxLayout()
        row.setSpacing(32)
        columns, heights = (QVBoxLayout(), QVBoxLayout()), [0, 0]
        for part in parts:
            at = 0 if heights[0] <= heights[1] else 1
            columns[at].addWidget(part)
            heights[at] += part.weight
        for column in columns:
            column.setSpacing(14)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)

    def _purpose(self) -> Part:
        part = self._part("purpose", self.tr("Why we are here"))
        if self._brief.engagement.purpose.strip():
            part.quote(self._brief.engagement.purpose)
        else:
            part.say(self.tr("What they come for, in their own words, is not noted yet."))
        return part

    def _last_time(self) -> Part:
        last = self._brief.last_time
        if last is None:
            part = self._part("last", last_contact(self._brief))
            part.say("", in_touch(self._brief))
            part.say(self.tr("What you agree, promise and find out will stand here next time."))
            return part
        open_it = partial(self.session_wanted.emit, last.session_id, "")
        part = self._part("last", last_contact(self._brief), self.tr("Open it"), open_it)
        part.say("", in_touch(self._brief))
        if self._brief.last_words.strip():
            part.quote(self._brief.last_words)
        return part

    def _promises(self) -> Iterator[Part]:
        theirs = self._part("commitments", self.tr("{name} promised").replace("{name}", called(self._brief)))
        mine = self._part("pledges", self.tr("You promised"))
        for part, open_ in ((theirs, self._brief.promises.commitments), (mine, self._brief.promises.pledges)):
            for promise in open_[:_MOST]:
                part.say(promise.what, self._when_and_how(promise))
                for word in self._brief.said_about(promise)[:_MOST_WORDS]:
                    part.say("", said_text(word, self._brief.day))
                if isinstance(promise, Commitment) and promise.id in self._brief.asks_size:
                    part.ask(self._question(promise))
            self._say_how_many_more(part, len(open_))
            if not open_:
                part.say(self.tr("nothing open"))
            yield part

    def _question(self, promise: Commitment) -> SizeQuestion:
        question = SizeQuestion(promise.what)
        question.answered.connect(partial(self.size_answered.emit, promise))
        self.questions.append(question)
        return question

    @property
    def is_dirty(self) -> bool:
        """Whether smaller words for a promise are being typed."""
        return any(question.is_dirty for question in self.questions)

    def _when_and_how(self, promise: Commitment | Pledge) -> str:
        notes = []
        if promise.by_when is not None:
            notes.append(due_text(promise.by_when, self._brief.day))
        if isinstance(promise, Commitment):
            sign = self.tr("We will know: {sign}")
            notes.append(sign.replace("{sign}", promise.how_we_will_know))
        return " · ".join(notes)

    def _say_how_many_more(self, part: Part, count: int) -> None:
        if count > _MOST:
            part.say("", self.tr("and %n more", "", count - _MOST))

    def _rest(self) -> Iterator[Part]:
        brief = self._brief
        yield from (self._preferences(known) for known in brief.preferences)
        if not brief.preferences and len(brief.clients) == _ALONE:
            yield self._not_asked()
        parts = (
            (brief.unchecked, self._unchecked),
            (brief.unanswered, self._unanswered),
            (brief.to_tell, self._to_tell),
            (brief.to_say, self._to_say),
            (brief.contact is not None, self._contact),
            (brief.goals, self._goals),
            (brief.milestones, self._milestones),
            (brief.rituals.all, self._rituals),
            (brief.due is not None or brief.clauses, self._review),
        )
        yield from (part() for is_wanted, part in parts if is_wanted)

    def _preferences(self, known: KnownPreference) -> Part:
        name = shortened(" ".join(known.client.called.split()))
        title = self.tr("How {name} likes to work").replace("{name}", name)
        action = self.tr("Ask again") if known.recheck.is_due else self.tr("Look")
        look = partial(self.preferences_wanted.emit, known.client.id)
        part = self._part(f"preferences {known.client.id}", title, action, look)
        tempo = tempo_text(known.preference)
        if tempo:
            part.say(tempo[:1].upper() + tempo[1:])
        is_alone = len(self._brief.preferences) == _ALONE
        for question, answer in sentences_of(known.preference)[: _MOST_ANSWERS if is_alone else 1]:
            line = self.tr("{question}: {answer}").replace("{question}", question)
            part.say(line.replace("{answer}", answer))
        part.say("", how_fresh(known, self._brief.day))
        return part

    def _not_asked(self) -> Part:
        client = self._brief.clients[0]
        ask = partial(self.preferences_wanted.emit, client.id)
        title = self.tr("How {name} likes to work").replace("{name}", called(self._brief))
        part = self._part(f"preferences {client.id}", title, self.tr("Ask"), ask)
        part.say("", self.tr("Not talked about yet: pace, silence, disagreeing, how to reach each other."))
        return part

    def _unchecked(self) -> Part:
        part = self._part("unchecked", self.tr("Not checked yet"))
        for one in self._brief.unchecked[:_MOST]:
            go = partial(self.session_wanted.emit, one.moment.session_id, "moments")
            part.lead(unchecked_line(one), self.tr("Check"), go)
        self._say_how_many_more(part, len(self._brief.unchecked))
        return part

    def _unanswered(self) -> Part:
        part = self._part("unanswered", self.tr("Feedback waiting for your answer"))
        for one in self._brief.unanswered[:_MOST]:
            part.lead_quoted(one.sentence, self.tr("Answer"), partial(self._to_feedback, one))
        self._say_how_many_more(part, len(self._brief.unanswered))
        return part

    def _to_tell(self) -> Part:
        part = self._part("to tell", self.tr("You will change, and have not said so yet"))
        for one in self._brief.to_tell[:_MOST]:
            part.lead(one.will_change, self.tr("Open"), partial(self._to_feedback, one))
        self._say_how_many_more(part, len(self._brief.to_tell))
        return part

    def _to_say(self) -> Part:
        part = self._part("to say", self.tr("What you want to tell them"))
        for one in self._brief.to_say[:_MOST]:
            part.lead(one.sentence, self.tr("Open"), partial(self._to_feedback, one))
        self._say_how_many_more(part, len(self._brief.to_say))
        return part

    def _to_feedback(self, one: Feedback) -> None:
        self.feedback_wanted.emit(one.engagement_id)

    def _contact(self) -> Part:
        look = partial(self.contacts_wanted.emit, self._brief.engagement.id)
        part = self._part("contact", self.tr("Contact between sessions"), self.tr("Look"), look)
        balance = self._brief.contact
        part.say(question_text(), "" if balance is None else balance_text(balance))
        return part

    def _goals(self) -> Part:
        title = self.tr("What {name} wants to reach").replace("{name}", called(self._brief))
        part = self._part("goals", title, self.tr("Look"), self._to_path)
        for known in self._brief.goals[:_MOST]:
            part.say(quoted(known.goal.words), last_text(known, self._brief.day))
        self._say_how_many_more(part, len(self._brief.goals))
        return part

    def _to_path(self) -> None:
        self.path_wanted.emit(self._brief.engagement.id)

    def _milestones(self) -> Part:
        look = () if self._brief.goals else (self.tr("Look"), self._to_path)
        part = self._part("milestones", self.tr("Ahead of you"), *look)
        for one in self._brief.milestones[:_MOST]:
            part.say(one.what, milestone_note(one, self._brief.day))
        self._say_how_many_more(part, len(self._brief.milestones))
        return part

    def _rituals(self) -> Part:
        look = partial(self.rituals_wanted.emit, self._brief.engagement.id)
        part = self._part("rituals", self.tr("What you do together"), self.tr("Look"), look)
        every = self._brief.rituals.all
        for ritual in every[:_MOST]:
            line = self.tr("{ritual}, {when}").replace("{ritual}", ritual.name)
            part.say(line.replace("{when}", comes_when(ritual)), " · ".join(ritual.steps))
        self._say_how_many_more(part, len(every))
        return part

    def _review(self) -> Part:
        look = partial(self.review_wanted.emit, self._brief.engagement.id)
        part = self._part("review", self.tr("What you agreed"), self.tr("Open the review"), look)
        if self._brief.due is not None:
            for cause in self._brief.due.causes:
                part.say(label(cause))
        if self._brief.clauses:
            headings = ", ".join(self._brief.clauses)
            part.say(self.tr("To talk about again: {headings}").replace("{headings}", headings))
        return part
