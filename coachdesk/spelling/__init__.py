"""Spelling by Hunspell; no Qt, no store: words come in and go nowhere."""
