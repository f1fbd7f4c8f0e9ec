"""The results as one table."""

from collections.abc import Sequence
from typing import Final

from attrs import frozen

_HEAD: Final = ("what", "measured", "baseline", "ratio", "goal", "met")


@frozen(kw_only=True)
class Row:
    """One line, in `unit`. `limit` bounds what is measured, `most` its ratio to the baseline."""

    what: str
    measured: float
    unit: str = "ms"
    baseline: float | None = None
    beside: str = ""
    limit: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the baseline it is."""
        return self.measured / self.baseline if self.baseline else None

    @property
    def is_met(self) -> bool | None:
        """Whether all of its goals are met; None where it has none."""
        met = []
        if self.limit is not None:
            met.append(self.measured <= self.limit)
        if self.most is not None and self.ratio is not None:
            met.append(self.ratio <= self.most)
        return all(met) if met else None

    def cells(self) -> tuple[str, ...]:
        """Return the line as texts."""
        goals = []
        if self.limit is not None:
            goals.append(f"≤ {_number(self.limit)} {self.unit}")
        if self.most is not None:
            goals.append(f"≤ {self.most:g} ×")
        return (
            self.what,
            f"{_number(self.measured)} {self.unit}",
            "" if self.baseline is None else f"{_number(self.baseline)} {self.unit} {self.beside}".strip(),
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            ", ".join(goals),
            {True: "yes", False: "**no**", None: ""}[self.is_met],
        )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(rows: Sequence[Row]) -> str:
    """Return the lines as a Markdown table with aligned columns."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(_HEAD))]
    texts = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]]) + "\n"
