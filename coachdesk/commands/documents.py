"""`coachdesk agreement` and `coachdesk summary`: a PDF for a client, recorded as shared.

The file is written while the record waits to be committed, and goes again where that fails, so
that nothing leaves without its record and nothing is recorded that did not leave.
"""

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.commands.choosing import choose_agreement, choose_client, choose_earlier, choose_session
from coachdesk.commands.opening import Run, add_command, add_target, opened_vault, refuse_existing, remark
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.files import write_atomically

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.crypto.opened import OpenedVault
    from coachdesk.documents.protect import Wish
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
    agreement.add_argument(
        "--changes-since", type=int, metavar="N", help="not the text, but what changed in it since version N"
    )
    summary = _parser(top, "summary", "write the summary of a session as PDF", _summary)
    summary.add_argument("--session", type=int, metavar="N", help="not the last session held, but this one")


def _parser(top: "Subparsers", name: str, what: str, run: Run) -> ArgumentParser:
    parser = add_command(top, name, what, run)
    parser.add_argument("client", metavar="CLIENT", help="name, beginning of the name, or id")
    add_target(parser, "FILE.pdf")
    parser.add_argument("--seal", action="store_true", help="seal it: any later change shows in a PDF reader")
    asking.add_password_file(parser, "let the PDF open with this password only")
    return parser


def _agreement(arguments: Namespace) -> None:
    if arguments.changes_since is None:
        _text(arguments)
    else:
        _changes(arguments)


def _text(arguments: Namespace) -> None:
    from coachdesk.models.agreement_documents import Copy, hand_out
    from coachdesk.models.entities.sharing import SharedHow

    refuse_existing(arguments.to)
    wish = _wish(arguments)
    with opened_vault(arguments) as (vault, store):
        page = choose_agreement(store, choose_client(store, arguments.client), arguments.version)
        copy = Copy(page=page, for_sponsor=arguments.sponsor)
        rendered = _pages(store, copy)
        with _leaving(store, arguments.to, _protected(rendered.pdf, wish, vault, store)) as sha256:
            shared = hand_out(
                store,
                copy=copy,
                pdf=rendered.pdf,
                how=SharedHow.PDF,
                protection=wish.protection,
                sha256=sha256,
            )
    _tell(arguments, rendered, shared.value)


def _changes(arguments: Namespace) -> None:
    from coachdesk.documents.addendum import render_addendum
    from coachdesk.documents.renderer import Renderer
    from coachdesk.models.addenda import AddendumCopy, compare, hand_out_addendum
    from coachdesk.models.entities.sharing import SharedHow

    refuse_existing(arguments.to)
    wish = _wish(arguments)
    with opened_vault(arguments) as (vault, store):
        client_id = choose_client(store, arguments.client)
        new = choose_agreement(store, client_id, arguments.version)
        pair = choose_earlier(new, arguments.changes_since).id, new.version.id
        comparison = compare(store, engagement_id=new.agreement.engagement_id, pair=pair)
        copy = AddendumCopy(comparison=comparison, for_sponsor=arguments.sponsor)
        rendered = render_addendum(copy.document, Renderer())
        with _leaving(store, arguments.to, _protected(rendered.pdf, wish, vault, store)) as sha256:
            shared = hand_out_addendum(
                store,
                copy=copy,
                pdf=rendered.pdf,
                how=SharedHow.PDF,
                protection=wish.protection,
                sha256=sha256,
            )
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
    from coachdesk.models.recipients import reader_of

    refuse_existing(arguments.to)
    wish = _wish(arguments)
    with opened_vault(arguments) as (vault, store):
        client_id = choose_client(store, arguments.client)
        session_id = choose_session(store, client_id, arguments.session)
        reader = reader_of(store, session_id, client_id)
        summary = summaries.shared_summary(store, session_id, language=_language(), for_client=reader)
        if summaries.says_nothing(summary):
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "Nothing is written for the client in session {number} yet."),
                QT_TRANSLATE_NOOP("errors", "Write it in the window first."),
                number=summary.session_number,
            )
        rendered = render_summary(summary, Renderer())
        with _leaving(store, arguments.to, _protected(rendered.pdf, wish, vault, store)) as sha256:
            shared = summaries.hand_out(
                store,
                session_id=session_id,
                summary=summary,
                title=f"Summary of session {summary.session_number}, {summary.client_name}",
                how=SharedHow.PDF,
                sha256=sha256,
                protection=wish.protection,
                for_client=reader,
            )
    _tell(arguments, rendered, shared.value)


@contextmanager
def _leaving(store: "Store", path: Path, pdf: bytes) -> Iterator[str]:
    """Write a PDF with the record that is made inside: both are there in the end, or neither.

    What is lent is the SHA-256 of the file.
    """
    is_written = False
    try:
        with store.transaction():
            yield hashlib.sha256(pdf).hexdigest()
            write_atomically(path, pdf)
            is_written = True
    except BaseException:
        if is_written:
            path.unlink(missing_ok=True)
        raise


def _wish(arguments: Namespace) -> "Wish":
    """Return how the file should leave; a password that can't be taken is refused before anything is read."""
    from coachdesk.documents.protect import Wish, prepared, protection

    asking.refuse_two_from_standard_input(arguments.passphrase_file, arguments.password_file)
    file = arguments.password_file
    password = "" if file is None else prepared(asking.passphrase(file))
    return Wish(protection=protection(sealed=arguments.seal, encrypted=bool(password)), password=password)


def _protected(pdf: bytes, wish: "Wish", vault: "OpenedVault", store: "Store") -> bytes:
    from coachdesk.sealing import protected, usable_seal

    seal = usable_seal(store, vault).value if wish.is_sealed else None
    return protected(pdf, wish, vault, seal)


def _language() -> str:
    """Return the language of the shell as a BCP 47 tag."""
    import locale

    name, _ = locale.getlocale()
    return (name or "en").replace("_", "-")


def _tell(arguments: Namespace, rendered: "RenderedDocument", shared: "SharedDocument") -> None:
    from coachdesk.models.entities.sharing import Protection

    print(f"{shared.title}, for {shared.for_whom}: {arguments.to}")
    if rendered.unprinted:
        remark(f"No font here has these characters; an empty box is printed for each: {rendered.unprinted}")
    if shared.protection in (Protection.ENCRYPTED, Protection.SEALED_AND_ENCRYPTED):
        remark("Tell the password by phone or in person, not in the same mail. It is kept nowhere.")
    remark("It is recorded as shared. What has been handed out can't be recalled.")
