"""The way in: first start, unlock, recovery. Nothing here may pull in the store before it is needed."""

from typing import Final

ONCE_PAINTED_MS: Final = 150  # imports and the first picture of a window would keep each other waiting
