"""What people of an invented year say; every private word carries a mark that must never leave."""

import random
from typing import Final

PRIVATE: Final = "§private§"

_FIRST: Final = [
    "Ada",
    "Bela",
    "Cleo",
    "Dora",
    "Edda",
    "Fynn",
    "Gesa",
    "Hugo",
    "Iris",
    "Jost",
    "Kaja",
    "Leni",
    "Milo",
    "Nele",
    "Olaf",
    "Pia",
    "Quirin",
    "Rosa",
    "Sven",
    "Tilda",
    "Ulla",
    "Vera",
    "Wim",
    "Xenia",
    "Yara",
    "Zeno",
    "Alma",
    "Bosse",
    "Clara",
    "Dino",
    "Elif",
    "Femke",
    "Goran",
    "Hana",
    "Ilja",
    "Juno",
    "Kian",
    "Lior",
    "Mats",
    "Noor",
]
_LAST: Final = ("Achtern", "Brink", "Dahl", "Esche", "Falk", "Grimm", "Holm", "Jansen", "Krog", "Linde")
_ABOUT: Final = (
    "the talk with my brother",
    "the evening that is mine",
    "a no without a reason",
    "the letter I owe",
    "the team that waits for me",
    "asking before I answer",
    "an hour without a list",
    "the second floor",
)
_DOING: Final = (
    "Write down",
    "Say aloud",
    "Ask about",
    "Leave alone",
    "Walk with",
    "Begin",
    "Draw",
    "Ring about",
)
_SIGNS: Final = (
    "It was said",
    "There is a date",
    "The page is full",
    "Somebody has answered",
    "I slept on it",
)


class Talk:
    """A source of short sentences."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def name(self, number: int) -> str:
        """Return a name that nobody else has among the first four hundred."""
        last = _LAST[number // len(_FIRST) % len(_LAST)]
        return f"{_FIRST[number % len(_FIRST)]} {last}"

    def about(self) -> str:
        """Return what something is about."""
        return self._chance.choice(_ABOUT)

    def deed(self) -> str:
        """Return something that can be done."""
        return f"{self._chance.choice(_DOING)} {self.about()}"

    def sign(self) -> str:
        """Return what shows that it was done."""
        return self._chance.choice(_SIGNS)

    def private(self) -> str:
        """Return words that stay in the vault."""
        return f"{self.about()} {PRIVATE}"
