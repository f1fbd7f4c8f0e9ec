"""Words for values: every state and kind of the domain, days and times."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.entities import (
    agreement,
    between,
    difference,
    moment,
    people,
    prompt,
    relationship,
    review,
    ritual,
    session,
    sharing,
)
from coachdesk.models.entities.clause_set import ClauseSet

E = TypeVar("E", bound=StrEnum)
_A_YEAR: Final = 12

_WORDS: Final[tuple[tuple[StrEnum, str], ...]] = (
    (people.PaperSize.A4, QT_TRANSLATE_NOOP("labels", "A4")),
    (people.PaperSize.LETTER, QT_TRANSLATE_NOOP("labels", "US Letter")),
    (people.ClientStatus.PROSPECT, QT_TRANSLATE_NOOP("labels", "prospect")),
    (people.ClientStatus.ACTIVE, QT_TRANSLATE_NOOP("labels", "active")),
    (people.ClientStatus.PAUSED, QT_TRANSLATE_NOOP("labels", "paused")),
    (people.ClientStatus.FORMER, QT_TRANSLATE_NOOP("labels", "former")),
    (people.ClientStatus.ERASED, QT_TRANSLATE_NOOP("labels", "erased")),
    (people.SponsorRole.MANAGER, QT_TRANSLATE_NOOP("labels", "manager")),
    (people.SponsorRole.HR, QT_TRANSLATE_NOOP("labels", "HR")),
    (people.SponsorRole.PAYER, QT_TRANSLATE_NOOP("labels", "payer")),
    (people.EngagementFormat.INDIVIDUAL, QT_TRANSLATE_NOOP("labels", "individual")),
    (people.EngagementFormat.GROUP, QT_TRANSLATE_NOOP("labels", "group")),
    (people.EngagementFormat.TEAM, QT_TRANSLATE_NOOP("labels", "team")),
    (people.Payer.CLIENT, QT_TRANSLATE_NOOP("labels", "client")),
    (people.Payer.SPONSOR, QT_TRANSLATE_NOOP("labels", "sponsor")),
    (people.Payer.EMPLOYER, QT_TRANSLATE_NOOP("labels", "employer")),
    (people.Payer.EXCHANGE, QT_TRANSLATE_NOOP("labels", "exchange")),
    (people.Payer.NONE, QT_TRANSLATE_NOOP("labels", "nobody")),
    (people.EngagementState.EXPLORING, QT_TRANSLATE_NOOP("labels", "exploring")),
    (people.EngagementState.AGREEING, QT_TRANSLATE_NOOP("labels", "agreeing")),
    (people.EngagementState.ACTIVE, QT_TRANSLATE_NOOP("labels", "active")),
    (people.EngagementState.PAUSED, QT_TRANSLATE_NOOP("labels", "paused")),
    (people.EngagementState.CLOSING, QT_TRANSLATE_NOOP("labels", "closing")),
    (people.EngagementState.CLOSED, QT_TRANSLATE_NOOP("labels", "closed")),
    (ritual.RitualMoment.OPENING, QT_TRANSLATE_NOOP("labels", "as we begin")),
    (ritual.RitualMoment.CLOSING, QT_TRANSLATE_NOOP("labels", "as we end")),
    (ritual.RitualMoment.EVERY, QT_TRANSLATE_NOOP("labels", "every few sessions")),
    (ritual.RitualMoment.ON_DAY, QT_TRANSLATE_NOOP("labels", "on a day of the year")),
    (people.ContactPer.SESSION, QT_TRANSLATE_NOOP("labels", "between two sessions")),
    (people.ContactPer.WEEK, QT_TRANSLATE_NOOP("labels", "a week")),
    (people.ContactPer.MONTH, QT_TRANSLATE_NOOP("labels", "a month")),
    (people.CadenceUnit.SESSIONS, QT_TRANSLATE_NOOP("labels", "sessions")),
    (people.CadenceUnit.WEEKS, QT_TRANSLATE_NOOP("labels", "weeks")),
    (people.SafeStartStep.EXPLAINED, QT_TRANSLATE_NOOP("labels", "What coaching is")),
    (
        people.SafeStartStep.NOT_THERAPY,
        QT_TRANSLATE_NOOP("labels", "Not therapy, not legal or medical advice"),
    ),
    (people.SafeStartStep.CONFIDENTIALITY, QT_TRANSLATE_NOOP("labels", "Where confidentiality ends")),
    (people.SafeStartStep.RECORDS, QT_TRANSLATE_NOOP("labels", "How notes are kept, and how long")),
    (people.SafeStartStep.PRIVACY, QT_TRANSLATE_NOOP("labels", "Privacy notice given")),
    (people.SafeStartStep.CONSENTS, QT_TRANSLATE_NOOP("labels", "Consents asked")),
    (people.SafeStartStep.ETHICS, QT_TRANSLATE_NOOP("labels", "Code of ethics named")),
    (people.SafeStartStep.COMPATIBILITY, QT_TRANSLATE_NOOP("labels", "Do we suit each other?")),
    (people.ConsentKind.HOURS_LOG, QT_TRANSLATE_NOOP("labels", "Named in the hours log")),
    (
        people.ConsentKind.SPECIAL_CATEGORY,
        QT_TRANSLATE_NOOP("labels", "Notes on health, belief and the like"),
    ),
    (people.ConsentKind.RECORDING, QT_TRANSLATE_NOOP("labels", "Recording")),
    (people.ConsentKind.REFERENCE, QT_TRANSLATE_NOOP("labels", "Named as a reference")),
    (people.ConsentKind.SUPERVISION, QT_TRANSLATE_NOOP("labels", "Supervision with name")),
    (people.ConsentKind.SPONSOR, QT_TRANSLATE_NOOP("labels", "Sharing with the sponsor")),
    (people.ConsentForm.VERBAL, QT_TRANSLATE_NOOP("labels", "spoken")),
    (people.ConsentForm.WRITTEN, QT_TRANSLATE_NOOP("labels", "written")),
    (people.ConsentState.GIVEN, QT_TRANSLATE_NOOP("labels", "given")),
    (people.ConsentState.REFUSED, QT_TRANSLATE_NOOP("labels", "refused")),
    (people.ConsentState.WITHDRAWN, QT_TRANSLATE_NOOP("labels", "withdrawn")),
    (agreement.AgreementKind.TWO_PARTY, QT_TRANSLATE_NOOP("labels", "two-party")),
    (agreement.AgreementKind.THREE_WAY, QT_TRANSLATE_NOOP("labels", "three-way")),
    (agreement.VersionState.DRAFT, QT_TRANSLATE_NOOP("labels", "draft")),
    (agreement.VersionState.IN_DISCUSSION, QT_TRANSLATE_NOOP("labels", "in discussion")),
    (agreement.VersionState.READY, QT_TRANSLATE_NOOP("labels", "ready to sign")),
    (agreement.VersionState.SIGNED, QT_TRANSLATE_NOOP("labels", "signed")),
    (agreement.VersionState.SUPERSEDED, QT_TRANSLATE_NOOP("labels", "superseded")),
    (agreement.VersionState.WITHDRAWN, QT_TRANSLATE_NOOP("labels", "withdrawn")),
    (agreement.Party.CLIENT, QT_TRANSLATE_NOOP("labels", "client")),
    (agreement.Party.COACH, QT_TRANSLATE_NOOP("labels", "coach")),
    (agreement.Party.SPONSOR, QT_TRANSLATE_NOOP("labels", "sponsor")),
    (agreement.Party.GUARDIAN, QT_TRANSLATE_NOOP("labels", "guardian")),
    (agreement.ProposedBy.CLIENT, QT_TRANSLATE_NOOP("labels", "client")),
    (agreement.ProposedBy.COACH, QT_TRANSLATE_NOOP("labels", "coach")),
    (agreement.ProposedBy.TOGETHER, QT_TRANSLATE_NOOP("labels", "together")),
    (agreement.ProposedBy.TEMPLATE, QT_TRANSLATE_NOOP("labels", "template")),
    (agreement.Layer.ALLIANCE, QT_TRANSLATE_NOOP("labels", "Working together")),
    (agreement.Layer.TERMS, QT_TRANSLATE_NOOP("labels", "Terms")),
    (agreement.Audience.PAIR, QT_TRANSLATE_NOOP("labels", "the two of us")),
    (agreement.Audience.ALL_PARTIES, QT_TRANSLATE_NOOP("labels", "all parties")),
    (agreement.ClauseState.OPEN, QT_TRANSLATE_NOOP("labels", "open")),
    (agreement.ClauseState.AGREED, QT_TRANSLATE_NOOP("labels", "agreed")),
    (agreement.ClauseState.REVISIT, QT_TRANSLATE_NOOP("labels", "revisit")),
    (agreement.ClauseState.PARKED, QT_TRANSLATE_NOOP("labels", "parked")),
    (agreement.ClauseState.DROPPED, QT_TRANSLATE_NOOP("labels", "dropped")),
    (agreement.ReportField.ATTENDANCE, QT_TRANSLATE_NOOP("labels", "Sessions held")),
    (agreement.ReportField.PURPOSE, QT_TRANSLATE_NOOP("labels", "What the coaching is for")),
    (agreement.ReportField.THEMES, QT_TRANSLATE_NOOP("labels", "Themes")),
    (agreement.ReportField.PROGRESS, QT_TRANSLATE_NOOP("labels", "Progress in the client's words")),
    (agreement.ReportField.NEXT_STEPS, QT_TRANSLATE_NOOP("labels", "Next steps")),
    (agreement.ReportField.COMPLETION, QT_TRANSLATE_NOOP("labels", "Where the coaching stands")),
    (agreement.SigningMethod.TYPED, QT_TRANSLATE_NOOP("labels", "typed")),
    (agreement.SigningMethod.DRAWN, QT_TRANSLATE_NOOP("labels", "drawn")),
    (agreement.SigningMethod.PAPER, QT_TRANSLATE_NOOP("labels", "on paper")),
    (review.ReviewKind.AGREEMENT, QT_TRANSLATE_NOOP("labels", "the agreement")),
    (review.ReviewKind.PROGRESS, QT_TRANSLATE_NOOP("labels", "where we stand")),
    (review.ReviewKind.ALLIANCE, QT_TRANSLATE_NOOP("labels", "how we work together")),
    (review.ReviewKind.THREE_WAY, QT_TRANSLATE_NOOP("labels", "with the sponsor")),
    (review.ReviewKind.CLOSING, QT_TRANSLATE_NOOP("labels", "the ending")),
    (review.ReviewState.AHEAD, QT_TRANSLATE_NOOP("labels", "ahead")),
    (review.ReviewState.HELD, QT_TRANSLATE_NOOP("labels", "held")),
    (review.ReviewState.LET_GO, QT_TRANSLATE_NOOP("labels", "let go")),
    (review.ReviewCause.PLANNED, QT_TRANSLATE_NOOP("labels", "You planned a look at what you agreed.")),
    (review.ReviewCause.DAY, QT_TRANSLATE_NOOP("labels", "The day has come to look at what you agreed.")),
    (
        review.ReviewCause.CADENCE,
        QT_TRANSLATE_NOOP("labels", "It is time for your regular look at what you agreed."),
    ),
    (
        review.ReviewCause.MISSED,
        QT_TRANSLATE_NOOP("labels", "Two sessions did not happen. Worth a look at what you agreed?"),
    ),
    (
        review.ReviewCause.CARRIED,
        QT_TRANSLATE_NOOP("labels", "A commitment was carried twice. Does it still fit what you agreed?"),
    ),
    (
        review.ReviewCause.FEEDBACK,
        QT_TRANSLATE_NOOP("labels", "Something is wished to be different. Worth a look at what you agreed?"),
    ),
    (
        review.ReviewCause.BOUNDARY,
        QT_TRANSLATE_NOOP("labels", "You noticed a boundary three times. Worth a look at what you agreed?"),
    ),
    (
        review.ReviewCause.SPONSOR,
        QT_TRANSLATE_NOOP("labels", "The sponsor is not the one in the agreement any more."),
    ),
    (review.Answer.OPEN, QT_TRANSLATE_NOOP("labels", "not said yet")),
    (review.Answer.STILL_TRUE, QT_TRANSLATE_NOOP("labels", "Still true")),
    (review.Answer.CHANGE, QT_TRANSLATE_NOOP("labels", "Change")),
    (review.Answer.DROP, QT_TRANSLATE_NOOP("labels", "Drop")),
    (review.Outcome.OPEN, QT_TRANSLATE_NOOP("labels", "open")),
    (review.Outcome.NOTHING_CHANGED, QT_TRANSLATE_NOOP("labels", "nothing changed")),
    (review.Outcome.NEW_VERSION, QT_TRANSLATE_NOOP("labels", "a new version was begun")),
    (review.NoticedKind.BOUNDARY, QT_TRANSLATE_NOOP("labels", "a boundary")),
    (review.NoticedKind.FEEDBACK, QT_TRANSLATE_NOOP("labels", "a wish for change")),
    (difference.Turn.ADDED, QT_TRANSLATE_NOOP("labels", "new")),
    (difference.Turn.DROPPED, QT_TRANSLATE_NOOP("labels", "no longer part of it")),
    (difference.Turn.PARKED, QT_TRANSLATE_NOOP("labels", "set aside for now")),
    (difference.Turn.RENAMED, QT_TRANSLATE_NOOP("labels", "another name")),
    (difference.Turn.REWORDED, QT_TRANSLATE_NOOP("labels", "other words")),
    (difference.Turn.MOVED, QT_TRANSLATE_NOOP("labels", "at another place")),
    (difference.Turn.OPENED, QT_TRANSLATE_NOOP("labels", "now for the sponsor too")),
    (difference.Turn.CLOSED, QT_TRANSLATE_NOOP("labels", "no longer for the sponsor")),
    (session.SessionMode.IN_PERSON, QT_TRANSLATE_NOOP("labels", "in person")),
    (session.SessionMode.PHONE, QT_TRANSLATE_NOOP("labels", "phone")),
    (session.SessionMode.VIDEO, QT_TRANSLATE_NOOP("labels", "video")),
    (session.FeeKind.PAID, QT_TRANSLATE_NOOP("labels", "paid")),
    (session.FeeKind.EXCHANGE, QT_TRANSLATE_NOOP("labels", "exchange")),
    (session.FeeKind.INTERNAL, QT_TRANSLATE_NOOP("labels", "internal")),
    (session.FeeKind.THIRD_PARTY, QT_TRANSLATE_NOOP("labels", "third party")),
    (session.FeeKind.PRO_BONO, QT_TRANSLATE_NOOP("labels", "pro bono")),
    (session.SessionState.PLANNED, QT_TRANSLATE_NOOP("labels", "planned")),
    (session.SessionState.HELD, QT_TRANSLATE_NOOP("labels", "held")),
    (session.SessionState.CANCELLED, QT_TRANSLATE_NOOP("labels", "cancelled in time")),
    (session.SessionState.LATE_CANCEL, QT_TRANSLATE_NOOP("labels", "cancelled late")),
    (session.SessionState.NO_SHOW, QT_TRANSLATE_NOOP("labels", "did not come")),
    (session.SessionState.MOVED, QT_TRANSLATE_NOOP("labels", "moved")),
    (session.CommitmentState.OPEN, QT_TRANSLATE_NOOP("labels", "open")),
    (session.CommitmentState.DONE, QT_TRANSLATE_NOOP("labels", "done")),
    (session.CommitmentState.ADAPTED, QT_TRANSLATE_NOOP("labels", "adapted")),
    (session.CommitmentState.CARRIED, QT_TRANSLATE_NOOP("labels", "carried")),
    (session.CommitmentState.LET_GO, QT_TRANSLATE_NOOP("labels", "let go")),
    (session.PledgeState.OPEN, QT_TRANSLATE_NOOP("labels", "open")),
    (session.PledgeState.KEPT, QT_TRANSLATE_NOOP("labels", "kept")),
    (session.PledgeState.LATE, QT_TRANSLATE_NOOP("labels", "late")),
    (session.PledgeState.OWNED, QT_TRANSLATE_NOOP("labels", "missed and owned")),
    (session.SizeAnswer.SMALLER, QT_TRANSLATE_NOOP("labels", "smaller words")),
    (session.SizeAnswer.LET_GO, QT_TRANSLATE_NOOP("labels", "let go")),
    (session.SizeAnswer.KEEP, QT_TRANSLATE_NOOP("labels", "kept as it is")),
    (sharing.SharedKind.AGREEMENT, QT_TRANSLATE_NOOP("labels", "agreement")),
    (sharing.SharedKind.SUMMARY, QT_TRANSLATE_NOOP("labels", "session summary")),
    (sharing.SharedKind.ADDENDUM, QT_TRANSLATE_NOOP("labels", "what changed")),
    (sharing.SharedKind.SPONSOR_REPORT, QT_TRANSLATE_NOOP("labels", "sponsor report")),
    (sharing.SharedKind.FORM, QT_TRANSLATE_NOOP("labels", "take-home form")),
    (sharing.SharedKind.BOOKLET, QT_TRANSLATE_NOOP("labels", "booklet of summaries")),
    (sharing.SharedKind.LOOK_BACK, QT_TRANSLATE_NOOP("labels", "look-back")),
    (sharing.SharedKind.PACK, QT_TRANSLATE_NOOP("labels", "pack to keep")),
    (session.SessionKind.COACHING, QT_TRANSLATE_NOOP("labels", "coaching")),
    (session.SessionKind.CHEMISTRY, QT_TRANSLATE_NOOP("labels", "chemistry session")),
    (session.SessionKind.THREE_WAY, QT_TRANSLATE_NOOP("labels", "three-way meeting")),
    (session.SessionKind.MENTORING, QT_TRANSLATE_NOOP("labels", "mentoring")),
    (session.SessionKind.SUPERVISION, QT_TRANSLATE_NOOP("labels", "supervision")),
    (session.Uncounted.NOT_HELD, QT_TRANSLATE_NOOP("labels", "it did not take place")),
    (session.Uncounted.RECEIVED, QT_TRANSLATE_NOOP("labels", "you were the one it was given to")),
    (session.Uncounted.CHEMISTRY, QT_TRANSLATE_NOOP("labels", "chemistry session")),
    (session.Uncounted.CHOSEN, QT_TRANSLATE_NOOP("labels", "you chose so")),
    (session.Presence.UNSAID, QT_TRANSLATE_NOOP("labels", "not said yet")),
    (session.Presence.PRESENT, QT_TRANSLATE_NOOP("labels", "was there")),
    (session.Presence.PART, QT_TRANSLATE_NOOP("labels", "for part of it")),
    (session.Presence.ABSENT, QT_TRANSLATE_NOOP("labels", "was not there")),
    (session.SummaryField.FOCUS, QT_TRANSLATE_NOOP("labels", "Our focus")),
    (session.SummaryField.INSIGHTS, QT_TRANSLATE_NOOP("labels", "In your words")),
    (session.SummaryField.AGREED, QT_TRANSLATE_NOOP("labels", "What we agreed")),
    (session.SummaryField.EXPERIMENT, QT_TRANSLATE_NOOP("labels", "What you try out")),
    (session.SummaryField.PROMISES, QT_TRANSLATE_NOOP("labels", "What we promised")),
    (session.SummaryField.NEXT_STEP, QT_TRANSLATE_NOOP("labels", "Next step")),
    (session.SummaryField.NEXT_DATE, QT_TRANSLATE_NOOP("labels", "We meet again")),
    (session.SummaryField.FREE_LINE, QT_TRANSLATE_NOOP("labels", "A last line")),
    (moment.Alignment.NOT_CHECKED, QT_TRANSLATE_NOOP("labels", "not checked")),
    (moment.Alignment.CONFIRMED, QT_TRANSLATE_NOOP("labels", "confirmed")),
    (moment.Alignment.CORRECTED, QT_TRANSLATE_NOOP("labels", "corrected")),
    (moment.SignalKind.SILENCE, QT_TRANSLATE_NOOP("labels", "silence")),
    (moment.SignalKind.OVER_SHARING, QT_TRANSLATE_NOOP("labels", "more than was wanted")),
    (moment.SignalKind.BOUNDARY, QT_TRANSLATE_NOOP("labels", "a boundary")),
    (moment.SignalKind.TRUST, QT_TRANSLATE_NOOP("labels", "trust works differently here")),
    (moment.SignalKind.MISREAD, QT_TRANSLATE_NOOP("labels", "a sign I misread")),
    (moment.SignalKind.CULTURE, QT_TRANSLATE_NOOP("labels", "customs that differ")),
    (moment.SignalKind.OTHER, QT_TRANSLATE_NOOP("labels", "something else")),
    (moment.MilestoneState.AHEAD, QT_TRANSLATE_NOOP("labels", "ahead")),
    (moment.MilestoneState.REACHED, QT_TRANSLATE_NOOP("labels", "reached")),
    (moment.MilestoneState.MOVED, QT_TRANSLATE_NOOP("labels", "moved")),
    (moment.MilestoneState.LET_GO, QT_TRANSLATE_NOOP("labels", "let go")),
    (between.Channel.MESSAGE, QT_TRANSLATE_NOOP("labels", "message")),
    (between.Channel.EMAIL, QT_TRANSLATE_NOOP("labels", "e-mail")),
    (between.Channel.CALL, QT_TRANSLATE_NOOP("labels", "call")),
    (between.Channel.LETTER, QT_TRANSLATE_NOOP("labels", "letter")),
    (between.Channel.IN_PERSON, QT_TRANSLATE_NOOP("labels", "in person")),
    (between.Channel.OTHER, QT_TRANSLATE_NOOP("labels", "another way")),
    (relationship.Dial.UNSAID, QT_TRANSLATE_NOOP("labels", "not said")),
    (relationship.Dial.LESS, QT_TRANSLATE_NOOP("labels", "less")),
    (relationship.Dial.RIGHT, QT_TRANSLATE_NOOP("labels", "about right")),
    (relationship.Dial.MORE, QT_TRANSLATE_NOOP("labels", "more")),
    (relationship.PreferenceSource.CLIENT, QT_TRANSLATE_NOOP("labels", "the client said so")),
    (relationship.PreferenceSource.COACH, QT_TRANSLATE_NOOP("labels", "a guess of mine, to be checked")),
    (relationship.Giver.CLIENT, QT_TRANSLATE_NOOP("labels", "client")),
    (relationship.Giver.COACH, QT_TRANSLATE_NOOP("labels", "coach")),
    (relationship.FeedbackHow.IN_SESSION, QT_TRANSLATE_NOOP("labels", "in the session")),
    (relationship.FeedbackHow.AFTERWARDS, QT_TRANSLATE_NOOP("labels", "afterwards")),
    (relationship.FeedbackHow.ON_PAPER, QT_TRANSLATE_NOOP("labels", "on paper")),
    (relationship.FeedbackHow.DECLINED, QT_TRANSLATE_NOOP("labels", "not this time")),
    (prompt.PromptMoment.CONTRACTING, QT_TRANSLATE_NOOP("labels", "Agreeing how to work")),
    (prompt.PromptMoment.CHECK_IN, QT_TRANSLATE_NOOP("labels", "Opening")),
    (prompt.PromptMoment.LISTENING, QT_TRANSLATE_NOOP("labels", "Listening")),
    (prompt.PromptMoment.SILENCE, QT_TRANSLATE_NOOP("labels", "If it has gone quiet")),
    (prompt.PromptMoment.SAFETY, QT_TRANSLATE_NOOP("labels", "Feeling safe")),
    (prompt.PromptMoment.OFF_TRACK, QT_TRANSLATE_NOOP("labels", "Off track")),
    (prompt.PromptMoment.FEEDBACK, QT_TRANSLATE_NOOP("labels", "Feedback")),
    (prompt.PromptMoment.CULTURE, QT_TRANSLATE_NOOP("labels", "Culture and language")),
    (prompt.PromptMoment.EXPERIMENT, QT_TRANSLATE_NOOP("labels", "Trying something")),
    (prompt.PromptMoment.CLOSING, QT_TRANSLATE_NOOP("labels", "Closing")),
    (prompt.Lens.FOUNDATION, QT_TRANSLATE_NOOP("labels", "foundation")),
    (prompt.Lens.RELATIONSHIP, QT_TRANSLATE_NOOP("labels", "relationship")),
    (prompt.Lens.COMMUNICATION, QT_TRANSLATE_NOOP("labels", "communication")),
    (prompt.Lens.LEARNING, QT_TRANSLATE_NOOP("labels", "learning and results")),
    (sharing.Protection.PLAIN, QT_TRANSLATE_NOOP("labels", "plain")),
    (sharing.Protection.SEALED, QT_TRANSLATE_NOOP("labels", "sealed")),
    (sharing.Protection.ENCRYPTED, QT_TRANSLATE_NOOP("labels", "with a password")),
    (sharing.Protection.SEALED_AND_ENCRYPTED, QT_TRANSLATE_NOOP("labels", "sealed and with a password")),
    (sharing.SharedHow.PDF, QT_TRANSLATE_NOOP("labels", "saved as PDF")),
    (sharing.SharedHow.PRINT, QT_TRANSLATE_NOOP("labels", "printed")),
)
# By type too: members of different StrEnums with the same text are equal.
_BY_TYPE: Final = {(type(value), value.value): words for value, words in _WORDS}


def label(value: StrEnum) -> str:
    """Return the words for a value of the domain."""
    return QCoreApplication.translate("labels", _BY_TYPE[type(value), value.value])


def how_text(document: sharing.SharedDocument) -> str:
    """Return how a document left, and what protects it where something does."""
    if document.protection is sharing.Protection.PLAIN:
        return label(document.how)
    text = QCoreApplication.translate("labels", "{how}, {protection}")
    return text.replace("{how}", label(document.how)).replace("{protection}", label(document.protection))


def choices(kind: type[E]) -> list[tuple[E, str]]:
    """Return every value of a kind with its words, as a form's choice takes them."""
    return [(value, label(value)) for value in kind]


def language_name(tag: str) -> str:
    """Return what a language calls itself."""
    # 001 is the world: without it, Qt calls English “American English”
    name = QLocale(f"{tag}_001").nativeLanguageName() or tag
    return name[:1].upper() + name[1:]


def set_name(one: ClauseSet) -> str:
    """Return the name that the coach gave a set, or the language of one that ships."""
    if not one.is_shipped:
        return one.name
    text = QCoreApplication.translate("labels", "{language} (comes with CoachDesk)")
    return text.replace("{language}", language_name(one.language))


def period_text(months: int) -> str:
    """Return how long records are kept after the last session, in years where that comes out even."""
    if not months:
        return QCoreApplication.translate("labels", "no time at all")
    years, rest = divmod(months, _A_YEAR)
    if rest:
        return QCoreApplication.translate("labels", "%n month(s)", "", months)
    return QCoreApplication.translate("labels", "%n year(s)", "", years)


def day_text(day: date) -> str:
    """Return a day with its weekday, in the locale's long form."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def short_day(day: date, today: date | None = None) -> str:
    """Return day and month; the year too where it is not this one."""
    pattern = "d MMM" if today is not None and today.year == day.year else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def relative_day(day: date, today: date) -> str:
    """Return a near day in words and any other as day and month."""
    near = {
        today - timedelta(days=1): QCoreApplication.translate("labels", "yesterday"),
        today: QCoreApplication.translate("labels", "today"),
        today + timedelta(days=1): QCoreApplication.translate("labels", "tomorrow"),
    }
    return near.get(day) or short_day(day, today)


def due_day(day: date, today: date) -> str:
    """Return a day as one speaks of it: its name within a week, or day and month.

    What is over says so: “last Friday” is behind, “Friday” is ahead.
    """
    away = day - today
    if not timedelta(days=1) < abs(away) < timedelta(weeks=1):
        return relative_day(day, today)
    name = QLocale().dayName(day.isoweekday())
    if away > timedelta():
        return name
    return QCoreApplication.translate("labels", "last {weekday}").replace("{weekday}", name)


def due_text(day: date, today: date) -> str:
    """Return when a promise is due, as one says it."""
    ahead = QCoreApplication.translate("labels", "by {day}")
    behind = QCoreApplication.translate("labels", "due {day}")
    return (ahead if day > today else behind).replace("{day}", due_day(day, today))


def time_text(moment: datetime) -> str:
    """Return the time of day on the coach's clock."""
    here = moment.astimezone()
    return QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)


def size_text(size: int) -> str:
    """Return a number of bytes."""
    return QLocale().formattedDataSize(size, 1)


def moment_text(moment: datetime, today: date | None = None) -> str:
    """Return day and time on the coach's clock."""
    return f"{short_day(moment.astimezone().date(), today)}, {time_text(moment)}"
