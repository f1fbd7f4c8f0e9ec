"""A drawing comes back from its bytes as it was, and nothing else is taken for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.strokes import (
    MOST_POINTS,
    Drawing,
    Point,
    from_json,
    pieces,
    stroke_pieces,
    to_json,
)
from tests.drawing import a_drawing

PART = st.floats(0, 1)
POINTS = st.builds(Point, PART, PART, st.integers(0, 60_000), PART)
STROKES = st.lists(POINTS, min_size=1, max_size=20).map(tuple)
DRAWINGS = st.builds(Drawing, aspect=st.floats(0.1, 20), strokes=st.lists(STROKES, max_size=5).map(tuple))


@given(DRAWINGS)
def test_a_drawing_comes_back_as_it_was(drawing: Drawing) -> None:
    assert from_json(to_json(drawing)) == drawing


@given(DRAWINGS)
def test_the_same_drawing_gives_the_same_bytes(drawing: Drawing) -> None:
    assert to_json(from_json(to_json(drawing))) == to_json(drawing)


@given(DRAWINGS)
def test_curves_begin_and_end_where_the_pen_did(drawing: Drawing) -> None:
    for stroke in drawing.strokes:
        found = stroke_pieces(stroke, drawing.aspect)
        assert found[0].start == (stroke[0].x, stroke[0].y / drawing.aspect)
        assert found[-1].bends[-1][1] == pytest.approx(
            (stroke[-1].x, stroke[-1].y / drawing.aspect), abs=0.001
        )


@given(DRAWINGS)
def test_curves_have_no_gaps(drawing: Drawing) -> None:
    for stroke in drawing.strokes:
        found = stroke_pieces(stroke, drawing.aspect)
        assert [piece.start for piece in found[1:]] == [piece.bends[-1][1] for piece in found[:-1]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        to_json(a_drawing()) + b" ",
        to_json(a_drawing()).replace(b"coachdesk strokes 1", b"coachdesk strokes 9"),
        b'{"aspect":3.0,"format":"coachdesk strokes 1","strokes":[[]]}',
        b'{"aspect":NaN,"format":"coachdesk strokes 1","strokes":[]}',
        b'{"aspect":3.0,"format":"coachdesk strokes 1","strokes":[[[0.5,1.5,0,0.5]]]}',
        b'{"aspect":3.0,"format":"coachdesk strokes 1","strokes":[[[0.5,NaN,0,0.5]]]}',
        b'{"aspect":3.0,"format":"coachdesk strokes 1","strokes":[[[true,0.5,0,0.5]]]}',
        b'{"aspect":3.0,"format":"coachdesk strokes 1","strokes":[["abcd"]]}',
        b'{"aspect":3.0,"format":"coachdesk strokes 1","strokes":[[[0.5,0.5,1e999,0.5]]]}',
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="can't be read"):
        from_json(content)


def test_more_points_than_a_signature_has_are_refused() -> None:
    endless = {
        "aspect": 3.0,
        "format": "coachdesk strokes 1",
        "strokes": [[[0.5, 0.5, 0, 0.5]] * (MOST_POINTS + 1)],
    }
    with pytest.raises(InvalidInputError):
        from_json(json.dumps(endless, sort_keys=True, separators=(",", ":")).encode())


@pytest.mark.parametrize(
    ("strokes", "is_blank"),
    [((), True), (((Point(0.5, 0.5),),), True), (((Point(0.4, 0.5), Point(0.5, 0.5)),), False)],
)
def test_a_dot_is_no_signature(strokes: tuple[tuple[Point, ...], ...], is_blank: bool) -> None:
    assert Drawing(aspect=3.0, strokes=strokes).is_blank is is_blank


def test_a_line_of_one_pressure_is_one_curve() -> None:
    line = tuple(Point(at / 100, 0.5) for at in range(100))
    assert len(stroke_pieces(line, 3.0)) == 1


def test_where_the_pen_is_pressed_the_line_is_thicker() -> None:
    thickness = [piece.thickness for piece in pieces(a_drawing())]
    assert thickness[0] < thickness[-2]
