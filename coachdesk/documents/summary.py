"""The session summary as PDF: one calm page of what was written to be shared."""

from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import Paragraph, line, name, paragraphs, short
from coachdesk.models.entities.sharing import DocumentAddendum, DocumentPromise, SharedSummary

_NAME_IN_A_HEADING = 40


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
        "when": _when(summary, strings),
        "sections": _sections(summary, strings),
        "promises_title": strings.promises,
        "promises": _promises(summary, strings),
        "closing": _section(strings.next_date, summary.next_date),
        "addenda": [_addendum(addendum, strings) for addendum in summary.addenda],
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


def _when(summary: SharedSummary, strings: Strings) -> str:
    pattern = strings.session_of if summary.sessions_planned else strings.session
    session = pattern.format(number=summary.session_number, total=summary.sessions_planned)
    return f"{session}  ·  {strings.long_date(summary.held_on)}" if summary.held_on else session


def _sections(summary: SharedSummary, strings: Strings) -> list[dict[str, object]]:
    sections = (
        _section(strings.focus, summary.focus),
        _section(strings.insights, summary.insights, quoted=True),
        _section(strings.agreed, summary.agreed),
        _section(strings.next_step, summary.next_step),
    )
    return [section for section in sections if section]


def _section(title: str, text: str, *, quoted: bool = False) -> dict[str, object] | None:
    words = paragraphs(text)
    return {"title": title, "words": words, "quoted": quoted} if words else None


def _promises(summary: SharedSummary, strings: Strings) -> list[dict[str, object]]:
    both = ((summary.client_name, summary.commitment), (summary.letterhead.coach_name, summary.pledge))
    return [_promise(who, promise, strings) for who, promise in both if promise]


def _promise(who: str, promise: DocumentPromise, strings: Strings) -> dict[str, object]:
    by_when = promise.by_when and strings.by_when.format(date=strings.long_date(promise.by_when))
    how = line(promise.how_we_will_know)
    return {
        "who": strings.promise.format(name=name(short(who, _NAME_IN_A_HEADING))),
        "what": paragraphs(promise.what),
        "by_when": by_when or "",
        "how": strings.how_we_will_know.format(how=how) if how else "",
    }


def _addendum(addendum: DocumentAddendum, strings: Strings) -> dict[str, str | list[Paragraph]]:
    title = strings.addendum.format(date=strings.long_date(addendum.written_at))
    return {"title": title, "words": paragraphs(addendum.text)}
