from datetime import datetime
from pathlib import Path

import attrs
import pytest

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.agreement import Layer, Party, ReportField, VersionState
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import AgreementDocument, DocumentClause, DocumentParty, Letterhead
from tests.documents import reading, samples


@pytest.fixture
def read(renderer: Renderer, tmp_path: Path) -> "Read":
    return Read(renderer, tmp_path)


@attrs.frozen
class Read:
    renderer: Renderer
    folder: Path

    def __call__(self, document: AgreementDocument) -> str:
        return reading.text(render_agreement(document, self.renderer).pdf, self.folder)


def test_it_names_both_and_the_organisation(read: Read) -> None:
    assert "between Mira Solano, Ines Vogt and Peter Hald (Halden AG)" in read(samples.signed_agreement())


def test_plain_talk_comes_before_the_terms(read: Read) -> None:
    text = read(samples.draft_agreement())
    places = [
        text.index(words) for words in ("How we work together", "left turn", "Annex: terms", "180 euros")
    ]
    assert places == sorted(places)


def test_what_is_agreed_besides_words_stands_under_them(read: Read) -> None:
    document = samples.signed_agreement()
    records = DocumentClause(heading="Records", words="Safe.", layer=Layer.TERMS, keep_months=24)
    fields = (ReportField.ATTENDANCE, ReportField.NEXT_STEPS)
    hears = DocumentClause(heading="Sponsor", words="", layer=Layer.TERMS, report_fields=fields)
    text = " ".join(read(attrs.evolve(document, clauses=(records, hears))).split())
    assert "Safe. Records are kept for 2 years after the last session." in text
    assert "nothing but: which sessions took place; next steps." in text


def test_the_annex_has_its_own_page(renderer: Renderer) -> None:
    pages = reading.reader(render_agreement(samples.draft_agreement(), renderer).pdf).pages
    assert "Annex: terms" in pages[-1].extract_text()
    assert "left turn" not in pages[-1].extract_text()


def test_each_page_says_which_of_how_many_it_is(renderer: Renderer) -> None:
    pages = reading.reader(render_agreement(samples.signed_agreement(), renderer).pdf).pages
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 3" in page.extract_text()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (VersionState.DRAFT, "Draft of version 2"),
        (VersionState.IN_DISCUSSION, "Draft of version 2"),
        (VersionState.READY, "Version 2, ready to sign"),
        (VersionState.SIGNED, "Version 2"),
        (VersionState.SUPERSEDED, "Version 2, replaced by a newer one"),
        (VersionState.WITHDRAWN, "Version 2, withdrawn"),
    ],
)
def test_the_state_is_on_every_page(state: VersionState, words: str, read: Read) -> None:
    text = read(samples.draft_agreement(state=state))
    assert text.count(words) >= 4


def test_a_signed_version_is_not_called_a_draft(read: Read) -> None:
    assert "Draft" not in read(samples.signed_agreement())


def test_dates_reason_and_earlier_versions_are_there(read: Read) -> None:
    text = read(samples.signed_agreement())
    for words in (
        "In force from 14 May 2026",
        "We look at it again on 20 August 2026",
        "Why it changed After six sessions",
        "Earlier versions Version 1, signed 12 February 2026",
    ):
        assert words in text


@pytest.mark.parametrize("clauses", range(7, 19))
def test_what_is_about_the_version_stays_together(clauses: int, renderer: Renderer) -> None:
    plain = tuple(attrs.evolve(each, layer=Layer.ALLIANCE) for each in (samples.clauses() * 2)[:clauses])
    pages = reading.reader(render_agreement(samples.draft_agreement(clauses=plain), renderer).pdf).pages
    about = next(page.extract_text() for page in pages if "About this version" in page.extract_text())
    assert "Why it changed" in about
    assert "Version 1, signed" in about


@pytest.mark.parametrize("lines", range(4, 40, 3))
def test_all_sign_on_one_page_under_the_heading(lines: int, renderer: Renderer) -> None:
    filler = DocumentClause(heading="Pace", words="Slowly.\n" * lines, layer=Layer.ALLIANCE)
    document = samples.signed_agreement(clauses=(filler,))
    read = reading.reader(render_agreement(document, renderer).pdf)
    pages = [" ".join(page.extract_text().split()) for page in read.pages]
    signing = next(page for page in pages if "Signatures" in page)
    assert signing.count("Vienna, 14 May 2026") == 3
    assert samples.CONTENT_HASH in signing


@pytest.mark.parametrize("signers", [2, 6, 7, 40])
def test_however_many_sign_none_is_left_out(signers: int, renderer: Renderer, tmp_path: Path) -> None:
    parties = tuple(DocumentParty(party=Party.CLIENT, name=f"Signer{n} Solano") for n in range(signers))
    signed = tuple(samples.signature(Party.CLIENT, party.name) for party in parties)
    pdf = render_agreement(samples.draft_agreement(parties=parties, signatures=signed), renderer).pdf
    assert reading.text(pdf, tmp_path).count("14 May 2026, 10:05") == signers
    assert outside(pdf, tmp_path) == []


@pytest.mark.parametrize("paper", PaperSize)
def test_usual_terms_take_one_page(paper: PaperSize, renderer: Renderer) -> None:
    terms = tuple(
        DocumentClause(heading=f"Term {n}", words="We say what holds for both of us. " * 6, layer=Layer.TERMS)
        for n in range(11)
    )
    document = samples.draft_agreement(clauses=terms, paper=paper)
    pages = reading.reader(render_agreement(document, renderer).pdf).pages
    assert "Term 10" in next(page.extract_text() for page in pages if "Annex" in page.extract_text())


def test_the_names_break_into_lines_of_about_one_length(renderer: Renderer, tmp_path: Path) -> None:
    *others, sponsor = samples.signed_agreement().parties
    named = attrs.evolve(sponsor, organisation="Halden Logistik und Spedition GmbH")
    document = samples.signed_agreement(parties=(*others, named))
    lines = reading.run(
        "pdftotext", render_agreement(document, renderer).pdf, tmp_path, "-layout"
    ).splitlines()
    start = next(at for at, line in enumerate(lines) if line.strip().startswith("between"))
    first, second = (len(line.strip()) for line in lines[start : start + 2])
    assert second > first / 2


def test_terms_for_many_pages_lose_no_clause(renderer: Renderer) -> None:
    terms = tuple(
        DocumentClause(heading=f"Term {n}", words="We say what holds. " * 40, layer=Layer.TERMS)
        for n in range(40)
    )
    pages = reading.reader(render_agreement(samples.draft_agreement(clauses=terms), renderer).pdf).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert [n for n in range(40) if f"{n + 1}. Term {n}\n" not in text] == []


def test_a_first_draft_has_no_empty_facts(read: Read) -> None:
    text = read(samples.draft_agreement(review_on=None, reason=" ", earlier_versions=()))
    assert not [
        words for words in ("About this version", "Fingerprint", "In force", "again on") if words in text
    ]


def test_the_hash_is_short_on_each_page_and_whole_by_the_signatures(read: Read) -> None:
    text = read(samples.signed_agreement())
    assert text.count(samples.CONTENT_HASH) == 1
    assert text.count(f"Text {samples.CONTENT_HASH[:12]} ") == 3


def test_an_unsigned_version_leaves_room_to_sign(read: Read) -> None:
    text = read(samples.draft_agreement())
    assert text.count("Place and date") == 2


def test_a_signature_says_who_where_when_and_what(read: Read) -> None:
    text = read(samples.signed_agreement())
    assert "Vienna, 14 May 2026, 10:05 (UTC+02:00)" in text
    assert text.count("I have read this version and it says what we talked about.") == 3
    assert "Place and date" not in text


def test_half_signed_shows_the_one_and_waits_for_the_other(read: Read) -> None:
    document = samples.draft_agreement(signatures=(samples.signature(Party.COACH, "Ines Vogt"),))
    text = read(document)
    assert (text.count("Place and date"), text.count("10:05")) == (1, 1)


def test_two_clients_have_their_own_signatures(renderer: Renderer) -> None:
    parties = tuple(DocumentParty(party=Party.CLIENT, name=name) for name in ("Ana Ruiz", "Ben Ruiz"))
    signed = tuple(
        samples.signature(Party.CLIENT, n, minute=m) for n, m in (("Ben Ruiz", 7), ("Ana Ruiz", 8))
    )
    pdf = render_agreement(
        samples.draft_agreement(clauses=(), parties=parties, signatures=signed), renderer
    ).pdf
    text = " ".join(reading.reader(pdf).pages[0].extract_text().split())
    assert "Ana Ruiz Ana Ruiz Client Vienna, 14 May 2026, 10:08" in text
    assert "Ben Ruiz Ben Ruiz Client Vienna, 14 May 2026, 10:07" in text


def test_a_signature_under_another_spelling_stands_in_its_own_place(renderer: Renderer) -> None:
    parties = tuple(DocumentParty(party=Party.CLIENT, name=name) for name in ("Ana Ruiz", "Ben Ruiz"))
    signed = (samples.signature(Party.CLIENT, "Benjamin", signer="Ben Ruiz"),)
    document = samples.draft_agreement(clauses=(), parties=parties, signatures=signed)
    page = reading.reader(render_agreement(document, renderer).pdf).pages[0]
    text = " ".join(page.extract_text().split())
    assert "Benjamin Ben Ruiz Client Vienna" in text
    assert text.count("Place and date") == 1


def test_no_signature_is_lost(read: Read) -> None:
    signed = (samples.signature(Party.GUARDIAN, "Rosa Solano"),)
    text = read(samples.draft_agreement(signatures=signed))
    assert "Rosa Solano" in text
    assert "Guardian" in text


def test_a_signature_without_a_place_says_when(read: Read) -> None:
    signed = attrs.evolve(
        samples.signature(Party.COACH, "Ines Vogt"), place="", signed_at=datetime(2026, 5, 3, 9, 5)
    )
    assert "3 May 2026, 09:05" in read(samples.draft_agreement(signatures=(signed,)))


def test_blank_clauses_are_named_together(read: Read) -> None:
    assert "Still to find words for: Ending well." in read(samples.draft_agreement())
    assert "Left open on purpose: Ending well." in read(samples.signed_agreement())


def test_terms_without_words_take_no_page(read: Read) -> None:
    blank = DocumentClause(heading="Fees", words=" \n", layer=Layer.TERMS)
    text = read(samples.draft_agreement(clauses=(blank,)))
    assert "Annex" not in text
    assert "annex" not in text
    assert "Still to find words for: Fees." in text


def test_an_agreement_without_clauses_prints(read: Read) -> None:
    assert "Our agreement" in read(samples.draft_agreement(clauses=()))


def test_german_reads_german(read: Read) -> None:
    text = read(samples.signed_agreement(language="de"))
    assert "zwischen Mira Solano, Ines Vogt und Peter Hald" in text
    assert "Seite 1 von 3" in text
    assert "Gilt ab 14. Mai 2026" in text


def test_a_practice_without_a_name_goes_by_its_coach(read: Read) -> None:
    text = read(samples.draft_agreement(letterhead=Letterhead(coach_name="Ines Vogt")))
    assert text.startswith("Ines Vogt Our agreement")


def test_words_are_printed_as_typed_and_never_run(read: Read) -> None:
    words = '#eval("1+1") *bold* _it_ $x^2$ \\ @ref <label> // gone? `raw` #{ } {name} [x]'
    clause = DocumentClause(heading=words, words=words, layer=Layer.ALLIANCE)
    parties = (DocumentParty(party=Party.CLIENT, name=words),)
    assert read(samples.draft_agreement(clauses=(clause,), parties=parties)).count(words) == 4


def test_a_right_to_left_clause_starts_at_the_right(renderer: Renderer, tmp_path: Path) -> None:
    clause = DocumentClause(heading="العربية", words="هذا نص عربي.", layer=Layer.ALLIANCE)
    pdf = render_agreement(samples.draft_agreement(clauses=(clause,)), renderer).pdf
    boxes = reading.run("pdftotext", pdf, tmp_path, "-bbox")
    for first in ("العربية", "هذا"):
        row = next(row for row in boxes.splitlines() if first[::-1] in row)
        assert float(row.split('xMax="')[1].split('"')[0]) > 500


def test_a_logo_that_is_no_picture_is_refused(renderer: Renderer) -> None:
    with pytest.raises(InvalidInputError, match="neither a PNG nor a JPEG"):
        render_agreement(samples.draft_agreement(letterhead=samples.letterhead(logo=b"<svg/>")), renderer)


@pytest.mark.parametrize("paper", PaperSize)
def test_endless_names_stay_on_the_page(paper: PaperSize, renderer: Renderer, tmp_path: Path) -> None:
    endless = "Endless" * 1430
    parties = (DocumentParty(party=Party.CLIENT, name=endless, organisation=endless),)
    signed = (samples.signature(Party.CLIENT, endless),)
    head = Letterhead(coach_name=endless, practice_name=endless * 2, contact_lines=(endless,))
    document = samples.draft_agreement(
        parties=parties,
        signatures=signed,
        letterhead=head,
        paper=paper,
        reason=endless,
        content_hash="f" * 64,
    )
    assert outside(render_agreement(document, renderer).pdf, tmp_path) == []


def outside(pdf: bytes, folder: Path) -> list[str]:
    """Return the words that reach beyond the paper's margins."""
    found, width, height = [], 0.0, 0.0
    for row in reading.run("pdftotext", pdf, folder, "-bbox").splitlines():
        parts = row.split('"')
        if "<page " in row:
            width, height = float(parts[1]), float(parts[3])
        if "<word " in row and not (float(parts[5]) < width - 60 and float(parts[7]) < height - 20):
            found.append(row)
    return found


def test_two_megabytes_of_words_print(renderer: Renderer) -> None:
    words = "We say what we see, and see what we said.\n" * 50_000
    clause = DocumentClause(heading="All of it", words=words, layer=Layer.ALLIANCE)
    document = render_agreement(samples.draft_agreement(clauses=(clause,)), renderer)
    assert len(reading.reader(document.pdf).pages) > 500
