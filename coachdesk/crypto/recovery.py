"""The master key as 24 words that can be printed, read out and typed back (BIP-39, English)."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from coachdesk.crypto.secret import Secret
from coachdesk.errors import QT_TRANSLATE_NOOP, WrongWordsError

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORD_COUNT: Final = 24
_PREFIX_LENGTH: Final = 4  # no two words of the list begin with the same four letters
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class ForeignWordsError(WrongWordsError):
    """The words are a kit, and not this vault's."""

    code = "foreign-words"
    message = QT_TRANSLATE_NOOP("errors", "These words do not open this vault.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Compare the vault id on the kit; it may be of another or an older vault."
    )


@cache
def _mnemonic() -> "Mnemonic":
    from mnemonic import Mnemonic

    return Mnemonic("english")


@cache
def _by_prefix() -> dict[str, str]:
    return {word[:_PREFIX_LENGTH]: word for word in _mnemonic().wordlist}


def words_of(master: Secret) -> tuple[str, ...]:
    """Return the 24 words of a master key; the last one carries a checksum."""
    return tuple(_mnemonic().to_mnemonic(bytes(master.reveal())).split())


def master_from(text: str) -> Secret:
    """Read the words back: upper case, numbers, commas and first four letters are welcome.

    Raises:
        WrongWordsError: the number of words, one word (named by its place) or the checksum is wrong.
    """
    typed = _LETTERS.findall(text.lower())
    if len(typed) != WORD_COUNT:
        raise WrongWordsError(
            QT_TRANSLATE_NOOP("errors", "A recovery kit has {needed} words; these are {count}."),
            QT_TRANSLATE_NOOP("errors", "Look for a word left out or typed twice."),
            needed=WORD_COUNT,
            count=len(typed),
        )
    return _from_words([_listed(word, place) for place, word in enumerate(typed, start=1)])


def _listed(word: str, place: int) -> str:
    listed = _by_prefix().get(word[:_PREFIX_LENGTH], "")
    if listed == word or (len(word) >= _PREFIX_LENGTH and listed.startswith(word)):
        return listed
    raise WrongWordsError(
        QT_TRANSLATE_NOOP("errors", "Word {place} is not a recovery word."),
        QT_TRANSLATE_NOOP("errors", "Compare it with the printed kit, letter by letter."),
        place=place,
    )


def _from_words(words: list[str]) -> Secret:
    try:
        return Secret(_mnemonic().to_entropy(words))
    except ValueError as error:
        raise WrongWordsError(
            QT_TRANSLATE_NOOP("errors", "Each of these is a recovery word, but together they fit no vault."),
            QT_TRANSLATE_NOOP("errors", "One may be another word of the list, or two changed places."),
        ) from error
