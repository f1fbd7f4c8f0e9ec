"""CoachDesk: clients, shared agreements and session notes in one encrypted file."""

from coachdesk.immortals import keep_singletons

__version__ = "0.5.1"

keep_singletons()
