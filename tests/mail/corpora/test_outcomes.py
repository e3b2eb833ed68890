"""Whole outcomes that other parsers keep as JSON beside their mails, read where they lie."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from assistant.mail.parse import parse_mail
from assistant.record.dates import in_utc
from assistant.record.kinds import Message, Party
from tests.mail.corpora.places import ROOT

Json = Any
"""What another project wrote."""


def files(*below: str, pattern: str) -> list[Path]:
    return sorted(path for path in Path(ROOT or "", *below).rglob(pattern) if ROOT and path.is_file())


def bare(text: str) -> str:
    return "".join(text.split())


def plain(parties: tuple[Party, ...]) -> list[tuple[str, str]]:
    return [(party.name, party.address) for party in parties]


# --- Stalwart's parser

STALWART = files("stalwartlabs+mail-parser", "resources", "eml", pattern="*.eml")
BYTES_LOST = "its bytes are in no charset that it names; Stalwart shows a mark for each, we read Windows-1252"
STALWART_DIFFERS = {
    "legacy/010": (BYTES_LOST, "subject to"),
    "legacy/016": (BYTES_LOST, "names"),
    "legacy/017": (BYTES_LOST, "to"),
    "legacy/020": (BYTES_LOST, "subject to"),
    "legacy/022": (BYTES_LOST, "subject to"),
    "legacy/023": (BYTES_LOST, "names"),
    "legacy/026": (BYTES_LOST, "names"),
    "legacy/027": (BYTES_LOST, "subject to"),
    "legacy/033": (BYTES_LOST, "text"),
    "legacy/035": ("only the last step of a path is a name, its backslashes doubled or not", "names"),
    "legacy/039": ("the same", "names"),
    "legacy/049": ("files that stand uuencoded in the text are attachments", "text"),
    "legacy/052": (BYTES_LOST, "subject to text"),
    "malformed/019": ("a date that breaks off in its seconds", "sent"),
    "malformed/020": ("text above the first delimiter, where there is an HTML part that says as much", "text"),
    "malformed/021": ("the same; Stalwart shows the HTML with its tags", "text"),
    "rfc/001": ("only the last step of a path is a name", "names"),
    "rfc/007": ("of alternatives, one is read", "text"),
    "thirdparty/000": ("zero bytes are marked", "text"),
    "thirdparty/002": ("words behind base64 in one line are left as they are, and the base64 with them", "text"),
}
"""File → why we disagree on purpose, and in what."""


def stated_addresses(value: Json) -> list[tuple[str, str]]:
    if value == "Empty":
        return []
    groups = value["Address"].get("Group") or [{"addresses": value["Address"].get("List") or []}]
    return [(one["name"] or "", one["address"] or "") for group in groups for one in group["addresses"]]


def stated_ids(value: Json) -> list[str]:
    return [] if value == "Empty" else [value["Text"]] if "Text" in value else value["TextList"]


def stated_moment(value: Json) -> str | None:
    moment = value["DateTime"]
    sign = "-" if moment["tz_before_gmt"] else "+"
    day = "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}".format(**moment)
    return in_utc(f"{day}{sign}{moment['tz_hour']:02}:{moment['tz_minute']:02}")


def known_fields(part: Json) -> dict[str, Json]:
    """Those that the parser has a name for; of several, the last."""
    return {field["name"]: field["value"] for field in part["headers"] if isinstance(field["name"], str)}


def stated_names(stated: Json) -> Iterator[str]:
    for number in stated["attachments"]:
        fields = known_fields(stated["parts"][number])
        for name, key in (("content_disposition", "filename"), ("content_type", "name")):
            value = fields.get(name, "Empty")
            attributes = [] if value == "Empty" else value["ContentType"]["attributes"] or []
            values = [attribute["value"] for attribute in attributes if attribute["name"] == key]
            if values:
                yield values[0]
                break


def stalwart_disagrees(stated: Json, message: Message) -> set[str]:
    fields = known_fields(stated["parts"][0])
    filled = {name: value for name, value in fields.items() if value != "Empty"}
    ours: dict[str, object] = {}
    theirs: dict[str, object] = {}

    def compare(what: str, stated_value: object, read: object) -> None:
        theirs[what], ours[what] = stated_value, read

    if "subject" in filled:
        compare("subject", filled["subject"]["Text"].split(), message.subject.split())
    if "from" in filled:
        compare("from", stated_addresses(filled["from"])[:1], plain((message.sender,)))
    for name, parties in (("to", message.to), ("cc", message.cc)):
        if name in fields:
            compare(name, stated_addresses(fields[name]), plain(parties))
    if "date" in filled:
        compare("sent", stated_moment(filled["date"]), in_utc(message.sent))
    if "message_id" in filled:
        compare("id", stated_ids(filled["message_id"])[0], message.message_id)
    if "references" in filled:
        compare("references", stated_ids(filled["references"]), list(message.references))
    names = list(stated_names(stated))
    compare("names", names, [found.name for found in message.attachments if found.name in names] if names else [])
    bodies = [stated["parts"][number]["body"] for number in stated["text_body"]]
    texts = [bare(body["Text"]) for body in bodies if "Text" in body]
    compare("text", True, all(text in bare(message.text) for text in texts))
    return {what for what, value in theirs.items() if ours[what] != value}


@pytest.mark.parametrize("path", STALWART, ids=[f"{path.parent.name}/{path.stem}" for path in STALWART])
def test_mails_are_read_as_stalwart_reads_them_or_the_difference_is_explained(path: Path) -> None:
    stated = json.loads(path.with_suffix(".json").read_text("utf-8"))
    message = parse_mail(path.read_bytes(), UTC).message
    _, explained = STALWART_DIFFERS.get(f"{path.parent.name}/{path.stem}", ("", ""))
    assert stalwart_disagrees(stated, message) == set(explained.split())


# --- MailCore

MAILCORE = ("MailCore+mailcore2", "unittest", "data")
HEADS = files(*MAILCORE, "parser", "input", pattern="*")


@pytest.mark.parametrize("path", HEADS, ids=[f"{path.parent.name}/{path.name}" for path in HEADS])
def test_subjects_and_ids_are_those_that_mailcore_reads(path: Path) -> None:
    """Its dates are not asked: it takes years of two digits for ours, and a mail without a date for one of 2001."""
    place = Path(ROOT or "", *MAILCORE, "parser")
    stated = json.loads((place / "output" / path.relative_to(place / "input")).read_text("utf-8"))["header"]
    message = parse_mail(path.read_bytes(), UTC).message
    assert message.subject.split() == stated.get("subject", "").split()
    assert set(stated.get("references", ())) <= set(message.references)
    if "messageIDAutoGenerated" not in stated and message.message_id:
        assert message.message_id == stated["messageID"]


SUMMARIES = files(*MAILCORE, "summary", "input", pattern="*.eml")
WORD = re.compile(r"[^\W\d_]{3,}")
WORDS_DIFFER = {
    "2458-encoding": "Turkish in Windows-1254, which it does not say",
    "2518-encoding": "the same",
    "5229-cyrillic-asian": "its plain text is cut within words; MailCore shows the HTML",
    "2113-formatting": "MailCore shows the attached mail with it",
    "6144-russian": "MailCore shows the HTML, which has more links",
}
LINKS = frozenset({"http", "https", "www", "com", "mailto", "toc"})


@pytest.mark.parametrize("path", SUMMARIES, ids=[path.stem for path in SUMMARIES])
def test_words_in_all_scripts_are_those_that_mailcore_shows(path: Path) -> None:
    shown = (path.parents[1] / "output" / f"{path.stem}.txt").read_text("utf-8").partition("\n\n")[2]
    message = parse_mail(path.read_bytes(), UTC).message
    names = " ".join(attachment.name for attachment in message.attachments)
    stated = set(WORD.findall(re.sub(r"\(\S+\)|^- .*", "", shown, flags=re.MULTILINE))) - LINKS
    missing = {word for word in stated if word not in message.text + names}
    assert (len(missing) > len(stated) // 20) == (path.stem in WORDS_DIFFER), sorted(missing)
