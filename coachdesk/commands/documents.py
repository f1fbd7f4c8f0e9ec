"""`coachdesk agreement` and `coachdesk summary`: a PDF for a client, recorded as shared.

The file is written while the record waits to be committed, and goes again where that fails, so
that nothing leaves without its record and nothing is recorded that did not leave.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands.choosing import choose_agreement, choose_client, choose_session
from coachdesk.commands.opening import Run, add_command, add_target, opened_store, refuse_existing, remark
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.files import write_atomically

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.documents.renderer import RenderedDocument
    from coachdesk.models.agreement_documents import Copy
    from coachdesk.models.entities.sharing import SharedDocument
    from coachdesk.models.store import Store


def add_parsers(top: "Subparsers", _vault: "Subparsers") -> None:
    """Add both documents."""
    agreement = _parser(top, "agreement", "write the agreement with a client as PDF", _agreement)
    agreement.add_argument("--version", type=int, metavar="N", help="not the newest version, but this one")
    agreement.add_argument(
        "--sponsor", action="store_true", help="the sponsor's copy: clauses for all parties"
    )
    summary = _parser(top, "summary", "write the summary of a session as PDF", _summary)
    summary.add_argument("--session", type=int, metavar="N", help="not the last session held, but this one")


def _parser(top: "Subparsers", name: str, what: str, run: Run) -> ArgumentParser:
    parser = add_command(top, name, what, run)
    parser.add_argument("client", metavar="CLIENT", help="name, beginning of the name, or id")
    add_target(parser, "FILE.pdf")
    return parser


def _agreement(arguments: Namespace) -> None:
    from coachdesk.models.agreement_documents import Copy, hand_out
    from coachdesk.models.entities.sharing import SharedHow

    refuse_existing(arguments.to)
    with opened_store(arguments) as store:
        page = choose_agreement(store, choose_client(store, arguments.client), arguments.version)
        copy = Copy(page=page, for_sponsor=arguments.sponsor)
        rendered = _pages(store, copy)
        with _leaving(store, arguments.to, rendered.pdf):
            shared = hand_out(store, copy=copy, pdf=rendered.pdf, how=SharedHow.PDF)
    _tell(arguments, rendered, shared.value)


def _pages(store: "Store", copy: "Copy") -> "RenderedDocument":
    """Return the pages as all have signed them, or as the text stands now."""
    from coachdesk.documents.agreement import render_agreement
    from coachdesk.documents.renderer import RenderedDocument, Renderer
    from coachdesk.models import profile
    from coachdesk.models.agreement_documents import agreement_document, kept_pdf
    from coachdesk.models.entities.people import CoachProfile
    from coachdesk.models.letterhead import letterhead

    kept = None if copy.for_sponsor else kept_pdf(store, version_id=copy.page.version.id)
    if kept is not None:
        return RenderedDocument(pdf=kept)
    head = letterhead(profile.get_profile(store) or CoachProfile(name="–"))
    return render_agreement(agreement_document(copy.page, head, for_sponsor=copy.for_sponsor), Renderer())


def _summary(arguments: Namespace) -> None:
    from coachdesk.documents.renderer import Renderer
    from coachdesk.documents.summary import render_summary
    from coachdesk.models import summaries
    from coachdesk.models.entities.sharing import SharedHow

    refuse_existing(arguments.to)
    with opened_store(arguments) as store:
        session_id = choose_session(store, choose_client(store, arguments.client), arguments.session)
        summary = summaries.shared_summary(store, session_id, language=_language())
        if summaries.says_nothing(summary):
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "Nothing is written for the client in session {number} yet."),
                QT_TRANSLATE_NOOP("errors", "Write it in the window first."),
                number=summary.session_number,
            )
        rendered = render_summary(summary, Renderer())
        with _leaving(store, arguments.to, rendered.pdf):
            shared = summaries.hand_out(
                store,
                session_id=session_id,
                summary=summary,
                title=f"Summary of session {summary.session_number}, {summary.client_name}",
                how=SharedHow.PDF,
                sha256=rendered.sha256,
            )
    _tell(arguments, rendered, shared.value)


@contextmanager
def _leaving(store: "Store", path: Path, pdf: bytes) -> Iterator[None]:
    """Write a PDF with the record that is made inside: both are there in the end, or neither."""
    is_written = False
    try:
        with store.transaction():
            yield
            write_atomically(path, pdf)
            is_written = True
    except BaseException:
        if is_written:
            path.unlink(missing_ok=True)
        raise


def _language() -> str:
    """Return the language of the shell as a BCP 47 tag."""
    import locale

    name, _ = locale.getlocale()
    return (name or "en").replace("_", "-")


def _tell(arguments: Namespace, rendered: "RenderedDocument", shared: "SharedDocument") -> None:
    print(f"{shared.title}, for {shared.for_whom}: {arguments.to}")
    if rendered.unprinted:
        remark(f"No font here has these characters; an empty box is printed for each: {rendered.unprinted}")
    remark("It is recorded as shared. What has been handed out can't be recalled.")
