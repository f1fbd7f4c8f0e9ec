"""What CoachDesk remembers for itself, what was written before, and what was removed.

Earlier texts have a table for each kind, so that private notes never share one with what a client
may read. A clause that was removed keeps its earlier texts until it leaves the bin.
"""

from typing import Final

_STAMPS: Final = "created_at TEXT NOT NULL, updated_at TEXT NOT NULL"

_MEMORY: Final = f"""
CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL, {_STAMPS}) STRICT;
"""

_HISTORY: Final = f"""
CREATE TABLE earlier_note (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, written_at TEXT NOT NULL,
  body TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX earlier_note_of_session ON earlier_note (session_id, created_at);
CREATE TABLE earlier_shared_text (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, written_at TEXT NOT NULL,
  focus TEXT NOT NULL, insights TEXT NOT NULL, agreed TEXT NOT NULL, next_step TEXT NOT NULL,
  next_date TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX earlier_shared_text_of_session ON earlier_shared_text (session_id, created_at);
CREATE TABLE earlier_clause (
  id TEXT PRIMARY KEY, clause_id TEXT NOT NULL, version_id TEXT NOT NULL REFERENCES agreement_version ON DELETE CASCADE,
  written_at TEXT NOT NULL, clients_words TEXT NOT NULL, coachs_words TEXT NOT NULL, agreed_words TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE INDEX earlier_clause_of_clause ON earlier_clause (clause_id, created_at);
CREATE INDEX earlier_clause_of_version ON earlier_clause (version_id);
"""

_BIN: Final = f"""
CREATE TABLE removed_record (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, content TEXT NOT NULL, removed_at TEXT NOT NULL,
  client_id TEXT REFERENCES client ON DELETE CASCADE, version_id TEXT REFERENCES agreement_version ON DELETE CASCADE,
  {_STAMPS}, CHECK ((client_id IS NULL) <> (version_id IS NULL))) STRICT;
CREATE INDEX removed_of_client ON removed_record (client_id);
CREATE INDEX removed_of_version ON removed_record (version_id);
CREATE TRIGGER removed_clause_gone AFTER DELETE ON removed_record
  WHEN old.kind = 'clause' AND NOT EXISTS (SELECT 1 FROM clause WHERE id = old.id)
  BEGIN DELETE FROM earlier_clause WHERE clause_id = old.id; END;
"""

SCRIPT: Final = _MEMORY + _HISTORY + _BIN
