"""The coach's brief as a page: what was said between the two, to be read on the way to the session."""

from datetime import date
from typing import Final

from coachdesk.documents.parts import sheet
from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.documents.strings import Strings, strings_for
from coachdesk.documents.text import line, name, paragraphs, short
from coachdesk.models.entities.brief import (
    BriefSheet,
    SheetFeedback,
    SheetGoal,
    SheetMilestone,
    SheetPreferences,
)
from coachdesk.models.entities.sharing import DocumentPromise

_NAME_IN_A_HEADING: Final = 40
Part = dict[str, object]


def render_brief(brief: BriefSheet, renderer: Renderer) -> RenderedDocument:
    """Print a brief for the coach; what is blank prints nothing."""
    return renderer.render("brief", _data(brief))


def _data(brief: BriefSheet) -> dict[str, object]:
    strings = strings_for(brief.language)
    title = strings.brief_title.format(name=short(brief.client_name))
    running = f"{title}  ·  {strings.brief_head}"
    return {
        "sheet": sheet(
            title=title,
            paper=brief.paper,
            language=brief.language,
            strings=strings,
            running=running,
            note=strings.brief_head,
        ),
        "head": strings.brief_head,
        "title": line(brief.client_name),
        "facts": _facts(brief, strings),
        "quotes": _quotes(brief, strings),
        "promises": _promises(brief, strings),
        "parts": _parts(brief, strings),
    }


def _facts(brief: BriefSheet, strings: Strings) -> list[str]:
    sound = strings.brief_said.format(sound=line(brief.pronunciation)) if brief.pronunciation.strip() else ""
    pattern = strings.session_of if brief.sessions_planned else strings.session
    number = pattern.format(number=brief.session_number, total=brief.sessions_planned)
    when = strings.long_date(brief.planned_on) if brief.planned_on else ""
    who = (sound, line(brief.pronouns))
    lines = (who, (number, when), (_last(brief, strings),))
    return [text for parts in lines if (text := "  ·  ".join(part for part in parts if part))]


def _last(brief: BriefSheet, strings: Strings) -> str:
    if brief.last_session_on is None or brief.days_since is None:
        return strings.brief_first
    today, yesterday, earlier = strings.brief_days
    days = {0: today, 1: yesterday}.get(brief.days_since, earlier.format(number=brief.days_since))
    return strings.brief_last.format(date=strings.long_date(brief.last_session_on), days=days)


def _quotes(brief: BriefSheet, strings: Strings) -> list[Part]:
    said = ((strings.brief_purpose, brief.purpose), (strings.brief_last_words, brief.last_words))
    return [{"title": title, "words": words} for title, text in said if (words := paragraphs(text))]


def _promises(brief: BriefSheet, strings: Strings) -> list[Part]:
    """Return both columns as soon as there is anything in one: they have equal weight."""
    if not (brief.commitments or brief.pledges):
        return []
    theirs = strings.brief_promised.format(name=name(short(brief.client_name, _NAME_IN_A_HEADING)))
    return [
        {
            "who": who,
            "nothing": strings.brief_nothing_open,
            "lines": [_promise(one, strings) for one in open_],
        }
        for who, open_ in ((theirs, brief.commitments), (strings.brief_mine, brief.pledges))
    ]


def _promise(promise: DocumentPromise, strings: Strings) -> Part:
    how = line(promise.how_we_will_know)
    notes = (
        strings.brief_by.format(date=strings.long_date(promise.by_when)) if promise.by_when else "",
        strings.how_we_will_know.format(how=how) if how else "",
    )
    return _entry(promise.what, *notes)


def _entry(text: str, *notes: str) -> Part:
    return {"words": paragraphs(text), "notes": [note for note in notes if note]}


def _parts(brief: BriefSheet, strings: Strings) -> list[Part]:
    parts = [_preferences(one, strings) for one in brief.preferences]
    parts += [
        _part(strings.brief_goals, [_goal(one, strings) for one in brief.goals]),
        _part(strings.brief_milestones, [_milestone(one, strings) for one in brief.milestones]),
        _part(strings.brief_unanswered, [_unanswered(one, strings) for one in brief.unanswered]),
        _part(strings.brief_to_tell, [_to_tell(one, strings) for one in brief.to_tell]),
        _part(strings.brief_review, _review(brief, strings)),
    ]
    return [part for part in parts if part["lines"]]


def _part(title: str, lines: list[Part]) -> Part:
    return {"title": title, "lines": lines}


def _preferences(said: SheetPreferences, strings: Strings) -> Part:
    dials = ", ".join(
        strings.brief_turned[turned].format(what=strings.brief_dials[dial]) for dial, turned in said.dials
    )
    answers = [
        strings.brief_answer.format(question=strings.brief_words[asked], answer=answer)
        for asked, answer in said.words
    ]
    entries = [_entry(text) for text in (dials[:1].upper() + dials[1:], *answers) if text]
    if entries and said.confirmed_on is not None:
        entries[-1]["notes"] = [_confirmed(said.confirmed_on, strings, is_due=said.is_due)]
    title = strings.brief_preferences.format(name=name(short(said.client_name, _NAME_IN_A_HEADING)))
    return _part(title, entries)


def _confirmed(day: date, strings: Strings, *, is_due: bool) -> str:
    text = strings.brief_confirmed_due if is_due else strings.brief_confirmed
    return text.format(date=strings.long_date(day))


def _goal(one: SheetGoal, strings: Strings) -> Part:
    if one.step is None or one.said_on is None:
        return _entry(one.words)
    said = line(one.said)
    pattern = strings.brief_goal_said if said else strings.brief_goal_seen
    return _entry(one.words, pattern.format(step=one.step, date=strings.long_date(one.said_on), words=said))


def _milestone(one: SheetMilestone, strings: Strings) -> Part:
    day = strings.brief_by.format(date=strings.long_date(one.target_on)) if one.target_on else ""
    measure = line(one.measure)
    return _entry(one.what, day, strings.brief_milestone_seen.format(measure=measure) if measure else "")


def _unanswered(one: SheetFeedback, strings: Strings) -> Part:
    return _entry(one.sentence, strings.long_date(one.given_on))


def _to_tell(one: SheetFeedback, strings: Strings) -> Part:
    return _entry(one.will_change, strings.brief_after.format(sentence=line(one.sentence)))


def _review(brief: BriefSheet, strings: Strings) -> list[Part]:
    due = [_entry(strings.brief_review_due)] if brief.is_review_due else []
    headings = ", ".join(line(heading) for heading in brief.clauses)
    return due + ([_entry(strings.brief_clauses.format(headings=headings))] if headings else [])
