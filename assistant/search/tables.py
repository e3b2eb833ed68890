"""The tables of the file of words. A change here raises `VERSION`: a file of another version is made anew.

`words` holds no text, only where which word stands; SQLite before 3.43 cannot take a text out of such a table again. So
the row of what is gone stays without a thread in `entries`, its number is never used again, and a file with too many of
them is made anew.
"""

from assistant.record.index_file import Layout

LAYOUT = Layout(
    2,
    """
CREATE TABLE IF NOT EXISTS threads (
    key INTEGER PRIMARY KEY, thread TEXT NOT NULL UNIQUE,
    regulator TEXT NOT NULL,
    mark TEXT NOT NULL           -- how far its file was read, in whose days
);
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY,      -- the day, then a number within it: the newest has the highest
    thread INTEGER,              -- NULL: gone
    n INTEGER NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, channel TEXT NOT NULL,
    confidential INTEGER NOT NULL, corrected INTEGER NOT NULL,
    digest BLOB NOT NULL         -- of all that is known of it
);
CREATE INDEX IF NOT EXISTS entries_thread ON entries (thread) WHERE thread IS NOT NULL;
CREATE INDEX IF NOT EXISTS entries_gone ON entries (id) WHERE thread IS NULL;
CREATE TABLE IF NOT EXISTS turns (
    thread INTEGER NOT NULL, n INTEGER NOT NULL, day TEXT NOT NULL, closed INTEGER NOT NULL, PRIMARY KEY (thread, n)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS caught_up (stamp TEXT NOT NULL);   -- the index's, when nothing was left to be read
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    head, body, quoted, sender, recipients, files, annexes, refs, marks,
    content = '', prefix = '2 3', tokenize = 'ascii'
);
""",
)

COLUMNS = ("head", "body", "quoted", "sender", "recipients", "files", "annexes", "refs")
"""Of `words`, those that hold what an entry says; the last one, `marks`, holds what else is true of it."""
PREFIXED = 3
"""Letters of the longest beginnings that `words` has ready."""
A_DAY = 1 << 20
"""Numbers for the entries of one day."""
