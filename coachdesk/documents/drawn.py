"""A signature drawn by hand, as curves for the page: nothing is turned into dots."""

from typing import Any

from coachdesk.models.entities.strokes import Drawing, Piece, Spot, from_json, pieces


def drawn(strokes: bytes, alt: str) -> dict[str, Any] | None:
    """Return what the template draws, in parts of the width of its box; None where nothing was drawn.

    Only the ink is taken, so that it stands on the line wherever in the box it was drawn.

    Raises:
        InvalidInputError: these are no strokes.
    """
    drawing = from_json(strokes) if strokes else None
    return None if drawing is None or drawing.is_blank else _ink(drawing, alt)


def _ink(drawing: Drawing, alt: str) -> dict[str, Any]:
    left, top, right, bottom = drawing.ink
    return {
        "alt": alt,
        "width": right - left,
        "height": bottom - top,
        "pieces": [_piece(piece, left, top) for piece in pieces(drawing)],
    }


def _piece(piece: Piece, left: float, top: float) -> dict[str, Any]:
    def moved(spot: Spot) -> Spot:
        return (spot[0] - left, spot[1] - top)

    return {
        "thickness": piece.thickness,
        "start": moved(piece.start),
        "bends": [[moved(control), moved(end)] for control, end in piece.bends],
    }
