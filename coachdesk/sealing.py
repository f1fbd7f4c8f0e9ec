"""How a PDF is sealed and encrypted before it leaves; the window and the command line do the same."""

from typing import TYPE_CHECKING

from coachdesk.documents.certificate import facts_of
from coachdesk.documents.protect import Wish, encrypt, prepared
from coachdesk.documents.seal import Signer, seal_pdf
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.sealing import SealIdentity
from coachdesk.models.seals import Holder, make_seal, seal_in_force
from coachdesk.models.store import Store

if TYPE_CHECKING:
    from coachdesk.crypto.opened import OpenedVault


def usable_seal(store: Store, vault: "OpenedVault") -> Written[SealIdentity]:
    """Return the seal in force; one is made where there is none, or where its ten years are over.

    Raises:
        OpenedToReadError: there is none, and the vault was opened to read only.
    """
    seal = seal_in_force(store)
    if seal is None or facts_of(seal.certificate).ends_at <= store.now():
        return new_seal(store, vault)
    return Written(seal, Change())


def new_seal(store: Store, vault: "OpenedVault") -> Written[SealIdentity]:
    """Put a new seal in force; what was sealed before stays checkable."""

    def make(holder: Holder) -> tuple[bytes, bytes]:
        made = vault.make_seal(name=holder.name, organisation=holder.organisation, now=store.now())
        return made.certificate, made.wrapped_key

    return make_seal(store, make=make)


def protected(pdf: bytes, wish: Wish, vault: "OpenedVault", seal: SealIdentity | None) -> bytes:
    """Return a PDF as it should leave: encrypted first, because a seal goes around the whole file.

    Raises:
        InvalidInputError: not every PDF reader would take the password.
        SealKeyError: the key of the seal does not open.
    """
    if wish.is_encrypted:
        pdf = encrypt(pdf, wish.password)
    if seal is None or not wish.is_sealed:
        return pdf
    with vault.seal_key(seal.wrapped_key, seal.certificate) as key:
        signer = Signer(certificate=seal.certificate, key=bytes(key.reveal()))
        return seal_pdf(pdf, signer, prepared(wish.password) if wish.is_encrypted else "")
