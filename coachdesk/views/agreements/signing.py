"""What a party hands over when they sign."""

from datetime import datetime

from attrs import frozen

from coachdesk.models.entities.agreement import Party, SigningMethod
from coachdesk.models.entities.evidence import Evidence


@frozen(kw_only=True)
class Signing:
    """What a party has given to sign, in the place of `signer`. `signed_at` is UTC.

    `shown` is the fingerprint of the text that was on the screen.
    """

    shown: str
    party: Party
    signer: str
    name: str
    place: str
    signed_at: datetime
    statement: str
    method: SigningMethod = SigningMethod.TYPED
    evidence: Evidence | None = None
