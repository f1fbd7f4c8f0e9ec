"""The clauses of a version for a view, each layer under its heading."""

from collections.abc import Callable, Iterable
from itertools import groupby

from attrs import frozen
from PySide6.QtCore import QObject, Qt

from coachdesk.models.entities.agreement import Clause, ClauseState, Layer
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.lists.rows import Index, RowList


@frozen(kw_only=True)
class ClauseRow:
    """A clause as a line, or the heading of a layer where there is no `clause_id`."""

    layer: Layer
    clause_id: ClauseId | None = None
    heading: str = ""
    state: ClauseState = ClauseState.OPEN
    core: bool = False
    has_words: bool = False

    @property
    def key(self) -> str:
        """What tells the row from the others."""
        return self.clause_id or self.layer.value

    @property
    def is_blank(self) -> bool:
        """Whether nobody has begun to word the clause and nobody has to."""
        return self.state is ClauseState.OPEN and not self.has_words and not self.core


class ClauseList(RowList[ClauseRow]):
    """Clauses in their order; the headings of the layers can't be chosen. `text_of` says a row in words."""

    def __init__(self, text_of: Callable[[ClauseRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, text_of, parent)

    def show_clauses(self, clauses: Iterable[Clause]) -> None:
        """Become these clauses, which stand in order of their layers."""
        rows: list[ClauseRow] = []
        for layer, group in groupby(clauses, key=lambda clause: clause.layer):
            rows.append(ClauseRow(layer=layer))
            rows.extend(_row(clause) for clause in group)
        self.show(rows)

    def neighbour(self, clause_id: ClauseId | None, by: int) -> ClauseId | None:
        """Return the clause so many places up or down; the first where nothing is chosen yet."""
        ids = [row.clause_id for row in self.rows if row.clause_id is not None]
        if clause_id not in ids:
            return ids[0] if ids else None
        return ids[min(max(ids.index(clause_id) + by, 0), len(ids) - 1)]

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        is_heading = index.isValid() and self.rows[index.row()].clause_id is None
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)


def _row(clause: Clause) -> ClauseRow:
    return ClauseRow(
        layer=clause.layer,
        clause_id=clause.id,
        heading=clause.heading,
        state=clause.state,
        core=clause.core,
        has_words=bool(clause.agreed_words.strip()),
    )
