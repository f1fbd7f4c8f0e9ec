"""What one wants to remember beside the page: why we are here, what was said last time, what waits."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coachdesk.documents.text import short
from coachdesk.models.brief import Brief
from coachdesk.models.entities.moment import Reflection
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.labels import label, moment_text
from coachdesk.views.path_words import quoted, step_text
from coachdesk.views.preference_words import how_fresh, sentences_of, tempo_text
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.text import Quote, heading, muted, set_text

_WIDTH: Final = 220
_LONGEST: Final = 80
_MOST: Final = 2
_MOST_OF_ONE: Final = 3


class BriefColumn(QWidget):
    """A narrow column of quotations and of what waits; each part shows only if it has something to say."""

    review_wanted = Signal(str)
    brief_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self._session = self._engagement = ""
        self._scroll = ScrollColumn()
        self._scroll.column.setContentsMargins(4, 2, 4, 0)
        self._scroll.column.setSpacing(6)
        self._parts: list[QWidget] = []
        self.purpose, self.last_words = Quote("", self), Quote("", self)
        self._purpose_part = self._part(self.tr("Why we are here"), self.purpose)
        self._last_part = self._part(self.tr("Last time"), self.last_words)
        self.preferences = self._lines(self.tr("How they like to work"))
        self.unchecked = self._lines(self.tr("Not checked yet"))
        self.feedback = self._lines(self.tr("Feedback waiting"))
        self.goals = self._lines(self.tr("What they want to reach"))
        self.milestones = self._lines(self.tr("Ahead of you"))
        self.next = self._lines(self.tr("Next time"))
        self.agreed = self._lines(self.tr("What you agreed"))
        self.review = quiet(self.tr("Open the review"), self._on_review)
        self.whole = quiet(self.tr("The whole brief"), self._on_whole)
        self.whole.setToolTip("Ctrl+Shift+B")
        self._scroll.column.addWidget(self.review, alignment=Qt.AlignmentFlag.AlignLeft)
        self._scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.whole, alignment=Qt.AlignmentFlag.AlignLeft)

    def _part(self, title: str, words: QWidget) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(heading(title, 3))
        column.addWidget(words)
        self._parts.append(part)
        self._scroll.column.addWidget(part)
        return part

    def _lines(self, title: str) -> "Lines":
        words = muted("")
        return Lines(self._part(title, words), words)

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what there is to remember."""
        self._session, self._engagement = page.session.id, page.engagement.id
        insights = page.last_time.insights if page.last_time else ""
        if page.brief is not None:
            insights = page.brief.last_words
        self.purpose.show_words(page.engagement.purpose)
        self.last_words.show_words(insights)
        self._purpose_part.setVisible(bool(page.engagement.purpose.strip()))
        self._last_part.setVisible(bool(insights.strip()))
        self.next.say(*([] if page.next_at is None else [moment_text(page.next_at, today)]))
        self.agreed.say(*([] if page.due is None else [label(page.due.causes[0])]))
        self.review.setVisible(page.due is not None)
        self._show_what_waits(page.brief, today)

    def _show_what_waits(self, brief: Brief | None, today: date) -> None:
        self.whole.setVisible(brief is not None)
        self.preferences.say(*(() if brief is None else _preferences(brief, today)), most=_MOST_OF_ONE)
        self.unchecked.say(*(() if brief is None else _unchecked(brief)))
        waiting = () if brief is None else (*brief.unanswered, *brief.to_tell)
        self.feedback.say(*(one.will_change or quoted(short(one.sentence, _LONGEST - 2)) for one in waiting))
        self.goals.say(*(() if brief is None else _goals(brief, today)))
        self.milestones.say(*(() if brief is None else (one.what for one in brief.milestones)))

    def _on_review(self) -> None:
        self.review_wanted.emit(self._engagement)

    def _on_whole(self) -> None:
        self.brief_wanted.emit(self._session)

    def is_worth_showing(self) -> bool:
        """Tell whether any part has something to say."""
        return not all(part.isHidden() for part in self._parts)


class Lines:
    """A heading with a few lines below it, or nothing."""

    def __init__(self, part: QWidget, words: QLabel) -> None:
        self._part = part
        self._words = words

    def say(self, *lines: str, most: int = _MOST) -> None:
        """Show the first of these lines, and how many there are besides."""
        shown = [short(text, _LONGEST) for text in lines[:most]]
        if len(lines) > most:
            shown.append(QCoreApplication.translate("BriefColumn", "and %n more", "", len(lines) - most))
        set_text(self._words, "\n".join(shown))
        self._part.setVisible(bool(lines))

    @property
    def said(self) -> str:
        """What is shown."""
        return "" if self._part.isHidden() else self._words.text()


def _preferences(brief: Brief, today: date) -> tuple[str, ...]:
    """Return how each likes to work in a line; of one alone also whether to ask about it."""
    if len(brief.preferences) == 1:
        known = brief.preferences[0]
        tempo = tempo_text(known.preference)
        words = next((answer for _, answer in sentences_of(known.preference)), "")
        is_fresh = known.confirmed_on is not None and not known.recheck.is_due
        lines = (tempo[:1].upper() + tempo[1:], words, "" if is_fresh else how_fresh(known, today))
        return tuple(line for line in lines if line)
    each = ((known.client.called, tempo_text(known.preference)) for known in brief.preferences)
    return tuple(f"{name}: {tempo}" if tempo else name for name, tempo in each)


def _goals(brief: Brief, today: date) -> tuple[str, ...]:
    """Return each goal with the step that the client saw themselves at last."""
    each = ((one.goal.words, "" if one.last is None else step_text(one.last, today)) for one in brief.goals)
    return tuple(" · ".join(part for part in parts if part) for parts in each)


def _unchecked(brief: Brief) -> tuple[str, ...]:
    moments = (one.moment for one in brief.unchecked)
    return tuple(one.heard if isinstance(one, Reflection) else one.noticed for one in moments)
