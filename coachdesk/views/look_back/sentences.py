"""What clients said about the work together, in the order in which they said it."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.relationship import FeedbackHow
from coachdesk.models.look_back import LookBack, Sentence
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.names import shortened
from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.table_view import PlotTable
from coachdesk.views.widgets.buttons import toggle
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import Quote, heading, muted, set_text, text_label

_IN_SIGHT: Final = 12


class SentencesCard(Card):
    """The last few sentences as quotations, and all of them as a table."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._shown: tuple[Sentence, ...] | None = None
        self.before = muted("")
        self.table = PlotTable()
        self.as_table = toggle(self.tr("As a table"), self._on_as_table)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        ways = QWidget()
        FlowLayout(ways).addWidget(self.as_table)
        self.body.setSpacing(10)
        self.body.addWidget(heading(self.tr("What was said about the work together"), 2))
        self.body.addWidget(self.before)
        self.body.addLayout(self._lines)
        self.body.addWidget(ways)
        self.body.addWidget(self.table)
        self.table.hide()

    def show_sentences(self, seen: LookBack) -> None:
        """Show the sentences of what lies behind."""
        self.setVisible(bool(seen.sentences))
        if seen.sentences == self._shown:
            return
        self._shown = seen.sentences
        hidden = len(seen.sentences) - _IN_SIGHT
        self.before.setVisible(hidden > 0 or seen.earlier > 0)
        set_text(self.before, self._text_before(max(0, hidden), seen.earlier))
        clear(self._lines)
        for sentence in seen.sentences[-_IN_SIGHT:]:
            self._lines.addWidget(self._line(sentence))
        self._on_as_table(self.as_table.isChecked())

    def _on_as_table(self, is_on: bool) -> None:
        """Fill the table only when it is wanted."""
        if is_on and self._shown is not None:
            self.table.show_table(self.tr("What was said about the work together"), self._table(self._shown))
        self.table.setVisible(is_on)

    def _text_before(self, hidden: int, earlier: int) -> str:
        texts = []
        if hidden:
            texts.append(self.tr("%n earlier sentence(s) are in the table.", "", hidden))
        if earlier:
            texts.append(self.tr("%n still earlier one(s) are with each client.", "", earlier))
        return " ".join(texts)

    def _line(self, sentence: Sentence) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(text_label(self._who_and_when(sentence), "label"))
        if sentence.how is FeedbackHow.DECLINED:
            column.addWidget(muted(label(sentence.how)))
        else:
            column.addWidget(Quote(sentence.sentence))
        if sentence.answer.strip():
            column.addWidget(muted(self.tr("You: {answer}").replace("{answer}", sentence.answer.strip())))
        return line

    def _who_and_when(self, sentence: Sentence) -> str:
        who = shortened(" ".join(sentence.client_name.split()))
        return " · ".join(part for part in (short_day(sentence.given_on), who) if part)

    def _table(self, sentences: tuple[Sentence, ...]) -> Table:
        heads = (self.tr("Day"), self.tr("Who"), self.tr("Sentence"), self.tr("Your answer"))
        rows = tuple(
            (
                short_day(one.given_on),
                one.client_name,
                label(one.how) if one.how is FeedbackHow.DECLINED else one.sentence,
                one.answer,
            )
            for one in sentences
        )
        if any(one.client_name for one in sentences):
            return Table(heads, rows)
        return Table((heads[0], *heads[2:]), tuple((row[0], *row[2:]) for row in rows))
