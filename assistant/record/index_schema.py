"""The tables of the index. An index of another `VERSION` is thrown away and built anew.

A change here raises it, and one in what a fold or its openings come to, since the index keeps that.
"""

VERSION = 18

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    thread TEXT PRIMARY KEY,
    regulator TEXT NOT NULL,
    entries INTEGER NOT NULL,
    position TEXT NOT NULL,      -- the store's own mark of how far it was read
    stale INTEGER NOT NULL,      -- not folded since it was read
    problem TEXT NOT NULL,
    notice TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_stale ON files (thread) WHERE stale;
CREATE INDEX IF NOT EXISTS files_faulty ON files (thread) WHERE problem || notice != '';
CREATE INDEX IF NOT EXISTS files_regulator ON files (regulator);
CREATE TABLE IF NOT EXISTS zones (   -- the row of the regulator '' says that every file was looked at once
    regulator TEXT PRIMARY KEY, zone TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lines (
    thread TEXT NOT NULL, n INTEGER NOT NULL, line BLOB NOT NULL, PRIMARY KEY (thread, n)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS threads (
    thread TEXT PRIMARY KEY, regulator TEXT NOT NULL, title TEXT NOT NULL, ours TEXT NOT NULL, theirs TEXT NOT NULL,
    opened TEXT NOT NULL, closed TEXT, ball TEXT NOT NULL, last_in TEXT, last_out TEXT, last_contact TEXT,
    open_requests INTEGER NOT NULL, open_commitments INTEGER NOT NULL, messages INTEGER NOT NULL,
    last_day TEXT NOT NULL,      -- from this day on, `state` holds
    merged_into TEXT NOT NULL,
    state BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS newest (thread TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID;   -- of long ones
CREATE INDEX IF NOT EXISTS threads_last_day ON threads (regulator, last_day);
CREATE TABLE IF NOT EXISTS openings (   -- without those whose clock stands still
    thread TEXT NOT NULL, regulator TEXT NOT NULL, kind TEXT NOT NULL,
    start TEXT,                  -- day 0, if days are counted from it
    promised INTEGER NOT NULL,   -- 1: they promised a day, so that only a legal clock counts from `start`
    due TEXT,                    -- the day its own words set, a holding reply promised, or it was extended to
    hidden TEXT NOT NULL         -- a snooze hides it from courtesy reminders until the end of this day; '': none does
);
CREATE INDEX IF NOT EXISTS openings_start
    ON openings (regulator, kind, promised, start, hidden, thread) WHERE start IS NOT NULL;
CREATE INDEX IF NOT EXISTS openings_due ON openings (regulator, kind, due, hidden, thread) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS openings_thread ON openings (thread);
CREATE TABLE IF NOT EXISTS mails (fingerprint TEXT NOT NULL, thread TEXT NOT NULL, n INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS mails_fingerprint ON mails (fingerprint);
CREATE INDEX IF NOT EXISTS mails_thread ON mails (thread);
CREATE TABLE IF NOT EXISTS ids (
    message_id TEXT NOT NULL,    -- or what else ties mails together
    thread TEXT NOT NULL,
    own INTEGER NOT NULL DEFAULT 0,   -- 1: the thread has that mail, and does not only refer to it
    PRIMARY KEY (message_id, thread)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ids_thread ON ids (thread);
CREATE TABLE IF NOT EXISTS merged (thread TEXT PRIMARY KEY) WITHOUT ROWID;   -- into another
CREATE TABLE IF NOT EXISTS apart (
    thread TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (thread, other)
) WITHOUT ROWID;
"""
