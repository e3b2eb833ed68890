"""`assistant search`: full text over the whole record."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from assistant.cli import output
from assistant.cli.options import end_if_unread, pass_session, record_options
from assistant.cli.session import Session
from assistant.record.inert import inert_line
from assistant.search.search import Found, Hit
from assistant.services.searching import Searcher

PATIENCE = 1.0
"""Seconds after which a catching up says that it is at work."""


@click.command("search", context_settings={"ignore_unknown_options": True})
@record_options
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most hits shown.")
@click.option("--skip", type=click.IntRange(0), default=0, help="Leave out so many hits: the next page.")
@click.option("--rank", is_flag=True, help="The best first, not the newest (or rank: in the query).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@pass_session
def command(session: Session, query: tuple[str, ...], limit: int, skip: int, rank: bool, form: str) -> None:
    """Find entries by their words, the newest first.

    All words must be there: blocked platform. A phrase: '"no reply"' (quoted for the shell). The beginning of a word:
    licen*. Without: -press. Either: telecoms OR internet. Fields: from: to: regulator: thread: channel: direction:
    side:company class: before: after: since: until: on:2020-10 has:attachment has:request is:open tag: ref:

    Exits 1 if nothing is found, 3 if a thread could not be read.
    """
    desk = session.desk()
    searcher = Searcher(desk)
    try:
        catch_up(searcher)
        output.faults(searcher.faults)
        found = searcher.find(" ".join(query), limit=limit, skip=skip, ranked=rank)
    finally:
        searcher.close()
    if form == "json":
        hits = [_document(hit) for hit in found.hits]
        output.document(desk.today(), hits=hits, total=found.total, at_least=found.more)
    else:
        _text(session, found, skip)
    end_if_unread(searcher.faults)
    if not found.hits:
        raise click.exceptions.Exit(1)


def catch_up(searcher: Searcher) -> None:
    """With a running count in a terminal, if it takes a while."""
    begun, told = time.monotonic(), False
    for progress in searcher.catch_up():
        if sys.stderr.isatty() and time.monotonic() - begun > PATIENCE:
            sys.stderr.write(f"\rreading {progress.done} of {progress.total} threads …")
            sys.stderr.flush()
            told = True
    if told:
        sys.stderr.write("\r\x1b[K")


def _document(hit: Hit) -> dict[str, Any]:
    return {
        "thread": hit.thread,
        "entry": hit.n,
        "kind": hit.kind,
        "day": hit.day,
        "direction": hit.direction or None,
        "channel": hit.channel or None,
        "from": hit.sender or None,
        "subject": hit.subject or None,
        "passage": hit.passage.text,
        "marks": hit.passage.marks,
        "confidential": "confidential" in hit.marks,
        "illustrative": "illustrative" in hit.marks,
        "quoted": "quoted" in hit.marks,
        "annex": hit.annex or None,
        "bounce": "bounce" in hit.marks,
    }


def _text(session: Session, found: Found, skip: int) -> None:
    if not found.hits:
        output.tell("Nothing found.")
        return
    lines = []
    for hit in found.hits:
        name = output.style(hit.id, session.color, "bold")
        what = " ".join(filter(None, [hit.direction, hit.channel])) or hit.kind
        annex = [f"in the annex {inert_line(hit.annex)}"] if hit.annex else []
        signs = "".join(f" [{mark}]" for mark in (*hit.marks, *annex))
        about = " · ".join(filter(None, [inert_line(hit.sender), inert_line(hit.subject)]))
        lines += [f"{name}  {hit.day}  {what}{signs}  {about}".rstrip(), f"    {_marked(hit, session.color)}"]
    output.show_lines(lines)
    if found.total > skip + len(found.hits):
        total = f"at least {found.total}" if found.more else str(found.total)
        output.tell(f"{len(found.hits)} of {total}: --skip {skip + len(found.hits)} shows more, --limit more at once.")


def _marked(hit: Hit, color: bool) -> str:
    """The passage with the found words in colour; without colour, as it is."""
    told, at = "", 0
    for start, end in hit.passage.marks:
        told += hit.passage.text[at:start] + output.style(hit.passage.text[start:end], color, "yellow")
        at = end
    return told + hit.passage.text[at:]
