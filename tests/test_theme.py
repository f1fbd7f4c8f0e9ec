import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from coachdesk.resources import resource_text, resource_toml
from coachdesk.theme import Appearance, Theme

READ_ON = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "rail"),
    ("ink", "sand"),
    ("ink", "hover"),
    ("ink", "accent_soft"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("muted", "rail"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_strong"),
    ("sand_ink", "sand"),
    ("accent", "sand"),
    ("paper", "ink"),
]


def luminance(colour: str) -> float:
    shown = QColor(colour)
    parts = (shown.redF(), shown.greenF(), shown.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_text_can_be_read(shade: str, ink: str, ground: str) -> None:
    tokens = resource_toml("themes", f"{shade}.toml")
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(shade: str) -> None:
    tokens = resource_toml("themes", f"{shade}.toml")
    assert contrast(tokens["field_line"], tokens["surface"]) >= 3
    assert contrast(tokens["accent"], tokens["surface"]) >= 3


def test_both_shades_name_the_same_colours() -> None:
    assert resource_toml("themes", "light.toml").keys() == resource_toml("themes", "dark.toml").keys()


def test_choosing_changes_the_colours_at_once(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Appearance.DARK)
    assert theme.is_dark
    theme.choose(Appearance.LIGHT)
    assert not theme.is_dark


def test_the_sheet_has_no_colour_of_its_own() -> None:
    assert "#" not in resource_text("themes", "style.qss").replace("QWidget#", "").replace("QFrame#", "")


def test_an_icon_takes_the_colour_of_its_role(theme: Theme) -> None:
    image = theme.icon("lock", "accent").pixmap(QSize(48, 48)).toImage()
    found = {
        QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }  # fmt: skip
    assert theme.tokens["accent"].lower() in found
