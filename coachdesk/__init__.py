"""CoachDesk: clients, shared agreements and session notes in one encrypted file."""

__version__ = "0.1.0"
