"""What seals the coach's documents, as it is stored: a certificate, and its key in a wrap."""

from datetime import datetime

from attrs import field, frozen

from coachdesk.models.entities.ids import SealId
from coachdesk.models.entities.validators import named, utc


@frozen(kw_only=True)
class SealIdentity:
    """A seal of the coach's; one that was retired has no key any more, and goes on checking what it sealed.

    `certificate` is X.509 in DER; `wrapped_key` opens in its own vault alone.
    """

    id: SealId
    name: str = field(validator=named)
    certificate: bytes
    wrapped_key: bytes = field(repr=False)
    retired_at: datetime | None = field(default=None, validator=utc)
