"""Signing with a mouse, a finger and a pen, offscreen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.strokes import MOST_POINTS, PLAIN_PRESSURE, from_json, to_json
from coachdesk.theme import Appearance, Theme
from coachdesk.views.widgets.ink import INK, PAPER
from coachdesk.views.widgets.signature_pad import SignaturePad
from tests.drawing import a_drawing
from tests.drivers.agreements import draw_line

PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Pressure | QInputDevice.Capability.Position,
    1,
    1,
)


@pytest.fixture
def pad(theme: Theme, qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad(theme)
    qtbot.addWidget(pad)
    pad.resize(520, 172)
    pad.show()
    return pad


def spot(pad: SignaturePad, x: float, y: float) -> QPointF:
    box = pad.box
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def pen(pad: SignaturePad, kind: QEvent.Type, x: float, y: float, pressure: float) -> QTabletEvent:
    """Let a pen do something, and return the event as the pad left it."""
    at = spot(pad, x, y)
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind,
        PEN,
        at,
        pad.mapToGlobal(at),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton,
        held,
    )
    event.setAccepted(False)
    QApplication.sendEvent(pad, event)
    return event


def sign_with_pen(pad: SignaturePad) -> None:
    pen(pad, QEvent.Type.TabletPress, 0.2, 0.5, 0.1)
    for step in range(1, 6):
        pen(pad, QEvent.Type.TabletMove, 0.2 + step / 10, 0.5, step / 5)
    pen(pad, QEvent.Type.TabletRelease, 0.7, 0.5, 0.0)


def colours(pad: SignaturePad) -> set[str]:
    image = pad.grab().toImage()
    row = range(0, image.width(), 1)
    return {
        image.pixelColor(x, y).name().upper()
        for x in row
        for y in range(image.height() // 3, image.height(), 3)
    }


def test_a_mouse_draws_in_parts_of_the_box(pad: SignaturePad) -> None:
    draw_line(pad, (0.25, 0.5), (0.5, 0.25), (0.75, 0.5))
    [stroke] = pad.drawing.strokes
    assert [point.x for point in stroke] == pytest.approx([0.25, 0.5, 0.75], abs=0.01)
    assert [point.y for point in stroke] == pytest.approx([0.5, 0.25, 0.5], abs=0.01)
    assert {point.pressure for point in stroke} == {PLAIN_PRESSURE}


def test_a_pen_tells_how_hard_it_presses(pad: SignaturePad) -> None:
    sign_with_pen(pad)
    [stroke] = pad.drawing.strokes
    assert [point.pressure for point in stroke] == pytest.approx([0.1, 0.2, 0.4, 0.6, 0.8, 1.0], abs=0.001)


def test_no_mouse_is_made_of_a_pen(pad: SignaturePad) -> None:
    assert pen(pad, QEvent.Type.TabletPress, 0.5, 0.5, 0.5).isAccepted()
    draw_line(pad, (0.1, 0.1), (0.9, 0.9))
    assert pad.drawing.strokes == ()


def test_a_finger_draws(pad: SignaturePad) -> None:
    finger = QTest.createTouchDevice()
    spots = [spot(pad, *place).toPoint() for place in ((0.2, 0.2), (0.5, 0.6), (0.8, 0.2))]
    QTest.touchEvent(pad, finger).press(0, spots[0], pad).commit()
    QTest.touchEvent(pad, finger).move(0, spots[1], pad).commit()
    QTest.touchEvent(pad, finger).move(0, spots[2], pad).commit()
    QTest.touchEvent(pad, finger).release(0, spots[2], pad).commit()
    [stroke] = pad.drawing.strokes
    assert len(stroke) == 3


def test_a_palm_beside_the_finger_draws_nothing(pad: SignaturePad) -> None:
    finger = QTest.createTouchDevice()
    first, palm = spot(pad, 0.2, 0.2).toPoint(), spot(pad, 0.9, 0.9).toPoint()
    QTest.touchEvent(pad, finger).press(0, first, pad).press(1, palm, pad).commit()
    QTest.touchEvent(pad, finger).stationary(0).move(1, first, pad).commit()
    QTest.touchEvent(pad, finger).release(0, first, pad).release(1, first, pad).commit()
    assert [len(stroke) for stroke in pad.drawing.strokes] == [1]


def test_time_goes_on_between_strokes(pad: SignaturePad) -> None:
    draw_line(pad, (0.1, 0.1), (0.4, 0.1))
    QTest.qWait(5)
    draw_line(pad, (0.1, 0.5), (0.4, 0.5))
    times = [point.t_ms for stroke in pad.drawing.strokes for point in stroke]
    assert times == sorted(times)
    assert times[0] == 0
    assert times[-1] >= 5


def test_what_is_drawn_beyond_the_box_stays_at_its_edge(pad: SignaturePad) -> None:
    draw_line(pad, (0.5, 0.5), (1.6, 0.5), (0.5, -1.0))
    assert all(0 <= p.x <= 1 and 0 <= p.y <= 1 for p in pad.drawing.strokes[0])


def test_a_stroke_begins_in_the_box(pad: SignaturePad) -> None:
    pad.resize(900, 172)
    draw_line(pad, (1.5, 0.5), (0.5, 0.5))
    assert pad.drawing.strokes == ()


def test_the_last_stroke_can_be_taken_back_with_a_key(pad: SignaturePad, qtbot: QtBot) -> None:
    draw_line(pad, (0.1, 0.1), (0.9, 0.1))
    draw_line(pad, (0.1, 0.5), (0.9, 0.5))
    with qtbot.waitSignal(pad.changed):
        QTest.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.drawing.strokes) == 1
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.drawing.is_blank


def test_all_of_it_can_be_taken_back_with_a_key(pad: SignaturePad) -> None:
    draw_line(pad, (0.1, 0.1), (0.9, 0.1))
    draw_line(pad, (0.1, 0.5), (0.9, 0.5))
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.drawing.is_blank


def test_it_takes_no_more_points_than_are_kept(pad: SignaturePad) -> None:
    pen(pad, QEvent.Type.TabletPress, 0.0, 0.0, 0.5)
    for step in range(MOST_POINTS + 50):
        pad._draw_to(pad._device, spot(pad, step % 100 / 100, step % 97 / 97), 0.5)  # type: ignore[arg-type]  # noqa: SLF001
    pen(pad, QEvent.Type.TabletRelease, 1.0, 1.0, 0.0)
    assert sum(map(len, pad.drawing.strokes)) == MOST_POINTS
    assert from_json(to_json(pad.drawing)) == pad.drawing


def test_a_screen_reader_hears_what_to_do_instead(pad: SignaturePad) -> None:
    assert pad.accessibleName() == "Box to sign in"
    assert "typing your name does the same" in pad.accessibleDescription()
    assert pad.focusPolicy() == Qt.FocusPolicy.StrongFocus


@pytest.fixture
def dark(theme: Theme) -> Iterator[None]:
    before = theme.appearance
    theme.choose(Appearance.DARK)
    yield
    theme.choose(before)


def test_it_is_ink_on_white_in_the_light(pad: SignaturePad) -> None:
    sign_with_pen(pad)
    assert {INK.name().upper(), PAPER.name().upper()} <= colours(pad)


@pytest.mark.usefixtures("dark")
def test_it_is_ink_on_white_in_the_dark(pad: SignaturePad) -> None:
    sign_with_pen(pad)
    assert {INK.name().upper(), PAPER.name().upper()} <= colours(pad)


def test_what_was_drawn_before_is_taken_up(pad: SignaturePad) -> None:
    pad.take(a_drawing())
    draw_line(pad, (0.1, 0.1), (0.9, 0.1))
    assert pad.drawing.strokes[:2] == a_drawing().strokes
    assert len(pad.drawing.strokes) == 3


@pytest.mark.parametrize("width", [220, 520, 900])
def test_the_box_keeps_its_shape(pad: SignaturePad, width: int) -> None:
    pad.resize(width, 172)
    assert pad.box.width() / pad.box.height() == pytest.approx(pad.drawing.aspect)


def test_a_narrow_pad_is_no_higher_than_its_box(pad: SignaturePad) -> None:
    pad.resize(412, pad.heightForWidth(412))
    assert pad.height() - pad.box.bottom() <= pad.box.top() + 1
    assert pad.heightForWidth(2000) == pad.sizeHint().height()
