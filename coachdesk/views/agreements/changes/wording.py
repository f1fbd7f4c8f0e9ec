"""How changes between two versions are put into words on the screen."""

from datetime import date
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QLocale

from coachdesk.models.addenda import Comparison
from coachdesk.models.entities.agreement import AgreementVersion, Party, PartyName, ReportField
from coachdesk.models.entities.difference import (
    COMING_AND_GOING,
    ClauseDifference,
    Fate,
    Piece,
    Turn,
    VersionDifference,
)
from coachdesk.models.version_differences import pieces_between
from coachdesk.views.agreements.wording import joined, signer_text
from coachdesk.views.labels import label, period_text, short_day

translate = QCoreApplication.translate
_LONGEST_HEARD: Final = 600


@frozen(kw_only=True)
class Passage:
    """A clause or a fact with what became of it, as it is shown; `note` is empty where nothing did."""

    heading: str
    former: str = ""
    note: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether something happened to it."""
        return bool(self.note)

    def spoken(self) -> str:
        """Return what changed for those who do not see lines through and under words."""
        said = [translate("changes", "{clause}: {what}.").format(clause=self.heading, what=self.note)]
        for fate, text in (
            (Fate.GONE, translate("changes", "Gone: {words}")),
            (Fate.NEW, translate("changes", "New: {words}")),
        ):
            runs = [" ".join(piece.words.split()) for piece in self.pieces if piece.fate is fate]
            quoted = [translate("changes", "“{words}”").replace("{words}", run) for run in runs if run]
            if quoted:
                said.append(text.replace("{words}", ", ".join(quoted)))
        heard = " ".join(said)
        return heard if len(heard) <= _LONGEST_HEARD else f"{heard[: _LONGEST_HEARD - 1]}…"


def passages_of(difference: VersionDifference, today: date) -> tuple[Passage, ...]:
    """Return everything both versions say, days and parties last and only where they are others."""
    clauses = (_passage(clause) for clause in difference.clauses)
    return (*clauses, *_days(difference, today), *_people(difference))


def _passage(clause: ClauseDifference) -> Passage:
    turns = [label(turn) for turn in clause.turns]
    if clause.former_heading:
        turns.append(translate("changes", "before: {name}").replace("{name}", clause.former_heading))
    is_apart = bool(COMING_AND_GOING.intersection(clause.turns))
    return Passage(
        heading=clause.heading,
        former=clause.former_heading or ("" if is_apart and Turn.ADDED in clause.turns else clause.heading),
        note=", ".join(turns),
        pieces=(*clause.pieces, *_facts(clause)),
    )


def _facts(clause: ClauseDifference) -> tuple[Piece, ...]:
    """Return what is agreed on besides words, each fact on a line of its own."""
    months = [_kept(one) for one in clause.keep_months]
    fields = [_reported(one) for one in clause.report_fields]
    facts = [fact for fact in (months, fields) if any(fact)]
    return tuple(piece for old, new in facts for piece in pieces_between(_on_line(old), _on_line(new)))


def _on_line(fact: str) -> str:
    return f"\n{fact}" if fact else ""


def _kept(months: int | None) -> str:
    if months is None:
        return ""
    text = translate("changes", "Records are kept after the last session for: {period}")
    return text.replace("{period}", period_text(months))


def _reported(fields: tuple[ReportField, ...]) -> str:
    if not fields:
        return ""
    text = translate("changes", "A report to the sponsor may hold: {fields}")
    return text.replace("{fields}", QLocale().createSeparatedList([label(field) for field in fields]))


def _days(difference: VersionDifference, today: date) -> list[Passage]:
    old, new = difference.old, difference.new
    days = (
        (translate("changes", "In force from"), old.effective_on, new.effective_on),
        (translate("changes", "To look at again on"), old.review_on, new.review_on),
    )
    return [
        Passage(
            heading=heading,
            former=heading,
            note=translate("changes", "another day"),
            pieces=pieces_between(*("" if day is None else short_day(day, today) for day in (before, after))),
        )
        for heading, before, after in days
        if before != after
    ]


def _people(difference: VersionDifference) -> list[Passage]:
    gone, new = difference.parties_gone, difference.parties_new
    if not (gone or new):
        return []
    heading = translate("changes", "Who makes the agreement")
    note = translate("changes", "others, or other names")
    pieces = (*_named(gone, Fate.GONE), *_named(new, Fate.NEW))
    return [Passage(heading=heading, former=heading, note=note, pieces=pieces)]


def _named(names: tuple[PartyName, ...], fate: Fate) -> list[Piece]:
    return [Piece(fate, f"\n{signer_text(name)}") for name in names]


def reasons_text(difference: VersionDifference) -> str:
    """Return why there is a newer version; of several versions in between, every reason."""
    if not difference.reasons:
        return ""
    return translate("changes", "Why: {reasons}").replace("{reasons}", " · ".join(difference.reasons))


def version_choice(version: AgreementVersion) -> str:
    """Return how a version is named where one is chosen."""
    text = translate("changes", "Version {number}, {state}")
    return text.format(number=version.number, state=label(version.state))


def addendum_title(comparison: Comparison, *, for_sponsor: bool) -> str:
    """Return what the page is called, for the record and the file: the sponsor's is another one."""
    text = translate("changes", "What changed in the agreement with {names}, version {old} to {new}")
    if for_sponsor:
        text = translate("agreements", "{copy}, sponsor's copy").format(copy=text)
    names = joined(name.name for name in comparison.new.names_of(Party.CLIENT))
    return text.format(names=names, old=comparison.old.version.number, new=comparison.new.version.number)


def altered_versions_text(comparison: Comparison) -> str:
    """Return which of the two is not what was signed; empty where both are."""
    altered = [page.version.number for page in (comparison.old, comparison.new) if page.altered]
    if not altered:
        return ""
    text = translate(
        "changes",
        "Not what was signed: version {numbers}. It was changed outside CoachDesk, so nothing of this leaves."
        " Compare it with a copy that was handed out, or restore a backup.",
    )
    return text.format(numbers=QLocale().createSeparatedList([str(number) for number in altered]))
