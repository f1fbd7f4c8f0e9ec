"""Words for goals and milestones on a client's way."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.clock import local
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.path import KnownGoal, MilestoneTurn, Scaling, Stop
from coachdesk.views.labels import label, relative_day, short_day

LONGEST_NAME = 40


def what_makes_it(step: int | None) -> str:
    """Return what is asked about a step: what is there already, not what is missing."""
    if not step:
        return QCoreApplication.translate("path", "What they say of it, in their words")
    text = QCoreApplication.translate("path", "What makes it a {step} rather than a {before}?")
    return text.replace("{step}", str(step)).replace("{before}", str(step - 1))


def where_they_are(called: str) -> str:
    """Return what is asked of a goal."""
    name = called if len(called) <= LONGEST_NAME else f"{called[:LONGEST_NAME]}…"
    text = QCoreApplication.translate("path", "From 0 to 10, where does {name} see this now?")
    return text.replace("{name}", name)


def quoted(words: str) -> str:
    """Return somebody's words between quotation marks, nothing for none."""
    said = words.strip().strip('“”"')
    text = QCoreApplication.translate("path", "“{words}”")
    return text.replace("{words}", said) if said else ""


def step_text(scaling: Scaling, today: date) -> str:
    """Return a step and its day."""
    text = QCoreApplication.translate("path", "{step} on {day}")
    return text.replace("{step}", str(scaling.value)).replace("{day}", short_day(scaling.on_day, today))


def scaling_text(scaling: Scaling, today: date) -> str:
    """Return a step, its day and what was said, as one sentence."""
    return ": ".join(part for part in (step_text(scaling, today), quoted(scaling.words)) if part)


def last_text(known: KnownGoal, today: date) -> str:
    """Return where a client saw themselves last; nothing before anybody asked."""
    return "" if known.last is None else scaling_text(known.last, today)


def stop_line(stop: Stop, today: date) -> str:
    """Return when a stop was or is wanted, and how both will see it."""
    parts = (_when(stop, today), stop.milestone.measure.strip())
    return " · ".join(part for part in parts if part)


def _when(stop: Stop, today: date) -> str:
    settled, target = stop.settled_at, stop.milestone.target_on
    if settled is not None:
        text = (
            QCoreApplication.translate("path", "reached on {day}")
            if stop.milestone.state is MilestoneState.REACHED
            else QCoreApplication.translate("path", "let go on {day}")
        )
        return text.replace("{day}", short_day(local(settled).date(), today))
    if target is None:
        return QCoreApplication.translate("path", "no day set")
    return QCoreApplication.translate("path", "by {day}").replace("{day}", relative_day(target, today))


def why_text(stop: Stop) -> str:
    """Return why a stop was let go or how it was reached, if a word was said."""
    return "" if stop.is_ahead or not stop.turns else stop.turns[-1].why.strip()


def detour_text(stop: Stop, turn: MilestoneTurn, today: date) -> str:
    """Return where a stop was before it was re-routed, and why."""
    before = []
    if turn.what_before != stop.what_after(turn):
        before.append(quoted(turn.what_before))
    if turn.target_before != turn.target_after:
        before.append(_day_before(turn.target_before, today))
    text = QCoreApplication.translate("path", "Before: {what}").replace("{what}", ", ".join(before))
    return " – ".join(part for part in (text, turn.why.strip()) if part)


def _day_before(day: date | None, today: date) -> str:
    if day is None:
        return QCoreApplication.translate("path", "no day set")
    return QCoreApplication.translate("path", "by {day}").replace("{day}", short_day(day, today))


def detours_text(stop: Stop, today: date) -> tuple[str, ...]:
    """Return each former place of a stop, the latest first."""
    return tuple(detour_text(stop, turn, today) for turn in reversed(stop.detours))


def not_together() -> str:
    """Return what is said of a milestone that the coach has set alone."""
    return QCoreApplication.translate("path", "my own idea so far")


def state_text(stop: Stop) -> str:
    """Return how a stop stands."""
    return label(stop.milestone.state)
