"""`coachdesk agreement` and `coachdesk summary`: a PDF for a client, recorded as shared.

The file is written while the record waits to be committed, so that nothing leaves
without its record and nothing is recorded that did not leave.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from coachdesk.commands.choosing import choose_agreement, choose_client, choose_session
from coachdesk.commands.opening import Run, add_command, add_target, opened_store, refuse_existing, remark
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, InvalidInputError
from coachdesk.files import write_atomically

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.documents.renderer import RenderedDocument
    from coachdesk.models.agreement_page import AgreementPage
    from coachdesk.models.entities.sharing import SharedDocument


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
    from coachdesk.documents.agreement import render_agreement
    from coachdesk.documents.renderer import Renderer
    from coachdesk.models import agreement_documents, profile
    from coachdesk.models.entities.agreement import Party
    from coachdesk.models.entities.people import CoachProfile
    from coachdesk.models.entities.sharing import SharedHow
    from coachdesk.models.letterhead import letterhead

    refuse_existing(arguments.to)
    with opened_store(arguments) as store:
        page = choose_agreement(store, choose_client(store, arguments.client), arguments.version)
        _insist_on_intact(page)
        head = letterhead(profile.get_profile(store) or CoachProfile(name="–"))
        document = agreement_documents.agreement_document(page, head, for_sponsor=arguments.sponsor)
        rendered = render_agreement(document, Renderer())
        readers = page.names_of(Party.SPONSOR if arguments.sponsor else Party.CLIENT)
        with store.transaction():
            shared = agreement_documents.hand_out(
                store,
                version_id=page.version.id,
                pdf=rendered.pdf,
                how=SharedHow.PDF,
                title=f"Agreement, version {page.version.number}",
                for_whom=" & ".join(reader.name for reader in readers) or "–",
                for_sponsor=arguments.sponsor,
            )
            write_atomically(arguments.to, rendered.pdf)
    _tell(arguments, rendered, shared.value)


def _insist_on_intact(page: "AgreementPage") -> None:
    if page.altered:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "The stored text of version {number} is not what was signed."),
            QT_TRANSLATE_NOOP("errors", "Hand out the signed PDF that you kept, or restore a backup."),
            number=page.version.number,
        )


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
        with store.transaction():
            shared = summaries.hand_out(
                store,
                session_id=session_id,
                summary=summary,
                title=f"Summary of session {summary.session_number}, {summary.client_name}",
                how=SharedHow.PDF,
                sha256=rendered.sha256,
            )
            write_atomically(arguments.to, rendered.pdf)
    _tell(arguments, rendered, shared.value)


def _language() -> str:
    """Return the language of the shell as a BCP 47 tag."""
    import locale

    name, _ = locale.getlocale()
    return (name or "en").replace("_", "-")


def _tell(arguments: Namespace, rendered: "RenderedDocument", shared: "SharedDocument") -> None:
    print(f"{shared.title}, for {shared.for_whom}: {arguments.to}")
    if rendered.unprinted:
        remark(f"No font here has these characters, so they are missing from it: {rendered.unprinted}")
    remark("It is recorded as shared. What has been handed out can't be recalled.")
