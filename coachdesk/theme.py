"""Light and dark, the interface font and tinted icons: the one place that knows a colour."""

from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from coachdesk.resources import resource_path, resource_text, resource_toml

_INTERFACE_FONTS: Final = (
    "NotoSans_400Regular.ttf",
    "NotoSans_400Regular_Italic.ttf",
    "NotoSans_600SemiBold.ttf",
    "NotoSans_700Bold.ttf",
)
_BASE_POINTS: Final = 10.5
_ICON_SIZES: Final = (16, 20, 24, 32, 48)


class Appearance(StrEnum):
    """What the coach chose: the system's colours, or always the same."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The colours in force. `tokens` maps names such as `accent_soft` to `#rrggbb`."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.tokens: dict[str, str] = {}
        for file in _INTERFACE_FONTS:
            QFontDatabase.addApplicationFont(str(resource_path("fonts", file)))
        application.setStyle("Fusion")
        application.setFont(_interface_font())
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def appearance(self) -> Appearance:
        """What the coach chose."""
        return self._appearance

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.tokens["shade"] == "dark"

    def choose(self, appearance: Appearance) -> None:
        """Change the colours of every window at once."""
        self._appearance = appearance
        self._apply()

    def colour(self, name: str) -> QColor:
        """Return a colour by its name, such as `muted`."""
        return QColor(self.tokens[name])

    def icon(self, name: str, role: str = "ink") -> QIcon:
        """Return an icon of `resources/icons` drawn in a colour of the theme."""
        key = (name, role)
        if key not in self._icons:
            self._icons[key] = self._draw(name, role)
        return self._icons[key]

    def _draw(self, name: str, role: str) -> QIcon:
        from PySide6.QtSvg import QSvgRenderer

        svg = resource_text("icons", f"{name}.svg")
        icon = QIcon()
        for mode, colour in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "muted")):
            tinted = svg.replace("currentColor", self.tokens[colour])
            renderer = QSvgRenderer(QByteArray(tinted.encode()))
            for size in _ICON_SIZES:
                icon.addPixmap(_paint(renderer, size), mode)
        return icon

    def _on_scheme_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        shade = "dark" if self._wants_dark() else "light"
        if self.tokens.get("shade") == shade:  # dressing every widget anew takes its time
            return
        self.tokens = {name: str(value) for name, value in resource_toml("themes", f"{shade}.toml").items()}
        self._icons.clear()
        self._application.setPalette(_palette(self.tokens))
        self._application.setStyleSheet(_style_sheet(self.tokens))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK


def _interface_font() -> QFont:
    font = QFont("Noto Sans")
    font.setPointSizeF(_BASE_POINTS)
    return font


def _paint(renderer: "object", size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))  # type: ignore[attr-defined]  # QtSvg loads when used
    painter.end()
    return pixmap


def _style_sheet(tokens: dict[str, str]) -> str:
    sheet = resource_text("themes", "style.qss")
    folder = resource_path("themes").as_posix()
    for name in sorted((*tokens, "folder"), key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", folder if name == "folder" else tokens[name])
    return sheet


_PALETTE: Final = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "paper",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "field_line",
}


def _palette(tokens: dict[str, str]) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(tokens[name]))
    disabled = partial(palette.setColor, QPalette.ColorGroup.Disabled)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        disabled(role, QColor(tokens["muted"]))
    return palette
