"""The session summary as PDF: one calm page of what was written to be shared."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import Paragraph, line, name, paragraphs, short
from coachdesk.models.entities.session import SummaryField
from coachdesk.models.entities.sharing import DocumentAddendum, DocumentPromise, SharedSummary

_NAME_IN_A_HEADING: Final = 40
_BEFORE_THE_PROMISES: Final = (
    SummaryField.FOCUS,
    SummaryField.INSIGHTS,
    SummaryField.AGREED,
    SummaryField.EXPERIMENT,
)
Section = dict[str, object]


def render_summary(summary: SharedSummary, renderer: Renderer) -> RenderedDocument:
    """Print a session summary; what is blank prints nothing.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    return renderer.render("summary", _data(summary), files=pictures(summary.letterhead))


def _data(summary: SharedSummary) -> dict[str, object]:
    strings = strings_for(summary.language)
    return {
        "sheet": _sheet(summary, strings),
        "head": head(summary.letterhead, strings),
        "title": strings.summary,
        "for": strings.summary_for.format(name=name(summary.client_name)),
        **summary_parts(summary, strings),
    }


def _sheet(summary: SharedSummary, strings: Strings) -> dict[str, object]:
    title = strings.summary_title.format(name=short(summary.client_name))
    return sheet(
        title=title,
        paper=summary.paper,
        language=summary.language,
        strings=strings,
        running=title,
        note=_when(summary, strings),
    )


def summary_parts(summary: SharedSummary, strings: Strings) -> dict[str, object]:
    """Return what `summary-parts.typ` prints of a session, from top to bottom."""
    headings = _headings(summary, strings)
    return {
        "when": _when(summary, strings),
        "before": _sections(summary, headings, _BEFORE_THE_PROMISES),
        "promises": _promises(summary, headings[SummaryField.PROMISES], strings),
        "next": _sections(summary, headings, (SummaryField.NEXT_STEP, SummaryField.NEXT_DATE)),
        "after": [
            *_sections(summary, headings, (SummaryField.FREE_LINE,)),
            *(_addendum(addendum, strings) for addendum in summary.addenda),
        ],
    }


def _headings(summary: SharedSummary, strings: Strings) -> Mapping[SummaryField, str]:
    usual = {field: getattr(strings, field.value) for field in SummaryField}
    own = {heading.field: line(heading.words) for heading in summary.headings}
    return usual | {field: words for field, words in own.items() if words}


def _when(summary: SharedSummary, strings: Strings) -> str:
    pattern = strings.session_of if summary.sessions_planned else strings.session
    session = pattern.format(number=summary.session_number, total=summary.sessions_planned)
    return f"{session}  ·  {strings.long_date(summary.held_on)}" if summary.held_on else session


def _sections(
    summary: SharedSummary, headings: Mapping[SummaryField, str], fields: Sequence[SummaryField]
) -> list[Section]:
    said = ((field, paragraphs(getattr(summary, field.value))) for field in fields)
    return [
        _section(headings[field], words, quoted=field is SummaryField.INSIGHTS)
        for field, words in said
        if words
    ]


def _section(title: str, words: list[Paragraph], *, quoted: bool = False) -> Section:
    return {"title": title, "words": words, "quoted": quoted}


def _promises(summary: SharedSummary, title: str, strings: Strings) -> dict[str, object] | None:
    sides = (
        _side(_by_client(summary, strings), summary.commitment, _further(summary, by_coach=False), strings),
        _side(
            _by(summary.letterhead.coach_name, strings),
            summary.pledge,
            _further(summary, by_coach=True),
            strings,
        ),
    )
    given = [side for side in sides if side]
    return {"title": title, "sides": given} if given else None


def _side(
    who: str, headline: DocumentPromise | None, further: Sequence[DocumentPromise], strings: Strings
) -> dict[str, object] | None:
    if headline is None and not further:
        return None
    return {
        "who": who,
        "headline": None if headline is None else _promise(headline, strings),
        "further": [_promise(promise, strings) for promise in further],
    }


def _by_client(summary: SharedSummary, strings: Strings) -> str:
    if summary.others_unnamed:
        return strings.promise_of_group
    if summary.promised_by:
        return strings.promise_of_several.format(names=_in_a_heading(summary.promised_by))
    return _by(summary.client_name, strings)


def _by(who: str, strings: Strings) -> str:
    return strings.promise.format(name=_in_a_heading(who))


def _in_a_heading(who: str) -> str:
    return name(short(who, _NAME_IN_A_HEADING))


def _further(summary: SharedSummary, *, by_coach: bool) -> list[DocumentPromise]:
    return [promise for promise in summary.further if promise.by_coach is by_coach]


def _promise(promise: DocumentPromise, strings: Strings) -> dict[str, object]:
    by_when = promise.by_when and strings.by_when.format(date=strings.long_date(promise.by_when))
    how = line(promise.how_we_will_know)
    return {
        "what": paragraphs(promise.what),
        "by_when": by_when or "",
        "how": strings.how_we_will_know.format(how=how) if how else "",
    }


def _addendum(addendum: DocumentAddendum, strings: Strings) -> Section:
    title = strings.addendum.format(date=strings.long_date(addendum.written_at))
    return _section(title, paragraphs(addendum.text))
