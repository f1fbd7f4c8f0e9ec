"""What is asked of each page on the way out: a bug of ours in one keeps nothing else from being done."""

import logging
from collections.abc import Callable
from typing import TypeVar

from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.whereabouts import State

T = TypeVar("T")

_log = logging.getLogger(__name__)


def flush(page: Page) -> bool:
    """Let a page save what is unsaved, and tell whether it could be asked at all."""

    def save() -> bool:
        page.flush()
        return True

    return _ask(save, otherwise=False)


def has_unsaved(page: Page) -> bool:
    """Tell whether a page holds words that are not saved; one that can't be asked has none to wait for."""
    return _ask(lambda: page.has_unsaved, otherwise=False)


def resting(page: Page) -> State:
    """Return where the coach is on a page, as far as it can say."""
    return _ask(page.resting, otherwise={})


def _ask(question: Callable[[], T], *, otherwise: T) -> T:
    try:
        return question()
    except Exception as error:  # whatever it is: the vault has to be closed all the same
        _log.error("a page stumbled: %s", error)
        return otherwise
