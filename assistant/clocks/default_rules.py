"""The rules that hold unless the configuration says otherwise, in the words of the configuration itself.

All of them are a courtesy: no law is assumed. Each could be written as a `[[rules]]` table of the same keys:

| Kind | Waits for | After | Reminders | Announced |
|---|---|---|---|---|
| `no-reply` | an answer to what we asked or wrote | 7 days | 7, 14, 30 days | on the day |
| `no-acknowledgement` | any sign that it arrived | 5 working days | one | on the day |
| `partial-answer` | the rest of an answer | 7 days | one | on the day |
| `promise-passed` | what they promised | their own date | one | on the day |
| `we-owe` | our answer | the date it sets, else 7 days | one | 3 days ahead |
| `commitment-due` | what we promised | our own date | one | 3 days ahead |
| `undelivered` | a second attempt | at once | one | on the day |
| `call-unconfirmed` | a letter that says what was spoken | 2 working days | one | on the day |
| `filing-without-receipt` | the receipt of what we filed | 2 working days | one | on the day |
| `unclassified` | somebody to say what a mail is | 2 days | one | on the day |
| `draft-stale` | a draft to be sent or discarded | 3 days; at once when the thread changes | one | on the day |
| `gone-quiet` | anything at all while they owe us something | 7 days | one | on the day |
| `unmatched` | somebody to say whose mail it is | 7 days in the tray | one | on the day |

They hold for every regulator, channel, thread and tag. After a reminder of ours, the next one of `no-reply` and of
`partial-answer` waits 5 days at least; none is repeated or capped. How much their gaps weigh is in `severity`; who
looks after them, the configuration says.
"""

from __future__ import annotations

from assistant.config import RuleSettings

SPACING = "5 days"
"""From a reminder that we sent, however late, to the next: time to answer it, and short enough to keep to the steps."""

DEFAULT_RULES = (
    RuleSettings(kind="no-reply", after="7 days", steps=("14 days", "30 days"), spacing=SPACING),
    RuleSettings(kind="no-acknowledgement", after="5 working days"),
    RuleSettings(kind="partial-answer", after="7 days", spacing=SPACING),
    RuleSettings(kind="promise-passed"),
    RuleSettings(kind="we-owe", after="7 days", warn="3 days"),
    RuleSettings(kind="commitment-due", warn="3 days"),
    RuleSettings(kind="undelivered", after="0 days"),
    RuleSettings(kind="call-unconfirmed", after="2 working days"),
    RuleSettings(kind="filing-without-receipt", after="2 working days"),
    RuleSettings(kind="unclassified", after="2 days"),
    RuleSettings(kind="draft-stale", after="3 days"),
    RuleSettings(kind="gone-quiet", after="7 days"),
    RuleSettings(kind="unmatched", after="7 days"),
)

OWN_DATE_ONLY = frozenset({"promise-passed", "commitment-due"})
"""Kinds that count to the date in their own words: `after` has no meaning for them."""
