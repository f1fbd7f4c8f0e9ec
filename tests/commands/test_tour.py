"""`coachdesk tour --to DIR`, run once in a process of its own, with no display and an empty home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen
from PySide6.QtGui import QImage

from coachdesk.sample.texts import fixed_day, load_practice
from coachdesk.tour.papers import PAPERS
from tests.sample.reading import private_sentences, squeezed, text_of

PAGES = (
    "welcome",
    "place",
    "passphrase",
    "kit",
    "profile",
    "first-day",
    "unlock",
    "today",
    "clients",
    "client",
    "client-editor",
    "engagement-editor",
    "review",
    "sessions",
    "calendar",
    "plan",
    "promises",
    "library",
    "practice",
    "settings",
    "between",
    "preferences",
    "feedback",
    "path",
    "contacts",
    "rituals",
    "timeline",
    "look-back",
    "brief",
    "opening",
    "session",
    "prompts",
    "agreement",
    "same-room",
    "take-home",
    "what-changed",
    "agreements",
    "signing",
    "signing-by-hand",
    "closing",
    "hand-out",
    "ending",
    "pack",
    "search",
)


@frozen
class Made:
    """What came of the command."""

    folder: Path
    home: Path
    result: subprocess.CompletedProcess[str]

    def text_of(self, name: str) -> str:
        """Return the text of one PDF."""
        return text_of((self.folder / name).read_bytes())


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, home = tmp_path_factory.mktemp("made") / "tour", tmp_path_factory.mktemp("home")
    ours = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in ours}
    environment |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "TZ": "Europe/Berlin"}
    command = [sys.executable, "-m", "coachdesk", "tour", "--to", str(folder)]
    result = subprocess.run(  # noqa: S603  (our own interpreter)
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    return Made(folder, home, result)


def test_it_succeeds_and_says_what_it_made(tour: Made) -> None:
    assert (tour.result.returncode, tour.result.stderr) == (0, "")
    *parts, last = tour.result.stdout.splitlines()
    assert len(parts) == 4
    assert last.startswith(f"The tour is in {tour.folder}")


def test_every_page_is_there_in_light_and_dark(tour: Made) -> None:
    wanted = {
        f"{number:02}-{page}-{shade}.png"
        for number, page in enumerate(PAGES, start=1)
        for shade in ("light", "dark")
    }
    assert {path.name for path in tour.folder.glob("*.png")} == wanted


def test_pictures_have_their_size_and_differ(tour: Made) -> None:
    seen = set()
    for path in tour.folder.glob("*.png"):
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1280, 800), path.name
        seen.add(path.read_bytes())
    assert len(seen) == 2 * len(PAGES)


def test_dark_pictures_are_dark(tour: Made) -> None:
    for path in tour.folder.glob("*.png"):
        corner = QImage(str(path)).pixelColor(1278, 798).lightness()
        assert (corner < 128) == path.stem.endswith("dark"), path.name


def test_papers_are_there_and_nothing_else(tour: Made) -> None:
    assert {path.name for path in tour.folder.iterdir() if path.suffix != ".png"} == set(PAPERS)


def test_the_agreement_is_the_one_after_the_quarrel(tour: Made) -> None:
    text = tour.text_of("agreement.pdf")
    assert "Nguyễn Minh Anh" in text
    assert "A call was missed" in text


def test_the_summary_carries_its_later_words(tour: Made) -> None:
    text = tour.text_of("session-summary.pdf")
    assert "It did work." in text
    assert "it was eight calls" in text


def test_the_kit_has_24_words(tour: Made) -> None:
    text = tour.text_of("recovery-kit.pdf")
    assert "MyPractice.coachdesk" in text
    assert {str(number) for number in range(1, 25)} <= set(text.split())


def test_papers_say_nothing_private(tour: Made) -> None:
    said = squeezed("".join(map(tour.text_of, PAPERS)))
    sentences = private_sentences(load_practice(fixed_day()))
    assert sentences
    assert not [sentence for sentence in sentences if squeezed(sentence) in said]


def test_nothing_is_left_in_the_users_home(tour: Made) -> None:
    assert list(tour.home.rglob("*")) == []


def test_without_a_folder_it_says_how_to_use_it() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "coachdesk", "tour"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "--to" in result.stderr


def test_a_folder_that_cannot_be_made_is_one_line_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, "-m", "coachdesk", "tour", "--to", str(tmp_path / "file" / "tour")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
