"""`coachdesk search DIR WORDS`."""

import unicodedata
from argparse import Namespace
from typing import TYPE_CHECKING

from coachdesk.commands.opening import add_command, opened_store, remark

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.models.hits import Hit
    from coachdesk.models.snippets import Runs


def add_parsers(top: "Subparsers", _vault: "Subparsers") -> None:
    """Add the search."""
    what = "find words in clients, sessions, promises, agreements and notes"
    parser = add_command(top, "search", what, _search)
    parser.add_argument(
        "words", nargs="+", metavar="WORDS", help="all of them are to be found; the last may go on"
    )


def _search(arguments: Namespace) -> None:
    from coachdesk.models.finding import search

    with opened_store(arguments) as store:
        page = search(store, " ".join(arguments.words))
    for hit in page.hits:
        print(_line(hit))
    shown = len(page.hits)
    if page.is_more:
        remark(f"More than {page.count} found; these are the {shown} newest.")
    elif page.count > shown:
        remark(f"{page.count} found; these are the {shown} newest.")
    elif not shown:
        remark("Nothing has these words.")


def _line(hit: "Hit") -> str:
    """Return kind, date, client, session or clause, and the words, between tabs for other programs."""
    from coachdesk.models.clock import local
    from coachdesk.models.search import SearchKind

    day = local(hit.at).date().isoformat() if hit.at else ""
    place = f"session {hit.number}" if hit.number else ""
    about = place or ("" if hit.kind is SearchKind.CLIENT else _plain(hit.title))
    return "\t".join(_one_line(part) for part in (hit.kind, day, hit.client_name, about, _plain(hit.snippet)))


def _plain(runs: "Runs") -> str:
    return "".join(text for text, _ in runs)


def _one_line(text: str) -> str:
    """Leave out what a terminal would take for a command."""
    printable = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(printable.split())
