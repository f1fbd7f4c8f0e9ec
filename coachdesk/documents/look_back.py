"""A look-back for a client as PDF: days, the way, own steps, the promises of both sides, what they said."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from coachdesk.documents.parts import head, pictures, sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import line, name, paragraphs, short
from coachdesk.models.entities.look_back import (
    DocumentFeedback,
    DocumentKept,
    DocumentTurned,
    SharedLookBack,
)
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.sharing import SharedDetour, SharedGoal, SharedScaling, SharedStop

_TOP: Final = 10
Part = dict[str, object]


def render_look_back(look_back: SharedLookBack, renderer: Renderer) -> RenderedDocument:
    """Print a look-back; a part with nothing in it is left out.

    Raises:
        InvalidInputError: the logo is not a picture.
    """
    return renderer.render("look-back", _data(look_back), files=pictures(look_back.letterhead))


def _data(look_back: SharedLookBack) -> Part:
    strings = strings_for(look_back.language)
    title = strings.look_back_title.format(name=short(look_back.client_name))
    return {
        "sheet": sheet(
            title=title,
            paper=look_back.paper,
            language=look_back.language,
            strings=strings,
            running=title,
            note=_span(look_back, strings),
        ),
        "head": head(look_back.letterhead, strings),
        "title": strings.look_back,
        "for": strings.summary_for.format(name=name(look_back.client_name)),
        "span": _span(look_back, strings),
        "met": _met(look_back.met_on, strings),
        "milestones": _stops(look_back.path.stops, strings),
        "goals": _goals(look_back.path.goals, strings),
        "turned": _turned(look_back.turned, strings),
        "promises": _promises(look_back, strings),
        "feedback": _feedback(look_back.feedback, strings),
    }


def _span(look_back: SharedLookBack, strings: Strings) -> str:
    if look_back.since is not None:
        return strings.look_back_span.format(date=strings.long_date(look_back.since))
    days = look_back.met_on
    if not days:
        return ""
    first, last = strings.long_date(min(days)), strings.long_date(max(days))
    return first if first == last else strings.booklet_span.format(first=first, last=last)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _met(days: Iterable[date], strings: Strings) -> Part | None:
    """Return the days of each month in which there was a session; empty months in between are said, too."""
    by_month = {month: list(found) for month, found in groupby(sorted(days), _month)}
    if not by_month:
        return None
    months = [_met_in(month, by_month.get(month, []), strings) for month in _all_between(by_month)]
    said = "; ".join(f"{one['month']}: {one['count']}" for one in months)
    return {
        "title": strings.look_back_met,
        "alt": strings.look_back_met_alt.format(months=said),
        "most": max(map(len, by_month.values())),
        "months": months,
    }


def _all_between(months: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    numbers = [12 * year + month - 1 for year, month in months]
    return [(at // 12, at % 12 + 1) for at in range(min(numbers), max(numbers) + 1)]


def _met_in(month: tuple[int, int], days: Sequence[date], strings: Strings) -> Part:
    one, many = strings.look_back_count
    return {
        "month": strings.look_back_month.format(month=strings.months[month[1] - 1], year=month[0]),
        "count": (one if len(days) == 1 else many).format(number=len(days)),
        "sessions": len(days),
        "days": ", ".join(str(day.day) for day in days) or "–",
    }


def _stops(stops: Sequence[SharedStop], strings: Strings) -> Part | None:
    lines = [_stop(one, strings) for one in stops]
    return {"title": strings.look_back_milestones, "lines": lines} if lines else None


def _stop(one: SharedStop, strings: Strings) -> Part:
    state = strings.look_back_states[one.state.value]
    if one.settled_on is not None:
        state = strings.look_back_since.format(state=state, date=strings.long_date(one.settled_on))
    is_awaited = one.state in (MilestoneState.AHEAD, MilestoneState.MOVED)
    target = _planned_for(one.target_on, strings) if is_awaited else ""
    measure = line(one.measure)
    return {
        "words": paragraphs(one.what),
        "shape": one.state.value,
        "notes": [
            _in_a_row(state, target),
            *([strings.brief_milestone_seen.format(measure=measure)] if measure else []),
            *(_detour(turn, strings) for turn in one.detours),
        ],
    }


def _planned_for(day: date | None, strings: Strings) -> str:
    return strings.look_back_target.format(date=strings.long_date(day)) if day else ""


def _in_a_row(*said: str) -> str:
    return ", ".join(words for words in said if words)


def _detour(turn: SharedDetour, strings: Strings) -> str:
    """Return how it stood before it turned."""
    stood = _in_a_row(line(turn.what_before), _planned_for(turn.target_before, strings))
    return strings.look_back_before.format(date=strings.long_date(turn.turned_on), before=stood)


def _goals(goals: Sequence[SharedGoal], strings: Strings) -> Part | None:
    if not goals:
        return None
    days = [step.on_day for goal in goals for step in goal.scalings]
    return {
        "title": strings.look_back_goals,
        "note": strings.look_back_goals_note if days else "",
        "goals": [_goal(goal, days, strings) for goal in goals],
    }


def _goal(goal: SharedGoal, days: Sequence[date], strings: Strings) -> Part:
    steps = [_step(step, strings) for step in goal.scalings]
    measure = line(goal.measure)
    return {
        "words": paragraphs(goal.words),
        "notes": [strings.brief_milestone_seen.format(measure=measure)] if measure else [],
        "steps": [[_part_of(step.on_day, days), step.value / _TOP] for step in goal.scalings],
        "said": [_in_quotes(step, said) for step, said in zip(goal.scalings, steps, strict=True)],
        "alt": strings.look_back_steps_alt.format(steps="; ".join(steps)),
    }


def _step(step: SharedScaling, strings: Strings) -> str:
    return strings.look_back_step.format(date=strings.long_date(step.on_day), value=step.value)


def _in_quotes(step: SharedScaling, said: str) -> str:
    words = line(step.words)
    return f"{said} “{words}”" if words else said


def _part_of(day: date, days: Sequence[date]) -> float:
    """Return where a day is between the first and the last, from 0 to 1."""
    whole = (max(days) - min(days)).days
    return (day - min(days)).days / whole if whole else 0.5


def _turned(found: Sequence[DocumentTurned], strings: Strings) -> Part | None:
    lines = [{"on": strings.long_date(one.on_day), "said": _dials(one, strings)} for one in found]
    return {"title": strings.look_back_turned, "lines": lines} if lines else None


def _dials(one: DocumentTurned, strings: Strings) -> str:
    said = [
        strings.brief_turned[dial.value].format(what=strings.brief_dials[turned])
        for turned, dial in one.dials
    ]
    return ", ".join(said)


def _promises(look_back: SharedLookBack, strings: Strings) -> Part | None:
    """Return both columns as soon as there is anything in one: they have equal weight."""
    if not (look_back.commitments or look_back.pledges):
        return None
    theirs = strings.look_back_of_group if look_back.of_group else strings.look_back_theirs
    sides = ((theirs, look_back.commitments), (strings.look_back_mine, look_back.pledges))
    return {
        "title": strings.look_back_promises,
        "nothing": strings.look_back_nothing,
        "sides": [{"who": who, "lines": [_kept(one, strings) for one in kept]} for who, kept in sides],
    }


def _kept(one: DocumentKept, strings: Strings) -> Part:
    by_when = strings.brief_by.format(date=strings.long_date(one.by_when)) if one.by_when else ""
    became = strings.look_back_became[one.became.value]
    how = line(one.how_we_will_know)
    return {
        "words": paragraphs(one.what),
        "shape": one.became.value,
        "notes": [
            _in_a_row(became, by_when),
            *([strings.how_we_will_know.format(how=how)] if how else []),
        ],
    }


def _feedback(found: Sequence[DocumentFeedback], strings: Strings) -> Part | None:
    lines = [_sentence(one, strings) for one in found]
    return {"title": strings.look_back_feedback, "lines": lines} if lines else None


def _sentence(one: DocumentFeedback, strings: Strings) -> Part:
    answer, change = line(one.answer), line(one.will_change)
    return {
        "on": strings.long_date(one.given_on),
        "words": paragraphs(one.sentence),
        "notes": [
            *([strings.look_back_answer.format(answer=answer)] if answer else []),
            *([strings.look_back_will_change.format(change=change)] if change else []),
        ],
    }
