"""The message as one HTTP request, in the form that each service takes.

What others wrote cannot command these services: Slack's `<`, `>` and `&` are escaped (as its reference on formatting
asks) and it is told to read nothing into names; Teams gets text runs, in which an Adaptive Card knows no markup; ntfy
plain text. Calls to everybody in a channel and links in Markdown, which compatible services read, are taken apart.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct

from assistant.clocks.gap_document import as_document
from assistant.clocks.selection import severity_rank
from assistant.notify.notice import Notice
from assistant.notify.telling import Told, fitting
from assistant.settings.notify import LEVELS, SECRET, DestinationSettings

SLACK_BLOCKS = 50
"""The most blocks of a message."""
SLACK_SECTION = 3000
"""The most characters of a section."""
SLACK_HEADER = 150
SLACK_TEXT = 40_000
"""The most characters of the text for those who do not show blocks."""
TEAMS_BYTES = 24_000
"""Teams takes 28 KB with all that it adds itself."""
NTFY_BYTES = 4_000
"""Beyond 4,096 bytes ntfy makes a file of a message."""
_EVERYBODY = re.compile(r"@(?=channel|here|everyone|group|all\b)", re.IGNORECASE)
_BREAK = "\u200b"
"""A space of no width: nothing to see, and no longer the same word."""


class Parcel(Struct, frozen=True):
    """One request to post."""

    url: str
    headers: tuple[tuple[str, str], ...]
    content: bytes


def parcel(destination: DestinationSettings, notice: Notice, secret: str) -> Parcel:
    """The request that tells `destination` of `notice`; `secret` is empty if it needs none."""
    form = {"webhook": _webhook, "slack": _slack, "teams": _teams, "ntfy": _ntfy}[destination.type]
    headers, content = form(notice)
    url = destination.url.rstrip("/") + f"/{destination.topic}" if destination.type == "ntfy" else destination.url
    if SECRET in url:
        url = url.replace(SECRET, quote(secret, safe="/*"))
    elif secret:
        headers = (*headers, ("Authorization", f"Bearer {secret}"))
    return Parcel(url, headers, content)


_JSON = (("Content-Type", "application/json"),)
Form = tuple[tuple[tuple[str, str], ...], bytes]
"""Headers and content."""


def _webhook(notice: Notice) -> Form:
    """The document of `check --format json`, with what a message adds to it."""
    return _JSON, _document(
        {
            "version": 1,
            "as_of": notice.as_of,
            "gaps": [as_document(item.gap, repeat=item.repeat) for item in notice.items],
            "repeat": notice.repeat,
            "not_checked": notice.unchecked,
            "withheld": notice.withheld,
        }
    )


def _slack(notice: Notice) -> Form:
    return _JSON, _document(fitting(notice, _slack_message, _fits_slack))


def _fits_slack(made: dict[str, Any]) -> bool:
    return len(made["blocks"]) <= SLACK_BLOCKS and len(made["text"]) <= SLACK_TEXT


def _slack_message(message: Told) -> dict[str, Any]:
    header = {"type": "header", "text": {"type": "plain_text", "text": message.title[:SLACK_HEADER]}}
    sections = []
    for heading, gaps in message.groups:
        sections.append(f"*{_slack_text(heading)}*")
        sections += ["\n".join(map(_slack_text, lines)) for lines in gaps]
    if message.closing:
        sections.append("\n".join(map(_slack_text, message.closing)))
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": text[:SLACK_SECTION], "verbatim": True}}
        for text in sections
    ]
    return {"text": _slack_text(message.text), "mrkdwn": False, "link_names": False, "blocks": [header, *blocks]}


def _slack_text(text: str) -> str:
    return _tame(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _teams(notice: Notice) -> Form:
    body = fitting(notice, lambda message: _document(_teams_message(message)), lambda made: len(made) <= TEAMS_BYTES)
    return _JSON, body


def _teams_message(message: Told) -> dict[str, Any]:
    blocks = [_runs(message.title, bold=True)]
    for heading, gaps in message.groups:
        blocks.append(_runs(heading, bold=True))
        blocks += [_runs(line) for lines in gaps for line in lines]
    blocks += [_runs(line) for line in message.closing]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": blocks,
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "text": message.title, "attachments": [attachment]}


def _runs(line: str, *, bold: bool = False) -> dict[str, Any]:
    run = {"type": "TextRun", "text": _tame(line), "weight": "bolder" if bold else "default"}
    return {"type": "RichTextBlock", "inlines": [run]}


def _ntfy(notice: Notice) -> Form:
    message = fitting(notice, lambda made: made, lambda made: len(made.text.encode()) <= NTFY_BYTES)
    worst = max((severity_rank(item.gap.severity) for item in notice.items), default=LEVELS.index("high"))
    overdue = any(item.gap.state == "overdue" for item in notice.items)
    priority = {0: "2", 1: "3", 2: "4"}.get(worst, "5")
    headers = (
        ("Title", message.title),
        ("Priority", priority),
        ("Tags", "warning" if overdue or notice.unchecked else "calendar"),
        ("Content-Type", "text/plain; charset=utf-8"),
    )
    return headers, message.text.partition("\n")[2].strip("\n").encode()


def _tame(text: str) -> str:
    return _EVERYBODY.sub(f"@{_BREAK}", text).replace("](", f"]{_BREAK}(")


def _document(body: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(body), indent=2)
