"""The words that CoachDesk itself puts on paper, and dates, in the language of the document."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Final

from attrs import field, frozen

from coachdesk.resources import resource_toml

_FALLBACK: Final = "en"
_A_YEAR: Final = 12
_PRIMARY_SUBTAG: Final = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


@frozen(kw_only=True)
class Strings:
    """One language's table of `resources/documents/strings.toml`, key by key."""

    months: tuple[str, ...] = field(converter=tuple[str, ...])
    date_in_words: str
    moment: str
    moment_with_zone: str
    page: str
    names: str
    logo: str
    agreement: str
    between: str
    with_organisation: str
    draft: str
    ready: str
    signed: str
    superseded: str
    withdrawn: str
    alliance: str
    annex: str
    annex_note: str
    left_open: str
    not_worded: str
    about: str
    effective: str
    review: str
    reason: str
    earlier: str
    content_hash: str
    short_hash: str
    signatures: str
    client: str
    coach: str
    sponsor: str
    guardian: str
    place_and_date: str
    signed_in: str
    kept: str
    kept_no_longer: str
    in_months: tuple[str, str] = field(converter=tuple)
    in_years: tuple[str, str] = field(converter=tuple)
    reported: str
    report_fields: dict[str, str]
    report_title: str
    report_for: str
    report_draft: str
    report_approved: str
    report_ground: str
    report_read: str
    report_sessions: str
    report_of_planned: str
    drawn: str
    on_paper: str
    scan_kept: str
    what_it_is: str
    changes: str
    changes_and_why: str
    changes_between: str
    changes_from: str
    changes_draft: str
    changes_legend: str
    changes_none: str
    changes_formerly: str
    changes_days: str
    changes_parties: str
    changes_texts: str
    changes_text: str
    changes_unsigned: str
    changes_hashes: str
    turns: dict[str, str]
    initials: str
    initials_note: str
    initials_date: str
    summary: str
    summary_title: str
    summary_for: str
    session: str
    session_of: str
    focus: str
    insights: str
    agreed: str
    experiment: str
    next_step: str
    promises: str
    promise: str
    promise_of_several: str
    promise_of_group: str
    by_when: str
    how_we_will_know: str
    next_date: str
    free_line: str
    addendum: str
    booklet: str
    booklet_title: str
    booklet_span: str
    booklet_contents: str
    look_back: str
    look_back_title: str
    look_back_span: str
    look_back_met: str
    look_back_count: tuple[str, str] = field(converter=tuple)
    look_back_met_alt: str
    look_back_month: str
    look_back_milestones: str
    look_back_states: dict[str, str]
    look_back_target: str
    look_back_since: str
    look_back_before: str
    look_back_goals: str
    look_back_goals_note: str
    look_back_step: str
    look_back_steps_alt: str
    look_back_turned: str
    look_back_promises: str
    look_back_theirs: str
    look_back_of_group: str
    look_back_mine: str
    look_back_became: dict[str, str]
    look_back_nothing: str
    look_back_feedback: str
    look_back_answer: str
    look_back_will_change: str
    pack: str
    pack_title: str
    pack_intro: str
    pack_contents: str
    pack_agreement: str
    pack_agreement_signed: str
    pack_originals: str
    pack_summary: str
    pack_page: str
    brief: str
    brief_title: str
    brief_head: str
    brief_said: str
    brief_last: str
    brief_first: str
    brief_days: tuple[str, str, str] = field(converter=tuple)
    brief_purpose: str
    brief_last_words: str
    brief_promised: str
    brief_mine: str
    brief_nothing_open: str
    brief_by: str
    brief_preferences: str
    brief_confirmed: str
    brief_confirmed_due: str
    brief_answer: str
    brief_turned: dict[str, str]
    brief_dials: dict[str, str]
    brief_words: dict[str, str]
    brief_goals: str
    brief_goal_seen: str
    brief_goal_said: str
    brief_milestones: str
    brief_milestone_seen: str
    brief_unanswered: str
    brief_to_tell: str
    brief_after: str
    brief_review: str
    brief_review_due: str
    brief_clauses: str
    form: str
    form_title: str
    form_for: str
    form_intro: str
    form_type: str
    form_print: str
    form_care: str
    form_so_far: str
    form_box: str
    kit: str
    kit_intro: str
    kit_warning: str
    kit_words: str
    kit_qr: str
    kit_qr_note: str
    kit_vault: str
    kit_made_on: str
    kit_place: str
    kit_steps: str
    kit_step_1: str
    kit_step_2: str
    kit_step_3: str
    kit_step_4: str

    def long_date(self, day: date) -> str:
        """Return a date in words, such as `3 May 2026`."""
        return self.date_in_words.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def long_moment(self, moment: datetime) -> str:
        """Return date and time to the minute as they stand, with the offset where one is known."""
        parts = {"date": self.long_date(moment), "time": f"{moment:%H:%M}"}
        if moment.tzinfo is None:
            return self.moment.format(**parts)
        return self.moment_with_zone.format(**parts, zone=_zone(moment))

    def kept_for(self, months: int) -> str:
        """Return how long records are kept, in years where that comes out even."""
        if not months:
            return self.kept_no_longer
        years, rest = divmod(months, _A_YEAR)
        count, (one, many) = (months, self.in_months) if rest else (years, self.in_years)
        return self.kept.format(period=(one if count == 1 else many).format(number=count))

    def joined(self, names: Sequence[str]) -> str:
        """Return names as one would say them: `Ana, Ben and Cleo`."""
        if len(names) < 2:  # noqa: PLR2004  (two is what "and" needs)
            return "".join(names)
        return self.names.format(first=", ".join(names[:-1]), last=names[-1])


def _zone(moment: datetime) -> str:
    offset = f"{moment:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}" if offset.strip("+-0") else "UTC"


def language_code(tag: str) -> str:
    """Return the primary subtag of a language tag (BCP 47), English where there is none."""
    found = _PRIMARY_SUBTAG.match(tag)
    return found[0].lower() if found else _FALLBACK


@cache
def strings_for(tag: str) -> Strings:
    """Return the strings of a language, those in English where the language has none."""
    tables = resource_toml("documents", "strings.toml")
    return Strings(**tables.get(language_code(tag), tables[_FALLBACK]))
