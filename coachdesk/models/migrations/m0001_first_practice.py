"""The tables of the first release.

All are STRICT (https://www.sqlite.org/stricttables.html): a value of the wrong type is
refused by the database itself. Ids are random UUIDs, moments ISO 8601 in UTC, days ISO 8601.
"""

from typing import Final

_STAMPS: Final = "created_at TEXT NOT NULL, updated_at TEXT NOT NULL"

_PEOPLE: Final = f"""
CREATE TABLE profile (
  id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, practice_name TEXT NOT NULL, contact TEXT NOT NULL,
  logo BLOB, credentials TEXT NOT NULL, ethics_code TEXT NOT NULL, insurer TEXT NOT NULL, jurisdiction TEXT NOT NULL,
  training_began_on TEXT, currency TEXT NOT NULL, paper TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE client (
  id TEXT PRIMARY KEY, display_name TEXT NOT NULL, preferred_name TEXT NOT NULL, pronunciation TEXT NOT NULL,
  pronouns TEXT NOT NULL, code TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, time_zone TEXT NOT NULL,
  language TEXT NOT NULL, referred_by TEXT NOT NULL, tags TEXT NOT NULL, status TEXT NOT NULL, archived INTEGER NOT NULL,
  deleted_at TEXT, {_STAMPS}) STRICT;
CREATE TABLE organisation (id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE sponsor_contact (
  id TEXT PRIMARY KEY, organisation_id TEXT REFERENCES organisation, name TEXT NOT NULL, role TEXT NOT NULL,
  contact TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE engagement (
  id TEXT PRIMARY KEY, format TEXT NOT NULL, number_in_group INTEGER, sponsor_id TEXT REFERENCES sponsor_contact,
  purpose TEXT NOT NULL, picture_of_success TEXT NOT NULL, starts_on TEXT, planned_end_on TEXT, sessions_planned INTEGER,
  session_minutes INTEGER, fee_minor INTEGER, currency TEXT NOT NULL, payer TEXT NOT NULL, review_every TEXT,
  feedback_every TEXT, preferences_every TEXT, state TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE engagement_client (
  engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  position INTEGER NOT NULL, PRIMARY KEY (engagement_id, client_id)) STRICT, WITHOUT ROWID;
CREATE INDEX engagement_of_client ON engagement_client (client_id);
CREATE TABLE safe_start (
  engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE, step TEXT NOT NULL, done_on TEXT,
  done_by TEXT NOT NULL, {_STAMPS}, PRIMARY KEY (engagement_id, step)) STRICT;
CREATE TABLE consent (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE, kind TEXT NOT NULL,
  scope TEXT NOT NULL, given_on TEXT NOT NULL, form TEXT NOT NULL, evidence TEXT NOT NULL, state TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE INDEX consent_of_client ON consent (client_id);
"""

_AGREEMENTS: Final = f"""
CREATE TABLE agreement (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL UNIQUE REFERENCES engagement ON DELETE CASCADE,
  kind TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE agreement_version (
  id TEXT PRIMARY KEY, agreement_id TEXT NOT NULL REFERENCES agreement ON DELETE CASCADE, number INTEGER NOT NULL,
  language TEXT NOT NULL, effective_on TEXT, review_on TEXT, reason TEXT NOT NULL,
  supersedes_id TEXT REFERENCES agreement_version, content_hash TEXT NOT NULL, parties TEXT NOT NULL,
  state TEXT NOT NULL, {_STAMPS}, UNIQUE (agreement_id, number)) STRICT;
CREATE TABLE version_pdf (
  sha256 TEXT NOT NULL, version_id TEXT NOT NULL REFERENCES agreement_version ON DELETE CASCADE, pdf BLOB NOT NULL,
  audience TEXT NOT NULL, {_STAMPS}, PRIMARY KEY (version_id, sha256)) STRICT;
CREATE TABLE clause (
  id TEXT PRIMARY KEY, version_id TEXT NOT NULL REFERENCES agreement_version ON DELETE CASCADE,
  position INTEGER NOT NULL, layer TEXT NOT NULL, key TEXT NOT NULL, heading TEXT NOT NULL, prompt TEXT NOT NULL,
  clients_words TEXT NOT NULL, coachs_words TEXT NOT NULL, agreed_words TEXT NOT NULL, proposed_by TEXT NOT NULL,
  agreed_by_client_at TEXT, agreed_by_coach_at TEXT, agreed_by_sponsor_at TEXT, audience TEXT NOT NULL,
  core INTEGER NOT NULL, state TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX clause_of_version ON clause (version_id, position);
CREATE TABLE signature (
  id TEXT PRIMARY KEY, version_id TEXT NOT NULL REFERENCES agreement_version ON DELETE CASCADE, party TEXT NOT NULL,
  signer TEXT NOT NULL, name TEXT NOT NULL, method TEXT NOT NULL, place TEXT NOT NULL, signed_at TEXT NOT NULL,
  statement TEXT NOT NULL, content_hash TEXT NOT NULL, chain_hash TEXT NOT NULL, voided_at TEXT,
  void_reason TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX signature_of_version ON signature (version_id);
CREATE INDEX signature_with_place ON signature (signed_at) WHERE place <> '';
"""

# Triggers, so that even a mistake of ours or a foreign tool can't touch what was signed. Rows go only
# with their agreement: on a cascade the parent is gone before its children
# (https://www.sqlite.org/foreignkeys.html#fk_actions), which is how a trigger tells the two apart.
FROZEN: Final = "('signed', 'superseded', 'withdrawn')"
REFUSE: Final = "BEGIN SELECT RAISE(ABORT, 'signed text does not change'); END;"


def is_fixed(version: str) -> str:
    """Return the condition under which the text of a version can't change: history, or a standing signature."""
    return (
        f"(SELECT state IN {FROZEN} OR EXISTS (SELECT 1 FROM signature WHERE version_id = {version} "
        f"AND voided_at IS NULL) FROM agreement_version WHERE id = {version})"
    )


_SIGNED_STAYS: Final = f"""
CREATE TRIGGER signed_clause_stays BEFORE UPDATE ON clause
  WHEN {is_fixed("old.version_id")} OR {is_fixed("new.version_id")}
  {REFUSE}
CREATE TRIGGER signed_clause_is_not_added BEFORE INSERT ON clause
  WHEN {is_fixed("new.version_id")}
  {REFUSE}
CREATE TRIGGER signed_clause_is_not_removed BEFORE DELETE ON clause
  WHEN {is_fixed("old.version_id")}
  {REFUSE}
CREATE TRIGGER signed_version_stays BEFORE UPDATE ON agreement_version
  WHEN {is_fixed("old.id")} AND (
    (new.id, new.agreement_id, new.number, new.language, new.effective_on, new.review_on, new.reason,
     new.supersedes_id, new.content_hash, new.parties, new.created_at) IS NOT
    (old.id, old.agreement_id, old.number, old.language, old.effective_on, old.review_on, old.reason,
     old.supersedes_id, old.content_hash, old.parties, old.created_at)
    OR old.state IN {FROZEN} AND new.state <> old.state
       AND NOT (old.state = 'signed' AND new.state IN ('superseded', 'withdrawn')))
  {REFUSE}
CREATE TRIGGER signed_version_is_not_removed BEFORE DELETE ON agreement_version
  WHEN {is_fixed("old.id")} AND EXISTS (SELECT 1 FROM agreement WHERE id = old.agreement_id)
  {REFUSE}
CREATE TRIGGER signature_is_only_voided BEFORE UPDATE ON signature
  WHEN (SELECT state IN {FROZEN} FROM agreement_version WHERE id = old.version_id)
    OR old.voided_at IS NOT NULL OR new.voided_at IS NULL
    OR (new.id, new.version_id, new.party, new.signer, new.name, new.method, new.place, new.signed_at,
        new.statement, new.content_hash, new.chain_hash, new.created_at) IS NOT
       (old.id, old.version_id, old.party, old.signer, old.name, old.method, old.place, old.signed_at,
        old.statement, old.content_hash, old.chain_hash, old.created_at)
  {REFUSE}
CREATE TRIGGER signature_comes_while_ready BEFORE INSERT ON signature
  WHEN (SELECT state IN {FROZEN} FROM agreement_version WHERE id = new.version_id)
  {REFUSE}
CREATE TRIGGER signature_is_not_removed BEFORE DELETE ON signature
  WHEN EXISTS (SELECT 1 FROM agreement_version WHERE id = old.version_id)
  {REFUSE}
CREATE TRIGGER kept_pdf_stays BEFORE UPDATE ON version_pdf
  {REFUSE}
CREATE TRIGGER kept_pdf_is_not_removed BEFORE DELETE ON version_pdf
  WHEN EXISTS (SELECT 1 FROM agreement_version WHERE id = old.version_id)
  {REFUSE}
"""

_SESSIONS: Final = f"""
CREATE TABLE session (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE, number INTEGER NOT NULL,
  planned_at TEXT, planned_minutes INTEGER, began_at TEXT, ended_at TEXT, minutes INTEGER, mode TEXT NOT NULL,
  place TEXT NOT NULL, attendees TEXT NOT NULL, model_headings TEXT NOT NULL, lens_tags TEXT NOT NULL,
  fee_kind TEXT NOT NULL, countable INTEGER NOT NULL, countable_reason TEXT NOT NULL, state TEXT NOT NULL,
  closed_at TEXT, handed_out_at TEXT, deleted_at TEXT, {_STAMPS}) STRICT;
CREATE INDEX session_of_engagement ON session (engagement_id, number);
CREATE INDEX session_by_day ON session (coalesce(began_at, planned_at), id);
CREATE INDEX session_by_state ON session (state, planned_at);
CREATE TABLE check_in (
  session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, focus TEXT NOT NULL, most_valuable TEXT NOT NULL,
  mood TEXT NOT NULL, since_last TEXT NOT NULL, success_today TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE private_note (
  session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, body TEXT NOT NULL, revision INTEGER NOT NULL,
  {_STAMPS}) STRICT;
CREATE TABLE draft (
  session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, body TEXT NOT NULL, revision INTEGER NOT NULL,
  {_STAMPS}) STRICT;
CREATE TABLE shared_text (
  session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, focus TEXT NOT NULL, insights TEXT NOT NULL,
  agreed TEXT NOT NULL, next_step TEXT NOT NULL, next_date TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE addendum (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, text TEXT NOT NULL,
  written_at TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX addendum_of_session ON addendum (session_id, written_at);
CREATE TABLE closing (
  session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE, commitment_what TEXT NOT NULL,
  commitment_by TEXT, commitment_known_by TEXT NOT NULL, pledge_what TEXT NOT NULL, pledge_by TEXT, {_STAMPS}) STRICT;
CREATE TRIGGER handed_out_text_stays BEFORE UPDATE ON shared_text
  WHEN (SELECT handed_out_at FROM session WHERE id = old.session_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'handed-out text does not change'); END;
CREATE TRIGGER handed_out_text_is_not_added BEFORE INSERT ON shared_text
  WHEN (SELECT handed_out_at FROM session WHERE id = new.session_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'handed-out text does not change'); END;
CREATE TRIGGER handed_out_closing_stays BEFORE UPDATE ON closing
  WHEN (SELECT handed_out_at FROM session WHERE id = old.session_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'handed-out text does not change'); END;
CREATE TRIGGER handed_out_closing_is_not_added BEFORE INSERT ON closing
  WHEN (SELECT handed_out_at FROM session WHERE id = new.session_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'handed-out text does not change'); END;
CREATE TABLE commitment (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  session_id TEXT REFERENCES session ON DELETE SET NULL, what TEXT NOT NULL CHECK (trim(what) <> ''),
  by_when TEXT NOT NULL, how_we_will_know TEXT NOT NULL CHECK (trim(how_we_will_know) <> ''), small_enough INTEGER,
  barrier TEXT NOT NULL, held_to_it TEXT NOT NULL, proposed_by TEXT NOT NULL,
  carried_from_id TEXT REFERENCES commitment ON DELETE SET NULL, outcome TEXT NOT NULL, state TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE INDEX commitment_of_engagement ON commitment (engagement_id, state, by_when);
CREATE INDEX commitment_of_session ON commitment (session_id);
CREATE INDEX commitment_by_day ON commitment (state, by_when);
CREATE TABLE pledge (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  session_id TEXT REFERENCES session ON DELETE SET NULL, what TEXT NOT NULL CHECK (trim(what) <> ''), by_when TEXT,
  commitment_id TEXT REFERENCES commitment ON DELETE SET NULL, outcome TEXT NOT NULL, state TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE INDEX pledge_of_engagement ON pledge (engagement_id, state, by_when);
CREATE INDEX pledge_of_session ON pledge (session_id);
CREATE INDEX pledge_by_day ON pledge (state, by_when);
CREATE TABLE shared_document (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, for_whom TEXT NOT NULL, how TEXT NOT NULL,
  sha256 TEXT NOT NULL, shared_at TEXT NOT NULL, engagement_id TEXT REFERENCES engagement ON DELETE SET NULL,
  client_id TEXT REFERENCES client ON DELETE SET NULL, session_id TEXT REFERENCES session ON DELETE SET NULL,
  version_id TEXT REFERENCES agreement_version ON DELETE SET NULL, {_STAMPS}) STRICT;
CREATE INDEX shared_with_client ON shared_document (client_id, shared_at);
CREATE INDEX shared_of_session ON shared_document (session_id);
CREATE INDEX shared_of_version ON shared_document (version_id);
CREATE INDEX commitment_carried_from ON commitment (carried_from_id);
CREATE INDEX pledge_for_commitment ON pledge (commitment_id);
"""

# Contentless with delete (https://www.sqlite.org/fts5.html#contentless_delete_tables): the text stays
# where it belongs and is not kept twice. It comes folded, so the tokenizer has no accents to remove.
# `prefix` makes one typed letter as quick as a whole word. Segments are merged when the coach pauses,
# not while a note is being saved. The triggers keep an entry from outliving what it is about.
_TOKENS: Final = "content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'"
_SEARCH: Final = f"""
CREATE TABLE search_entry (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, owner_id TEXT NOT NULL, client_id TEXT NOT NULL,
  engagement_id TEXT NOT NULL, session_id TEXT NOT NULL, UNIQUE (kind, owner_id)) STRICT;
CREATE INDEX client_deleted ON client (id) WHERE deleted_at IS NOT NULL;
CREATE INDEX session_deleted ON session (id) WHERE deleted_at IS NOT NULL;
CREATE VIRTUAL TABLE search_text USING fts5 (text, {_TOKENS});
CREATE VIRTUAL TABLE search_name USING fts5 (text, {_TOKENS});
INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0);
INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 64);
CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry
  BEGIN DELETE FROM search_text WHERE rowid = old.id; DELETE FROM search_name WHERE rowid = old.id; END;
CREATE TRIGGER client_gone AFTER DELETE ON client
  BEGIN DELETE FROM search_entry WHERE kind = 'client' AND owner_id = old.id; END;
CREATE TRIGGER session_gone AFTER DELETE ON session
  BEGIN DELETE FROM search_entry WHERE kind = 'session' AND owner_id = old.id; END;
CREATE TRIGGER note_gone AFTER DELETE ON private_note
  BEGIN DELETE FROM search_entry WHERE kind = 'note' AND owner_id = old.session_id; END;
CREATE TRIGGER commitment_gone AFTER DELETE ON commitment
  BEGIN DELETE FROM search_entry WHERE kind = 'commitment' AND owner_id = old.id; END;
CREATE TRIGGER pledge_gone AFTER DELETE ON pledge
  BEGIN DELETE FROM search_entry WHERE kind = 'pledge' AND owner_id = old.id; END;
CREATE TRIGGER clause_gone AFTER DELETE ON clause
  BEGIN DELETE FROM search_entry WHERE kind = 'clause' AND owner_id = old.id; END;
"""

SCRIPT: Final = _PEOPLE + _AGREEMENTS + _SIGNED_STAYS + _SESSIONS + _SEARCH
