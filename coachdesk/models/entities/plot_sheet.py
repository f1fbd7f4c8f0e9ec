"""A plot on paper: a wall of its own, though what is on it stays with the coach."""

from attrs import field, frozen

from coachdesk.models.entities.people import PaperSize


@frozen(kw_only=True)
class PlotSheet:
    """A drawing as SVG, what it shows in words, and the same as a table."""

    paper: PaperSize
    language: str
    title: str
    whose: str
    alt: str
    drawing: bytes = field(repr=False)
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
