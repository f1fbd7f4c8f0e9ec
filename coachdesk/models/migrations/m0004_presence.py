"""What happens in a session: what was heard and noticed, who was there, files, prompts, feedback, preferences.

A larger summary and further promises of a closing are handed out with the rest, so the same
triggers that keep the handed-out text hold them.
"""

from typing import Final

_STAMPS: Final = "created_at TEXT NOT NULL, updated_at TEXT NOT NULL"
_NAMED: Final = "TEXT NOT NULL CHECK (trim({column}) <> '')"
_REFUSE: Final = "BEGIN SELECT RAISE(ABORT, 'handed-out text does not change'); END;"

_COLUMNS: Final = """
ALTER TABLE engagement ADD COLUMN members_apart INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN kind TEXT NOT NULL DEFAULT 'coaching';
ALTER TABLE session ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shared_text ADD COLUMN experiment TEXT NOT NULL DEFAULT '';
ALTER TABLE shared_text ADD COLUMN free_line TEXT NOT NULL DEFAULT '';
ALTER TABLE shared_text ADD COLUMN headings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE earlier_shared_text ADD COLUMN experiment TEXT NOT NULL DEFAULT '';
ALTER TABLE earlier_shared_text ADD COLUMN free_line TEXT NOT NULL DEFAULT '';
ALTER TABLE closing ADD COLUMN small_enough INTEGER;
ALTER TABLE closing ADD COLUMN barrier TEXT NOT NULL DEFAULT '';
ALTER TABLE closing ADD COLUMN held_to_it TEXT NOT NULL DEFAULT '';
ALTER TABLE commitment ADD COLUMN headline INTEGER NOT NULL DEFAULT 1;
ALTER TABLE pledge ADD COLUMN headline INTEGER NOT NULL DEFAULT 1;
"""

_OF_SESSION: Final = (
    f"id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, "
    f"noted_at TEXT NOT NULL, {_STAMPS}"
)

_MOMENTS: Final = f"""
CREATE TABLE quote (words {_NAMED.format(column="words")}, {_OF_SESSION}) STRICT;
CREATE TABLE reflection (
  heard {_NAMED.format(column="heard")}, feeling TEXT NOT NULL, alignment TEXT NOT NULL, correction TEXT NOT NULL,
  {_OF_SESSION}) STRICT;
CREATE TABLE signal (
  noticed {_NAMED.format(column="noticed")}, kind TEXT NOT NULL, reading TEXT NOT NULL, second_reading TEXT NOT NULL,
  named_kindly INTEGER NOT NULL, meant TEXT NOT NULL, {_OF_SESSION}) STRICT;
CREATE TABLE insight (words {_NAMED.format(column="words")}, leads_to TEXT NOT NULL, {_OF_SESSION}) STRICT;
CREATE TABLE experiment (
  what {_NAMED.format(column="what")}, assumption TEXT NOT NULL, until TEXT, happened TEXT NOT NULL,
  learned TEXT NOT NULL, {_OF_SESSION}) STRICT;
CREATE TABLE supervision_flag (words {_NAMED.format(column="words")}, settled_on TEXT, {_OF_SESSION}) STRICT;
CREATE INDEX quote_of_session ON quote (session_id, noted_at);
CREATE INDEX reflection_of_session ON reflection (session_id, noted_at);
CREATE INDEX signal_of_session ON signal (session_id, noted_at);
CREATE INDEX insight_of_session ON insight (session_id, noted_at);
CREATE INDEX experiment_of_session ON experiment (session_id, noted_at);
CREATE INDEX flag_of_session ON supervision_flag (session_id, noted_at);
CREATE TABLE milestone (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  session_id TEXT REFERENCES session ON DELETE SET NULL, noted_at TEXT NOT NULL, what {_NAMED.format(column="what")},
  measure TEXT NOT NULL, target_on TEXT, set_together INTEGER NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE INDEX milestone_of_engagement ON milestone (engagement_id, state, target_on);
CREATE INDEX milestone_of_session ON milestone (session_id);
"""

_TRIGGERED: Final = (
    "quote",
    "reflection",
    "signal",
    "insight",
    "experiment",
    "supervision_flag",
    "milestone",
)
_FOUND: Final = "".join(
    f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table}\n"
    f"  BEGIN DELETE FROM search_entry WHERE kind = 'moment' AND owner_id = old.id; END;\n"
    for table in _TRIGGERED
)

_PEOPLE: Final = f"""
CREATE TABLE attendance (
  session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE, presence TEXT NOT NULL, note TEXT NOT NULL,
  {_STAMPS}, PRIMARY KEY (session_id, client_id)) STRICT;
CREATE INDEX attendance_of_client ON attendance (client_id);
CREATE TABLE preference (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE, pace TEXT NOT NULL,
  directness TEXT NOT NULL, structure TEXT NOT NULL, reassurance TEXT NOT NULL, contact TEXT NOT NULL,
  channels TEXT NOT NULL, silence TEXT NOT NULL, disagreeing TEXT NOT NULL, off_track TEXT NOT NULL,
  trust TEXT NOT NULL, safer TEXT NOT NULL, context TEXT NOT NULL, source TEXT NOT NULL, asked_on TEXT NOT NULL,
  confirmed_on TEXT, recheck_on TEXT, {_STAMPS}) STRICT;
CREATE INDEX preference_of_client ON preference (client_id, asked_on);
CREATE TABLE feedback (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  session_id TEXT REFERENCES session ON DELETE SET NULL, client_id TEXT REFERENCES client ON DELETE CASCADE,
  giver TEXT NOT NULL, given_on TEXT NOT NULL, sentence TEXT NOT NULL, stem TEXT NOT NULL, how TEXT NOT NULL,
  asks_change INTEGER NOT NULL, answer TEXT NOT NULL, will_change TEXT NOT NULL, told_on TEXT, {_STAMPS}) STRICT;
CREATE INDEX feedback_of_engagement ON feedback (engagement_id, given_on);
CREATE INDEX feedback_of_session ON feedback (session_id);
CREATE INDEX feedback_of_client ON feedback (client_id);
CREATE TABLE practice_reflection (
  id TEXT PRIMARY KEY, session_id TEXT REFERENCES session ON DELETE SET NULL, on_day TEXT NOT NULL, lens TEXT NOT NULL,
  did TEXT NOT NULL, missed TEXT NOT NULL, learning TEXT NOT NULL, anonymised INTEGER NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX practice_reflection_of_session ON practice_reflection (session_id);
CREATE TRIGGER reflection_of_practice_goes_along BEFORE DELETE ON session
  BEGIN DELETE FROM practice_reflection WHERE session_id = old.id AND NOT anonymised; END;
"""

_CLOSING: Final = f"""
CREATE TABLE further_promise (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, position INTEGER NOT NULL,
  by_coach INTEGER NOT NULL, what TEXT NOT NULL, by_when TEXT, known_by TEXT NOT NULL, small_enough INTEGER,
  barrier TEXT NOT NULL, held_to_it TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX further_promise_of_session ON further_promise (session_id, position);
CREATE TRIGGER handed_out_promise_stays BEFORE UPDATE ON further_promise
  WHEN (SELECT handed_out_at FROM session WHERE id = old.session_id) IS NOT NULL
  {_REFUSE}
CREATE TRIGGER handed_out_promise_is_not_added BEFORE INSERT ON further_promise
  WHEN (SELECT handed_out_at FROM session WHERE id = new.session_id) IS NOT NULL
  {_REFUSE}
CREATE TRIGGER handed_out_promise_is_not_removed BEFORE DELETE ON further_promise
  WHEN (SELECT handed_out_at FROM session WHERE id = old.session_id) IS NOT NULL
  {_REFUSE}
CREATE TABLE heading_template (
  id TEXT PRIMARY KEY, name {_NAMED.format(column="name")}, headings TEXT NOT NULL, {_STAMPS}) STRICT;
"""

# The content lies in parts, so that a large file streams in and out and is never whole in memory. Parts come before
# their file and go after it, a few at a time, so no key holds them: parts without a file are cleared away.
_FILES: Final = f"""
CREATE TABLE attachment (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  session_id TEXT REFERENCES session ON DELETE CASCADE, name {_NAMED.format(column="name")},
  media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, added_at TEXT NOT NULL,
  deleted_at TEXT, {_STAMPS}) STRICT;
CREATE INDEX attachment_of_session ON attachment (session_id, added_at);
CREATE INDEX attachment_of_engagement ON attachment (engagement_id, added_at);
CREATE INDEX attachment_deleted ON attachment (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE attachment_part (
  attachment_id TEXT NOT NULL, position INTEGER NOT NULL, content BLOB NOT NULL, {_STAMPS},
  PRIMARY KEY (attachment_id, position)) STRICT;
CREATE TRIGGER attachment_gone AFTER DELETE ON attachment
  BEGIN DELETE FROM search_entry WHERE kind = 'attachment' AND owner_id = old.id; END;
"""

_PROMPTS: Final = f"""
CREATE TABLE prompt (
  id TEXT PRIMARY KEY, words {_NAMED.format(column="words")}, moment TEXT NOT NULL, lens TEXT NOT NULL,
  language TEXT NOT NULL, replaces TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX prompt_in_place_of ON prompt (replaces);
CREATE TABLE prompt_mark (
  prompt_key TEXT PRIMARY KEY, favourite INTEGER NOT NULL, hidden INTEGER NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE prompt_use (
  id TEXT PRIMARY KEY, prompt_key TEXT NOT NULL, words {_NAMED.format(column="words")},
  session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, used_at TEXT NOT NULL, came_of TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE INDEX prompt_use_in_session ON prompt_use (session_id, used_at);
CREATE INDEX prompt_use_of_prompt ON prompt_use (prompt_key, used_at);
CREATE TABLE listed_word (
  list TEXT NOT NULL, word {_NAMED.format(column="word")}, position INTEGER NOT NULL, {_STAMPS},
  PRIMARY KEY (list, word)) STRICT;
"""

SCRIPT: Final = _COLUMNS + _MOMENTS + _FOUND + _PEOPLE + _CLOSING + _FILES + _PROMPTS
