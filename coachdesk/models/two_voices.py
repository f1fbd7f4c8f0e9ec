"""From two voices to one text: what is put under “What we agree”, and whose proposal that is."""

from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import ProposedBy


def from_client(clients: str) -> Words:
    """Return the client's words as what is agreed on; what stood there is kept in the history."""
    return _proposal(clients, ProposedBy.CLIENT)


def from_coach(coachs: str) -> Words:
    """Return the coach's words as what is agreed on; what stood there is kept in the history."""
    return _proposal(coachs, ProposedBy.COACH)


def from_both(clients: str, coachs: str) -> Words:
    """Return all that both said as what is agreed on, the client first; the same words stand there once."""
    said = dict.fromkeys(words for words in (clients.strip(), coachs.strip()) if words)
    return _proposal("\n".join(said), ProposedBy.TOGETHER)


def back_to(agreed: str, proposed_by: ProposedBy) -> Words:
    """Return the words that were agreed on before; what took their place is kept in the history."""
    return Words(agreed=agreed, proposed_by=proposed_by, keep_former=True)


def _proposal(words: str, proposed_by: ProposedBy) -> Words:
    return Words(agreed=words.strip(), proposed_by=proposed_by, keep_former=True)
