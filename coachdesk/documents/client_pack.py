"""What a client keeps when the work ends, as one PDF: agreements as signed, summaries, the look-back."""

from collections.abc import Sequence

from attrs import frozen

from coachdesk.documents.binding import Leaf, bind, page_count
from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer, is_accessible
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.summary import render_summary
from coachdesk.documents.text import name, paragraphs, short
from coachdesk.models.entities.look_back import ClientPack, KeptAgreement
from coachdesk.models.entities.sharing import SharedSummary


@frozen
class _Part:
    """A part of a pack as it is listed, and as its pages."""

    title: str
    document: RenderedDocument


def render_pack(pack: ClientPack, renderer: Renderer) -> RenderedDocument:
    """Bind a pack: a page in front that lists what is in it, then each part as it is.

    Signed agreements are attached besides, byte for byte as they were kept, so that their fingerprint
    can still be told.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    strings = strings_for(pack.language)
    parts = _parts(pack, renderer, strings)
    front = _front(pack, parts, renderer, strings)
    documents = (front, *(part.document for part in parts))
    is_tagged = all(document.tagged for document in documents)
    pdf = bind(
        [Leaf(title=strings.pack, pdf=front.pdf)]
        + [Leaf(title=part.title, pdf=part.document.pdf) for part in parts],
        beside={_file_name(one, strings): one.pdf for one in pack.agreements},
        is_tagged=is_tagged,
    )
    unprinted = "".join(dict.fromkeys("".join(document.unprinted for document in documents)))
    return RenderedDocument(pdf=pdf, unprinted=unprinted, tagged=is_tagged)


def _parts(pack: ClientPack, renderer: Renderer, strings: Strings) -> list[_Part]:
    agreements = [
        _Part(_agreement(one, strings), RenderedDocument(pdf=one.pdf, tagged=is_accessible(one.pdf)))
        for one in pack.agreements
    ]
    summaries = [_Part(_summary(one, strings), render_summary(one, renderer)) for one in pack.summaries]
    looked_back = (
        []
        if pack.look_back is None
        else [_Part(strings.look_back, render_look_back(pack.look_back, renderer))]
    )
    return agreements + summaries + looked_back


def _agreement(one: KeptAgreement, strings: Strings) -> str:
    if one.signed_on is None:
        return strings.pack_agreement.format(number=one.number)
    return strings.pack_agreement_signed.format(number=one.number, date=strings.long_date(one.signed_on))


def _file_name(one: KeptAgreement, strings: Strings) -> str:
    return f"{strings.pack_agreement.format(number=one.number)}.pdf"


def _summary(one: SharedSummary, strings: Strings) -> str:
    session = strings.session.format(number=one.session_number)
    if one.held_on is None:
        return session
    return strings.pack_summary.format(session=session, date=strings.long_date(one.held_on))


def _front(
    pack: ClientPack, parts: Sequence[_Part], renderer: Renderer, strings: Strings
) -> RenderedDocument:
    """Return the page in front; where its list needs another page, all that follows moves by that."""
    lengths = [page_count(part.document.pdf) for part in parts]
    drawn = _front_of(pack, parts, _starts(lengths, 1), renderer, strings)
    pages = page_count(drawn.pdf)
    return drawn if pages == 1 else _front_of(pack, parts, _starts(lengths, pages), renderer, strings)


def _starts(lengths: Sequence[int], in_front: int) -> list[int]:
    return [in_front + 1 + sum(lengths[:at]) for at in range(len(lengths))]


def _front_of(
    pack: ClientPack, parts: Sequence[_Part], starts: Sequence[int], renderer: Renderer, strings: Strings
) -> RenderedDocument:
    title = strings.pack_title.format(name=short(pack.client_name))
    data: dict[str, object] = {
        "sheet": sheet(title=title, paper=pack.paper, language=pack.language, strings=strings, running=title),
        "head": head(pack.letterhead, strings),
        "title": strings.pack,
        "for": strings.summary_for.format(name=name(pack.client_name)),
        "intro": paragraphs(strings.pack_intro),
        "contents": strings.pack_contents,
        "parts": [
            {"title": part.title, "page": strings.pack_page.format(page=page)}
            for part, page in zip(parts, starts, strict=True)
        ],
        "note": strings.pack_originals if pack.agreements else "",
    }
    return renderer.render("client-pack", data, files=pictures(pack.letterhead))
