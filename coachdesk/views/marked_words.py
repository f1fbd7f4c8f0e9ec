"""How words look of which two texts hold only one."""

from PySide6.QtGui import QTextCharFormat

from coachdesk.models.entities.difference import Fate
from coachdesk.theme import Theme


def marked(fate: Fate, theme: Theme) -> QTextCharFormat:
    """Return the look of words that are gone, new, or in both texts; no colour says it alone."""
    look = QTextCharFormat()
    look.setForeground(theme.colour("ink"))
    if fate is Fate.GONE:
        look.setFontStrikeOut(True)
        look.setForeground(theme.colour("sand_ink"))
        look.setBackground(theme.colour("sand"))
    elif fate is Fate.NEW:
        look.setFontUnderline(True)
        look.setForeground(theme.colour("accent"))
        look.setBackground(theme.colour("accent_soft"))
    return look
