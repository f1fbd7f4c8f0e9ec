"""The editor of a client: a name is enough, everything else is folded."""

from functools import partial
from typing import Final

import attrs
from PySide6.QtWidgets import QLineEdit, QWidget

from coachdesk.models import clients
from coachdesk.models.entities.ids import ClientId, new_id
from coachdesk.models.entities.people import Client, ClientStatus
from coachdesk.models.form_records import client_as_it_is, put_client
from coachdesk.models.store import Store
from coachdesk.models.zones import insist_on_zone
from coachdesk.views.clients.editor import Changed, Editor, Job, Look
from coachdesk.views.context import Context
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.lead_back import lead_back
from coachdesk.views.names import shortened
from coachdesk.views.widgets.text import muted
from coachdesk.views.zone_field import ZoneField

_PLACEHOLDER_NAME = "…"
_LONGEST_NAME: Final = 40


class ClientEditor(Editor):
    """Add or change a client."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._client = _nobody()
        self._is_new = True
        self._began_new = True
        self._asked = ""

    def _ask(self, *ids: str) -> None:
        self._asked = ids[0]
        self._context.workspace.run(
            partial(_client, client_id=ClientId(ids[0])),
            partial(self._on_read, ids[0]),
            origin=self,
            on_failed=partial(lead_back, self._context, self),
        )

    def _on_read(self, asked: str, client: Client) -> None:
        """Edit the client, unless what was typed on another one could not be saved."""
        ask_again = partial(self._context.navigation.client_edit_requested.emit, asked)
        if asked != self._asked or not self._may_show_another(ask_again):
            return
        self._client, self._is_new = client, not asked
        self._began_new = self._is_new
        self.name(self.tr("New client") if self._is_new else client.display_name)
        self._show_form()
        self.focus_first()

    def _build(self, form: Form) -> None:
        client = self._client
        name = "" if self._is_new else client.display_name
        self.display_name = form.line(self.tr("Name"), name)
        if self._is_new:
            form.add(muted(self.tr("A name is enough. Everything below can wait.")))
        self._build_address(form, client)
        self._build_contact(form, client)
        self._build_background(form, client)

    def _build_address(self, form: Form, client: Client) -> None:
        known = (client.preferred_name, client.pronunciation, client.pronouns, client.language)
        inside = self._fold(form, self.tr("How to address them"), is_open=any(known))
        with inside.side_by_side():
            self.preferred_name = inside.line(self.tr("Preferred name"), client.preferred_name)
            self.pronouns = inside.line(self.tr("Pronouns"), client.pronouns)
        with inside.side_by_side():
            self.pronunciation = inside.line(self.tr("Said like"), client.pronunciation)
            self.language = inside.line(self.tr("Language"), client.language)

    def _build_contact(self, form: Form, client: Client) -> None:
        known = (client.email, client.phone, client.time_zone, client.guardian)
        inside = self._fold(form, self.tr("Contact"), is_open=any(known))
        with inside.side_by_side():
            self.email = inside.line(self.tr("Email"), client.email)
            self.phone = inside.line(self.tr("Phone"), client.phone)
        self.time_zone = inside.row(
            self.tr("Time zone"),
            ZoneField(client.time_zone),
            hint=self.tr("Where it is not yours: the region and the city"),
        )
        self.guardian = inside.line(
            self.tr("Guardian"),
            client.guardian,
            hint=self.tr("For a client who is not of age: signs the agreement along with them"),
        )

    def _build_background(self, form: Form, client: Client) -> None:
        known = (client.code, client.referred_by, *client.tags)
        inside = self._fold(form, self.tr("Background"), is_open=any(known))
        offered = [status for status in ClientStatus if status is not ClientStatus.ERASED]
        self.status = inside.choice(
            self.tr("Status"), [(status, label(status)) for status in offered], client.status
        )
        with inside.side_by_side():
            self.code = inside.line(
                self.tr("Code"), client.code, hint=self.tr("Stands for the name where it should not be seen")
            )
            self.referred_by = inside.line(self.tr("Referred by"), client.referred_by)
        self.tags = inside.line(
            self.tr("Tags"), ", ".join(client.tags), hint=self.tr("Several with commas between them")
        )

    def _named_fields(self) -> dict[str, tuple[QWidget, str]]:
        return {"display name": (self.display_name, self.tr("Name"))}

    def _typed_client(self) -> Client:
        tags = (tag.strip() for tag in self.tags.text().split(","))
        return attrs.evolve(
            self._client,
            display_name=_text(self.display_name),
            preferred_name=_text(self.preferred_name),
            pronunciation=_text(self.pronunciation),
            pronouns=_text(self.pronouns),
            language=_text(self.language),
            email=_text(self.email),
            phone=_text(self.phone),
            time_zone=_text(self.time_zone),
            guardian=_text(self.guardian),
            code=_text(self.code),
            referred_by=_text(self.referred_by),
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
            status=self.status.value(),
        )

    def _job(self) -> Job:
        insist_on_zone(_text(self.time_zone))
        return partial(clients.save_client, client=self._typed_client())

    def _look(self) -> Look:
        return partial(client_as_it_is, client_id=self._client.id)

    def _put(self, records: Client, instead_of: Client) -> Job:
        return partial(put_client, client=records, instead_of=instead_of)

    def _changed(self) -> Changed:
        text = self.tr("Details of {name}").replace(
            "{name}", shortened(self._client.display_name, _LONGEST_NAME)
        )
        return text, frozenset({self._client.id})

    def _adopt(self, stored: Client) -> None:
        self._client, self._is_new = stored, False

    def _saved_words(self) -> str:
        return self.tr("{name} was saved.").replace("{name}", self._client.display_name[:60])

    def _go_back(self) -> None:
        super()._go_back()
        if self._began_new:
            self._context.navigation.client_requested.emit(self._client.id)

    def _reopen(self) -> None:
        self._context.navigation.client_edit_requested.emit("" if self._is_new else self._client.id)


def _nobody() -> Client:
    return Client(id=ClientId(new_id()), display_name=_PLACEHOLDER_NAME)


def _client(store: Store, *, client_id: ClientId) -> Client:
    """Read a client, or begin one where there is no id."""
    return clients.get_client(store, client_id=client_id) if client_id else _nobody()


def _text(field: QLineEdit) -> str:
    return field.text().strip()
