"""What changed between two versions as PDF: old words struck through, new ones underlined, and initials."""

from collections.abc import Iterable
from typing import Final

from coachdesk.documents.agreement import role, with_organisation
from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.runs import Run, run_paragraphs, runs_of
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import line, name, paragraphs, right_to_left, short
from coachdesk.models.entities.agreement import PartyName, ReportField
from coachdesk.models.entities.difference import COMING_AND_GOING, ClauseDifference, Turn, VersionMark
from coachdesk.models.entities.sharing import AddendumDocument, DocumentParty

_HASH_START: Final = 12
_NEVER_FITS_ON_A_PAGE: Final = 6_000
_WORDED: Final = COMING_AND_GOING | {Turn.REWORDED}


def render_addendum(document: AddendumDocument, renderer: Renderer) -> RenderedDocument:
    """Print what changed; the words of a clause that only moved or has another name are not repeated.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    return renderer.render("addendum", _data(document), files=pictures(document.letterhead))


def _data(document: AddendumDocument) -> dict[str, object]:
    strings = strings_for(document.language)
    difference = document.difference
    return {
        "sheet": _sheet(document, strings),
        "head": head(document.letterhead, strings),
        "title": _title(document, strings),
        "between": strings.changes_between.format(names=_names(document, strings)),
        "status": _status(document, strings),
        "draft": difference.new.is_draft,
        "why": {"title": strings.reason, "reasons": [paragraphs(reason) for reason in difference.reasons]},
        "what": {
            "title": strings.changes,
            "legend": strings.changes_legend,
            "none": strings.changes_none if difference.is_empty else "",
        },
        "long": sum(len(piece.words) for clause in difference.changed for piece in clause.pieces)
        > _NEVER_FITS_ON_A_PAGE,
        "changes": [_change(clause, strings) for clause in difference.changed],
        "others": _others(document, strings),
        "initials": {
            "title": strings.initials,
            "note": strings.initials_note,
            "date": strings.initials_date,
            "parties": [_party(party, strings) for party in document.parties],
        },
        "texts": _texts(document, strings),
    }


def _title(document: AddendumDocument, strings: Strings) -> str:
    return strings.changes_and_why if document.difference.reasons else strings.changes


def _names(document: AddendumDocument, strings: Strings) -> str:
    return strings.joined([with_organisation(party, strings) for party in document.parties])


def _status(document: AddendumDocument, strings: Strings) -> str:
    old, new = document.difference.old, document.difference.new
    text = strings.changes_draft if new.is_draft else strings.changes_from
    return text.format(old=old.number, new=new.number)


def _sheet(document: AddendumDocument, strings: Strings) -> dict[str, object]:
    names = strings.joined([party.name for party in document.parties])
    title = f"{_title(document, strings)}, {strings.between.format(names=names)}"
    old, new = (_short_hash(mark) for mark in (document.difference.old, document.difference.new))
    texts = strings.short_hash.format(hash=strings.changes_hashes.format(old=old, new=new))
    status = _status(document, strings)
    return sheet(
        title=title,
        paper=document.paper,
        language=document.language,
        strings=strings,
        running=title,
        note=f"{status}  ·  {texts}",
    )


def _short_hash(mark: VersionMark) -> str:
    return mark.content_hash[:_HASH_START] or "–"


def _change(clause: ClauseDifference, strings: Strings) -> dict[str, object]:
    is_worded = bool(_WORDED.intersection(clause.turns))
    former = strings.changes_formerly.format(name=name(clause.former_heading))
    return {
        "heading": line(clause.heading),
        "rtl": right_to_left(clause.heading),
        "turns": "; ".join(strings.turns[turn.value] for turn in clause.turns),
        "former": former if clause.former_heading else "",
        "words": run_paragraphs(clause.pieces) if is_worded else [],
        "facts": _facts(clause, strings),
    }


def _facts(clause: ClauseDifference, strings: Strings) -> list[list[Run]]:
    """Return what was agreed on besides words and is another thing now."""
    months = [_kept(one, strings) for one in clause.keep_months]
    fields = [_reported(one, strings) for one in clause.report_fields]
    return [runs_of(old, new) for old, new in (months, fields) if old != new]


def _kept(months: int | None, strings: Strings) -> str:
    return "" if months is None else strings.kept_for(months)


def _reported(fields: Iterable[ReportField], strings: Strings) -> str:
    names = "; ".join(strings.report_fields[field.value] for field in fields)
    return strings.reported.format(fields=names) if names else ""


def _others(document: AddendumDocument, strings: Strings) -> list[dict[str, object]]:
    """Return days and parties that are others now, each group under its heading."""
    found = (
        (strings.changes_days, _days(document, strings)),
        (strings.changes_parties, _people(document, strings)),
    )
    return [{"title": title, "lines": lines} for title, lines in found if lines]


def _days(document: AddendumDocument, strings: Strings) -> list[list[Run]]:
    old, new = document.difference.old, document.difference.new
    days = (
        (strings.effective, old.effective_on, new.effective_on),
        (strings.review, old.review_on, new.review_on),
    )
    return [
        runs_of(*(text.format(date=strings.long_date(day)) if day else "" for day in (before, after)))
        for text, before, after in days
        if before != after
    ]


def _people(document: AddendumDocument, strings: Strings) -> list[list[Run]]:
    gone = [runs_of(_person(one, strings), "") for one in document.difference.parties_gone]
    return gone + [runs_of("", _person(one, strings)) for one in document.difference.parties_new]


def _person(party: PartyName, strings: Strings) -> str:
    whole = DocumentParty(party=party.party, name=party.name, organisation=party.organisation)
    return f"{with_organisation(whole, strings)}, {role(party.party, strings)}"


def _party(party: DocumentParty, strings: Strings) -> dict[str, str]:
    return {"name": with_organisation(party, strings), "role": role(party.party, strings)}


def _texts(document: AddendumDocument, strings: Strings) -> list[str]:
    marks = (document.difference.old, document.difference.new)
    lines = [
        strings.changes_text.format(
            number=mark.number, hash=short(mark.content_hash, 128) or strings.changes_unsigned
        )
        for mark in marks
    ]
    return [strings.changes_texts, *lines]
