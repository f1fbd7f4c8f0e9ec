"""How a prompt of the library and what it opened are said in words."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.prompt import Lens, Prompt
from coachdesk.models.prompt_library import LibraryFilter, LibraryShelf
from coachdesk.models.prompt_uses import UseInSession
from coachdesk.views.labels import label, language_name, short_day
from coachdesk.views.lens_words import lens_text
from coachdesk.views.names import names_text
from coachdesk.views.prompt_words import SaidRow

translate = QCoreApplication.translate


def facts_of(prompt: Prompt, names: Mapping[Lens, str]) -> str:
    """Return when a prompt fits, through which lens it looks, and whose words it has."""
    if prompt.is_reworded:
        whose = translate("library", "your words for one that came with CoachDesk")
    elif prompt.is_own:
        whose = translate("library", "your own")
    else:
        whose = translate("library", "came with CoachDesk")
    lens = translate("library", "lens: {lens}").replace("{lens}", lens_text(prompt.lens, names))
    parts = [label(prompt.moment), lens, language_name(prompt.language), whose]
    if prompt.hidden:
        parts.append(translate("library", "hidden"))
    return " · ".join(parts)


def opened_text(prompt: Prompt) -> str:
    """Return how often a prompt was used, and how often something came of it."""
    if not prompt.uses:
        return translate("library", "Not used yet. In a session, Ctrl+Shift+P has it at hand.")
    if prompt.uses == 1:
        used = translate("library", "Used once.")
    else:
        used = translate("library", "Used %n time(s).", "", prompt.uses)
    if not prompt.opened:
        return used + " " + translate("library", "What came of it was not noted.")
    if prompt.opened == 1:
        return used + " " + translate("library", "It opened something once.")
    return used + " " + translate("library", "It opened something %n time(s).", "", prompt.opened)


def use_text(use: UseInSession, today: date) -> SaidRow:
    """Return a use as a row: what came of it, and in which session that was."""
    number = translate("library", "session {number}").replace("{number}", str(use.number))
    day = short_day(use.used_at.astimezone().date(), today)
    return SaidRow(
        words=use.came_of or translate("library", "nothing noted"),
        facts=f"{names_text(use.client_names)} · {number} · {day}",
        is_quiet=not use.came_of,
    )


def nothing_found(wanted: LibraryFilter) -> tuple[str, str]:
    """Return what to say where no prompt is listed, and what helps."""
    is_narrowed = wanted.words.strip() or wanted.moment or wanted.lens or wanted.tag
    if is_narrowed:
        return translate("library", "No prompt is like that"), translate("library", "Look for less at once.")
    if wanted.set_id is not None:
        return (
            translate("library", "Nothing in this set yet"),
            translate("library", "Go to a prompt in the list of all and press #: it comes in here."),
        )
    if wanted.shelf is LibraryShelf.FAVOURITES:
        return translate("library", "No favourites yet"), translate(
            "library", "The key * makes a prompt one."
        )
    if wanted.shelf is LibraryShelf.OPENED:
        return (
            translate("library", "Nothing noted yet"),
            translate(
                "library", "In a session, say what came of a prompt with the key =. It stands here then."
            ),
        )
    return (
        translate("library", "None is hidden"),
        translate("library", "The key Delete puts a prompt out of the way, and brings it back."),
    )
