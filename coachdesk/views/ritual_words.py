"""When a ritual comes, in words."""

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.ritual import Ritual, RitualMoment
from coachdesk.models.shipped_rituals import RitualExample
from coachdesk.views.labels import label, short_day


def comes_when(ritual: Ritual | RitualExample) -> str:
    """Return when a ritual comes, in a few words."""
    if ritual.moment is RitualMoment.EVERY and ritual.every:
        return QCoreApplication.translate("rituals", "every %n session(s)", "", ritual.every)
    on_day = ritual.on_day if isinstance(ritual, Ritual) else None
    if ritual.moment is RitualMoment.ON_DAY and on_day is not None:
        text = QCoreApplication.translate("rituals", "each year on {day}")
        return text.replace("{day}", short_day(on_day, on_day))
    return label(ritual.moment)
