"""An agreement written, agreed, signed and handed out, by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.documents.reading import text
from tests.drawing import a_pdf
from tests.drivers.coach import CORE, Coach


def test_an_agreement_is_written_agreed_signed_and_saved(
    engaged: Coach, papers: Path, tmp_path: Path
) -> None:
    engaged.start_agreement()
    engaged.agree_on_the_core()
    engaged.sign("Mira Solano", "Ines Vogt")
    engaged.keys.press("Ctrl+Shift+S")
    pdf = (papers / "Agreement with Mira Solano, version 1.pdf").read_bytes()
    printed = text(pdf, tmp_path)
    assert [heading for heading in CORE if f"About {heading.lower()}: we speak up" not in printed] == []
    assert all(name in printed for name in ("Mira Solano", "Ines Vogt", "Vogt Coaching", "Page 1 of"))


def test_the_page_says_what_is_missing(engaged: Coach) -> None:
    engaged.start_agreement()
    engaged.agree_on("Boundaries", "We write on working days")
    engaged.keys.push("Ready to sign")
    [said] = [line for line in engaged.reads.split("\n") if line.startswith("Before you can sign")]
    assert [heading for heading in CORE if heading in said] == list(CORE[1:])


def test_the_copy_that_left_is_listed_with_the_client(signed: Coach, papers: Path) -> None:
    signed.keys.press("Ctrl+Shift+S")
    signed.open_client("mira")
    assert "Agreement with Mira Solano, version 1" in signed.reads


def test_the_next_version_begins_as_a_draft_with_a_reason(signed: Coach) -> None:
    signed.keys.push("New version…")
    signed.keys.type("We meet online from now on")
    signed.keys.press("Return")
    assert signed.facts == "Agreement, version 2, draft"


def test_keys_change_nothing_in_a_signed_version(signed: Coach) -> None:
    before = signed.practice.do(lambda store: list(store.db.query("SELECT * FROM clause")))
    for field in ("Mira Solano's words", "Your words", "What we agree"):
        signed.keys.fill(field, "something else")
    signed.keys.press("Ctrl+Return", "Ctrl+Shift+Return", "Alt+Down", "F2", "Ctrl+Shift+A", "Ctrl+1")
    assert signed.practice.do(lambda store: list(store.db.query("SELECT * FROM clause"))) == before


def test_a_page_signed_by_hand_is_attached_by_keyboard(
    engaged: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(a_pdf())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    engaged.start_agreement()
    engaged.agree_on_the_core()
    engaged.keys.push("Ready to sign")
    engaged.keys.push("Sign…")
    engaged.keys.go_to("Type the name")
    engaged.keys.press("Right", "Right")
    engaged.keys.push("Choose the scan…")
    engaged.keys.push("Record the signature")
    assert "Mira Solano, client, signed on" in engaged.reads
    engaged.keys.push("Record the signature")
    assert engaged.facts == "Agreement, version 1, signed"


def test_typing_a_name_is_all_that_signing_by_keyboard_asks(engaged: Coach) -> None:
    engaged.start_agreement()
    engaged.agree_on_the_core()
    engaged.keys.push("Ready to sign")
    engaged.keys.push("Sign…")
    for name in ("Mira Solano", "Ines Vogt"):
        engaged.keys.type(name)
        engaged.keys.press("Return")
    assert engaged.facts == "Agreement, version 1, signed"
