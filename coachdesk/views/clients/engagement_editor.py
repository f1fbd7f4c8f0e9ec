"""The editor of an engagement: what for, with whom, how often, and who pays."""

from collections.abc import Callable
from functools import partial

import attrs
from attrs import frozen
from PySide6.QtWidgets import QWidget

from coachdesk.errors import NotFoundError
from coachdesk.models import clients, engagements
from coachdesk.models.clients import ClientRow
from coachdesk.models.contacts import Boundary, contacts_page
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.ids import ClientId, EngagementId, new_id
from coachdesk.models.entities.people import ContactPer, Engagement, EngagementFormat, Payer
from coachdesk.models.form_records import Work, put_work, work_as_it_is
from coachdesk.models.preferences import KnownPreference
from coachdesk.models.profile import get_profile
from coachdesk.models.quiet import USUAL_WEEKS
from coachdesk.models.store import Store
from coachdesk.views.clients.cadence_field import CadenceField
from coachdesk.views.clients.editor import Changed, Editor, Job, Look
from coachdesk.views.clients.people_field import PeopleField
from coachdesk.views.clients.sponsor_fields import SponsorFields
from coachdesk.views.clients.state_field import StateField
from coachdesk.views.contact_words import liked_and_agreed
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.labels import choices
from coachdesk.views.lead_back import lead_back


@frozen(kw_only=True)
class Ground:
    """What the editor starts from: the engagement, its sponsor, and all who could take part."""

    engagement: Engagement
    sponsor: Sponsor | None
    everyone: tuple[ClientRow, ...]
    is_new: bool
    preferences: tuple[KnownPreference, ...] = ()
    boundary: Boundary | None = None


class EngagementEditor(Editor):
    """Add or change an engagement."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._ground: Ground | None = None
        self._asked: tuple[str, str] = ("", "")
        self._shown = self._asked

    def _ask(self, *ids: str) -> None:
        client_id, engagement_id = ids
        self._asked = (client_id, engagement_id)
        job = partial(_ground, client_id=ClientId(client_id), engagement_id=EngagementId(engagement_id))
        self._context.workspace.run(
            job,
            partial(self._on_read, self._asked),
            origin=self,
            on_failed=partial(lead_back, self._context, self),
        )

    def _on_read(self, asked: tuple[str, str], ground: Ground) -> None:
        ask_again = partial(self._context.navigation.engagement_edit_requested.emit, *asked)
        if asked != self._asked or not self._may_show_another(ask_again):
            return
        self._ground, self._shown = ground, asked
        names = {row.id: row.display_name for row in ground.everyone}
        who = ", ".join(names.get(client_id, "") for client_id in ground.engagement.client_ids)
        self.name(self.tr("New engagement") if ground.is_new else self.tr("Engagement"), who)
        self._show_form()
        self.focus_first()

    def _build(self, form: Form) -> None:
        if self._ground is None:
            return
        work = self._ground.engagement
        self.purpose = form.text(self.tr("What for, in the client's words"), work.purpose, lines=2)
        self.success = form.text(self.tr("What success looks like"), work.picture_of_success, lines=2)
        with form.side_by_side():
            self.state = form.row(self.tr("State"), StateField(work.state, lead=self._way_to_ending()))
            self.format = form.choice(self.tr("Format"), choices(EngagementFormat), work.format)
        with form.side_by_side():
            self.starts_on = form.day(self.tr("Starts"), work.starts_on)
            self.ends_on = form.day(self.tr("Planned end"), work.planned_end_on)
        with form.side_by_side():
            self.sessions = form.number(self.tr("Sessions planned"), work.sessions_planned, maximum=1000)
            self.minutes = form.number(self.tr("Minutes each"), work.session_minutes, maximum=1440)
        self._build_fee(form, work)
        self._build_sponsor(form, self._ground.sponsor)
        self._build_people(form, self._ground)
        self._build_cadences(form, work)
        self._build_contact(form, self._ground)

    def _way_to_ending(self) -> Callable[[], object] | None:
        """Return what leads to where the work rests or ends; what has not begun does neither."""
        if self._ground is None or self._ground.is_new:
            return None
        return partial(self._context.navigation.ending_requested.emit, self._ground.engagement.id)

    def _build_fee(self, form: Form, work: Engagement) -> None:
        inside = self._fold(form, self.tr("Fee"), is_open=work.fee_minor is not None)
        with inside.side_by_side():
            self.fee = inside.money(self.tr("Fee for a session"), work.fee_minor)
            self.currency = inside.line(self.tr("Currency"), work.currency)
            self.payer = inside.choice(self.tr("Paid by"), choices(Payer), work.payer)

    def _build_sponsor(self, form: Form, sponsor: Sponsor | None) -> None:
        inside = self._fold(form, self.tr("Sponsor"), is_open=sponsor is not None)
        self.sponsor = SponsorFields(inside, sponsor)

    def _build_people(self, form: Form, ground: Ground) -> None:
        work = ground.engagement
        alone = work.format is EngagementFormat.INDIVIDUAL and len(work.client_ids) == 1
        inside = self._fold(form, self.tr("Who takes part"), is_open=not alone)
        names = tuple((row.id, row.display_name) for row in ground.everyone)
        self.people = inside.row(self.tr("Clients"), PeopleField(self._context.theme, names, work.client_ids))
        self.number_in_group = inside.number(
            self.tr("Number in the group"), work.number_in_group, maximum=1000
        )
        self.apart = inside.check(
            self.tr("Members are not named on what the others receive"), checked=work.members_apart
        )
        self.format.currentIndexChanged.connect(self._offer_apart)
        self._offer_apart()

    def _offer_apart(self) -> None:
        """Ask about the others only where there are others."""
        self.apart.setVisible(self.format.value() is not EngagementFormat.INDIVIDUAL)

    def _build_cadences(self, form: Form, work: Engagement) -> None:
        cadences = (work.review_every, work.feedback_every, work.preferences_every, work.quiet_after_weeks)
        inside = self._fold(form, self.tr("How often you look back"), is_open=any(cadences))
        self.review = inside.row(self.tr("Review every"), CadenceField(work.review_every))
        self.feedback = inside.row(self.tr("Feedback every"), CadenceField(work.feedback_every))
        self.preferences = inside.row(self.tr("Preferences every"), CadenceField(work.preferences_every))
        self.quiet_after = inside.number(
            self.tr("Longest break with nothing planned, in weeks"),
            work.quiet_after_weeks,
            maximum=520,
            suffix=str(USUAL_WEEKS),
        )

    def _build_contact(self, form: Form, ground: Ground) -> None:
        """Ask for the boundary of contact in between, beside what was said and agreed about it so far."""
        work = ground.engagement
        is_open = bool(work.contact_words) or work.contact_most is not None
        inside = self._fold(form, self.tr("Contact between sessions"), is_open=is_open)
        known = "\n".join(liked_and_agreed(ground.preferences, ground.boundary))
        self.contact_words = inside.text(
            self.tr("What you agreed, in a sentence"), work.contact_words, lines=2, hint=known
        )
        with inside.side_by_side():
            self.contact_most = inside.number(self.tr("At most"), work.contact_most, maximum=1000)
            self.contact_per = inside.choice(self.tr("How often"), choices(ContactPer), work.contact_per)

    def _typed_engagement(self, work: Engagement, sponsor: Sponsor | None) -> Engagement:
        return attrs.evolve(
            work,
            client_ids=self.people.value(),
            format=self.format.value(),
            number_in_group=self.number_in_group.value(),
            members_apart=self.apart.isChecked() and not self.apart.isHidden(),
            sponsor_id=None if sponsor is None else sponsor.contact.id,
            purpose=self.purpose.text().strip(),
            picture_of_success=self.success.text().strip(),
            starts_on=self.starts_on.value(),
            planned_end_on=self.ends_on.value(),
            sessions_planned=self.sessions.value(),
            session_minutes=self.minutes.value(),
            fee_minor=self.fee.value(),
            currency=self.currency.text().strip(),
            payer=self.payer.value(),
            review_every=self.review.value(),
            feedback_every=self.feedback.value(),
            preferences_every=self.preferences.value(),
            quiet_after_weeks=self.quiet_after.value() or None,
            state=self.state.value(),
            contact_words=self.contact_words.text().strip(),
            contact_most=self.contact_most.value(),
            contact_per=self.contact_per.value(),
        )

    def _typed(self) -> tuple[object, ...]:
        chosen = () if self._ground is None else self.people.value()
        return (*super()._typed(), chosen)

    def _named_fields(self) -> dict[str, tuple[QWidget, str]]:
        return {"person": (self.sponsor.person, self.tr("Person"))}

    def _job(self) -> Job:
        if self._ground is None:
            raise NotFoundError
        sponsor = self.sponsor.sponsor()
        engagement = self._typed_engagement(self._ground.engagement, sponsor)
        return partial(engagements.save_engagement, engagement=engagement, sponsor=sponsor)

    def _look(self) -> Look:
        if self._ground is None:
            raise NotFoundError
        engagement_id = self._ground.engagement.id
        return partial(work_as_it_is, engagement_id=engagement_id, client_ids=self.people.value())

    def _put(self, records: Work, instead_of: Work) -> Job:
        return partial(put_work, work=records, instead_of=instead_of)

    def _changed(self) -> Changed:
        work = None if self._ground is None else self._ground.engagement
        records = () if work is None else (work.id, *work.client_ids, self._shown[0])
        return self.tr("Details of the engagement"), frozenset(records)

    def _adopt(self, stored: Engagement) -> None:
        if self._ground is not None:
            self._ground = attrs.evolve(self._ground, engagement=stored, is_new=False)

    def _saved_words(self) -> str:
        return self.tr("The engagement was saved.")

    def _reopen(self) -> None:
        self._context.navigation.engagement_edit_requested.emit(*self._shown)


def _ground(store: Store, *, client_id: ClientId, engagement_id: EngagementId) -> Ground:
    """Read an engagement, or begin one in the coach's currency."""
    everyone = clients.list_clients(store)
    if not engagement_id:
        clients.get_client(store, client_id=client_id)
        profile = get_profile(store)
        begun = Engagement(
            id=EngagementId(new_id()),
            client_ids=(client_id,),
            currency="" if profile is None else profile.currency,
        )
        return Ground(engagement=begun, sponsor=None, everyone=everyone, is_new=True)
    found = engagements.get_engagement(store, engagement_id=engagement_id)
    sponsor = None
    if found.sponsor_id is not None:
        sponsor = engagements.get_sponsor(store, sponsor_id=found.sponsor_id)
    page = contacts_page(store, engagement_id=engagement_id)
    return Ground(
        engagement=found,
        sponsor=sponsor,
        everyone=everyone,
        is_new=False,
        preferences=page.preferences,
        boundary=page.boundary,
    )
