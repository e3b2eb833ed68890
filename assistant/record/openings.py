"""What a thread leaves open, and since when: the facts on which rules then count days.

An opening is there or not, whatever the rules say; it names its entry, its first day and the date its own words
set. The index keeps one short row for each, so that a check over many threads can leave most of them unread.

The reading of the record, in both directions:

* A request that the regulator owes awaits its reply (`no-reply`) until a substantive inbound message comes or it is
  settled. If the reply comes and does not settle it, what is left is a `partial-answer`; a *partial* reply leaves it
  as it was. What neither a person nor the program gave a class (a call, mostly) answers nothing.
* An outbound message that asks nothing in so many words and answers nothing also awaits a reply, from the first such
  message after their last answer; what follows it is a chaser.
* A bounce means that no clock started: `undelivered`, until the message is sent again.
* A request that the company owes (`we-owe`) stays until it is settled. A person's mail that nobody has classified and
  that we have not answered counts as such, until somebody says what it is.
  So does what they write in a matter after it was closed, and nothing else there.
* A call or meeting is `call-unconfirmed` until something in writing follows it: a letter of ours that arrived, or an
  answer of theirs. Of several in a row the latest counts, since one letter confirms them all. One on which they asked
  us something in so many words counts by that request alone (`we-owe`): our answer is the letter.
* What we filed on a portal is `filing-without-receipt` while no receipt number was logged with it and no person of
  theirs has spoken since. A filing awaits a receipt and no acknowledgement.
* A mail whose class is only proposed is `unclassified` if that proposal stopped a clock, so that nobody would notice a
  wrong one: it was taken for the first sign that ours arrived, or for the answer after which nothing is awaited. So is
  one of which the program is not sure. The first since we last wrote counts, unless one already waits as `we-owe`.
* A draft is `draft-stale` while it is neither sent nor discarded: since it was last saved, and at once when a message
  came or went since.
* Mail of no known regulator is `unmatched` since the day it was logged, until somebody files it.
* `gone-quiet` counts from the last thing they said, while they owe us something older than that; not from a word by
  which they named a day, in a promise or as more time.
* A dated promise of theirs is `promise-passed`, ours is `commitment-due`, until it is kept, or is put off by the next
  holding reply about the same: `promised`. It moves the courtesy clock of what it is about, and of nothing else.
* Where a person confirmed that a re-send or an answered clarification makes a clock count anew, it does: `restarts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date

from assistant.record.dates import day_of
from assistant.record.kinds import Message
from assistant.record.loose_ends import WRITTEN, is_unsure, only_proposed, stale_drafts, unconfirmed, unreceipted
from assistant.record.opening import Opening, OpeningKind
from assistant.record.promised import Promised, before
from assistant.record.restarts import counted_anew
from assistant.record.store import TRAY
from assistant.record.thread import Ball, Logged, Obligation, Thread

__all__ = ["Opening", "OpeningKind", "ball", "last_contact", "openings"]

ACKNOWLEDGED = WRITTEN - {"portal"}
"""Channels on which an acknowledgement can be expected; a portal gives a receipt."""


def openings(thread: Thread) -> tuple[Opening, ...]:
    """Everything open in `thread`; in a closed one only what they wrote after that."""
    if thread.closed is not None:
        since = thread.closed, thread.closed_by
        return () if thread.merged_into else tuple(Reading(thread).mail_awaiting_us(since))
    if thread.regulator == TRAY:
        return tuple(_unmatched(thread))
    found = tuple(_openings(thread))
    return tuple(counted_anew(thread, opening) for opening in found) if thread.restarts else found


def _unmatched(thread: Thread) -> Iterator[Opening]:
    first = min(thread.messages, key=lambda m: m.logged, default=None)
    if first is not None:
        yield Opening("unmatched", "company", first.n, first.n, day_of(first.logged, UTC))


def ball(thread: Thread) -> Ball:
    """Who has to act next, by the last thing of substance and not by the last mail.

    The company while it owes an answer, else the regulator while it owes one, else the company while it has something
    to send or to read, else nobody. An unfinished draft is no move.
    """
    kinds = {o.kind for o in openings(thread)}
    if "we-owe" in kinds:
        return "company"
    if kinds & {"no-reply", "partial-answer", "promise-passed", "filing-without-receipt"}:
        return "regulator"
    return "company" if kinds & {"undelivered", "call-unconfirmed", "unclassified"} else "none"


def last_contact(thread: Thread) -> Logged | None:
    """The last time the regulator itself spoke to the company; machines and the press do not count."""
    return next((m for m in reversed(thread.messages) if m.from_person), None)


def returned(thread: Thread) -> dict[int, Logged]:
    """Our messages that did not arrive, by entry, each with the report that says so."""
    return Reading(thread).bounced


def _openings(thread: Thread) -> Iterator[Opening]:
    reading = Reading(thread)
    theirs = [*reading.requests_on_them(), *reading.message_awaiting_reply()]
    yield from theirs
    yield from reading.awaiting_acknowledgement(theirs)
    yield from reading.commitments()
    yield from reading.requests_on_us()
    unread = [*reading.mail_awaiting_us()]
    yield from unread
    yield from reading.undelivered()
    yield from unconfirmed(thread, reading.bounced)
    yield from unreceipted(thread, reading.bounced)
    if not unread:
        yield from reading.unclassified(theirs)
    yield from stale_drafts(thread)
    yield from reading.gone_quiet(theirs)


class Reading:
    """One pass of deduction over a thread; positions are places on its timeline."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.messages = thread.messages
        self.place = {m.n: at for at, m in enumerate(thread.messages)}
        self.carriers = {o.message for o in thread.obligations}
        self.settlers = {u.by_message for o in thread.obligations for u in o.updates if u.decided}
        self.bounced = self._bounced()
        self.promised = Promised(thread)

    def _bounced(self) -> dict[int, Logged]:
        """The outbound messages that did not arrive, each with the report that says so."""
        found: dict[int, Logged] = {}
        for at, report in enumerate(self.messages):
            if report.cls == "bounce" and (sent := self._reported(report, self.messages[:at])):
                found[sent.n] = report
        return found

    def _reported(self, report: Logged, before: tuple[Logged, ...]) -> Logged | None:
        """The message a bounce speaks of: the one it names, else the last that went out."""
        ids = {report.message.undelivered_id, report.message.in_reply_to, *report.message.references} - {None}
        ours = [m for m in before if m.message.direction == "out"]
        named = [m for m in ours if m.message.message_id in ids]
        found = named or ours
        return found[-1] if found else None

    def after(self, message: int | None) -> tuple[Logged, ...]:
        """What came after that message on the timeline; everything if it is none."""
        return self.messages[self.place[message] + 1 :] if message in self.place else self.messages

    def delivered(self, message: int | None) -> Logged | None:
        """The message itself, or the one that sent it again after a bounce; None while it is undelivered."""
        logged = self.messages[self.place[message]] if message in self.place else None
        if logged is None or logged.n not in self.bounced:
            return logged
        again = self.after(self.bounced[logged.n].n)
        return next((m for m in again if m.message.direction == "out" and m.n not in self.bounced), None)

    def requests_on_them(self) -> Iterator[Opening]:
        for request in self.thread.open_obligations("regulator", "request"):
            carrier = self.delivered(request.message)
            if request.message in self.bounced and carrier is None:
                continue
            message = carrier.n if carrier else None
            later = self.after(message) if carrier else tuple(m for m in self.messages if m.day > request.day)
            start = carrier.day_0 if carrier and request.message in self.bounced else request.day
            yield self._waiting(request, start, later)

    def _waiting(self, request: Obligation, start: date, later: tuple[Logged, ...]) -> Opening:
        answers = [m for m in later if m.is_whole_answer]
        partial = dict.fromkeys([*request.partial_answers, *(m.n for m in later if m.cls == "partial")])
        if answers:
            since = answers[-1]
            return Opening(
                "partial-answer",
                "regulator",
                request.n,
                since.n,
                since.day_0,
                request.due,
                chasers=self._chasers(self.after(since.n)),
                partial=(*partial, since.n),
                words=request.words,
                carrier=request.message,
                due_at=request.due_at,
            )
        promise = self.promised.for_request(request, later)
        return Opening(
            "no-reply",
            "regulator",
            request.n,
            request.message,
            start,
            request.due,
            promise.due if promise else None,
            promise.message if promise else None,
            self._chasers(later),
            tuple(partial),
            request.words,
            due_at=request.due_at,
            rule=request.rule,
            promise=promise.n if promise else None,
            replaced=before(promise, self.thread.obligations),
        )

    def message_awaiting_reply(self) -> Iterator[Opening]:
        """The first outbound message since their last full answer that neither asks nor answers in so many words."""
        last = max((at for at, m in enumerate(self.messages) if m.is_whole_answer), default=-1)
        since = self.messages[last + 1 :]
        if any(m.n in self.carriers and m.message.direction == "out" for m in since):
            return  # question by question: the questions have clocks of their own, what follows chases them
        first = next((at for at, m in enumerate(since) if self.expects_reply(m)), None)
        if first is None:
            return
        sent, later = since[first], since[first + 1 :]
        promise = self.promised.for_mail(sent, later)
        yield Opening(
            "no-reply",
            "regulator",
            sent.n,
            sent.n,
            sent.day_0,
            promised=promise.due if promise else None,
            promised_by=promise.message if promise else None,
            chasers=self._chasers(later),
            partial=tuple(m.n for m in later if m.cls == "partial"),
            promise=promise.n if promise else None,
            replaced=before(promise, self.thread.obligations),
        )

    def expects_reply(self, logged: Logged) -> bool:
        message = logged.message
        if message.direction != "out" or logged.n in self.bounced or message.expects_reply is False:
            return False
        return message.expects_reply is True or (logged.n not in self.settlers and logged.n not in self.carriers)

    def _chasers(self, later: tuple[Logged, ...]) -> tuple[int, ...]:
        return tuple(m.n for m in later if self.expects_reply(m))

    def awaiting_acknowledgement(self, theirs: list[Opening]) -> Iterator[Opening]:
        """One for each message that awaits a reply and to which no person has reacted at all."""
        for n in dict.fromkeys(o.message for o in theirs if o.kind == "no-reply" and o.message is not None):
            sent = self.delivered(n)
            if sent and self._to_acknowledge(sent.message) and self._first_sign(sent) is None:
                yield Opening("no-acknowledgement", "regulator", n, n, sent.day_0)

    def _to_acknowledge(self, message: Message) -> bool:
        """They can say that it came: it is ours, and in writing."""
        return message.direction == "out" and message.channel in ACKNOWLEDGED

    def _first_sign(self, sent: Logged) -> Logged | None:
        """The first that a person of theirs said after it."""
        return next((m for m in self.after(sent.n) if m.from_person), None)

    def commitments(self) -> Iterator[Opening]:
        for commitment in self.thread.obligations:
            due = commitment.due if commitment.type == "commitment" else None
            if commitment.is_open and due:
                kind: OpeningKind = "promise-passed" if commitment.owed_by == "regulator" else "commitment-due"
                yield Opening(
                    kind,
                    commitment.owed_by,
                    commitment.n,
                    commitment.message,
                    commitment.day,
                    due,
                    words=commitment.said,
                    due_at=commitment.due_at,
                    replaced=before(commitment, self.thread.obligations),
                )

    def requests_on_us(self) -> Iterator[Opening]:
        for request in self.thread.open_obligations("company", "request"):
            yield Opening(
                "we-owe",
                "company",
                request.n,
                request.message,
                request.day,
                request.due,
                partial=request.partial_answers,
                words=request.words,
                due_at=request.due_at,
                rule=request.rule,
            )

    def mail_awaiting_us(self, since: tuple[date, int] = (date.min, 0)) -> Iterator[Opening]:
        """The first of their messages since ours that nobody has classified, taken apart or answered.

        `since`: only those of a later day than this, or logged on it behind this entry.
        """
        later = (m for m in self._since_ours() if (m.day, m.n) > since)
        first = next((m for m in later if m.is_answer and self._unread(m)), None)
        if first:
            yield Opening("we-owe", "company", first.n, first.n, first.day_0)

    def _since_ours(self) -> tuple[Logged, ...]:
        last = max((at for at, m in enumerate(self.messages) if m.message.direction == "out"), default=-1)
        return self.messages[last + 1 :]

    def _unread(self, logged: Logged) -> bool:
        """Nobody has classified it or taken it apart."""
        return only_proposed(logged) and logged.n not in self.carriers and logged.n not in self.settlers

    def unclassified(self, theirs: list[Opening]) -> Iterator[Opening]:
        """For a thread in which no answer waits unread: see the top of this module."""
        found = self._taken_for_a_receipt(theirs) or self._taken_for_the_answer(theirs)
        if found:
            yield Opening("unclassified", "company", found.n, found.n, found.day_0)

    def _taken_for_a_receipt(self, theirs: list[Opening]) -> Logged | None:
        awaited = [sent for o in theirs if o.kind == "no-reply" and (sent := self.delivered(o.message))]
        signs = {sign.n for sent in awaited if sent.message.channel in WRITTEN and (sign := self._first_sign(sent))}
        return next((m for m in self._since_ours() if self._unread(m) and (m.n in signs or is_unsure(m))), None)

    def _taken_for_the_answer(self, theirs: list[Opening]) -> Logged | None:
        """The last answer, if we have written since without asking anything and so wait for nothing any more."""
        *before, last = [-1, *(at for at, m in enumerate(self.messages) if m.is_whole_answer)]
        if theirs or last < 0 or not self._unread(self.messages[last]):
            return None
        waited = any(self.expects_reply(m) for m in self.messages[before[-1] + 1 : last])
        return self.messages[last] if waited else None

    def undelivered(self) -> Iterator[Opening]:
        for n, report in self.bounced.items():
            if self.delivered(n) is None:
                yield Opening("undelivered", "company", n, n, report.day_0)

    def gone_quiet(self, theirs: list[Opening]) -> Iterator[Opening]:
        contact = last_contact(self.thread)
        if contact and (self.promised.latest((contact,)) or self._gave_more_time(contact, theirs)):
            return  # they named a day: it is a promise that is kept or passes, no silence
        if contact and any(self._older(opening, contact) for opening in theirs):
            yield Opening("gone-quiet", "regulator", contact.n, contact.n, contact.day_0)

    def _gave_more_time(self, contact: Logged, theirs: list[Opening]) -> bool:
        """Something that they owe was extended by what they said there."""
        promised = {n for o in self.thread.open_obligations("regulator", "commitment") for n in (o.n, o.message)}
        return any(
            extension.opening in promised or any(o.concerned_by(extension.opening) for o in theirs)
            for extension in self.thread.extensions
            if extension.granted_by == contact.n
        )

    def _older(self, opening: Opening, contact: Logged) -> bool:
        """`opening` was there before `contact`; one that counts from the contact itself is no older silence."""
        at = self.place.get(opening.message) if opening.message is not None else None
        return at < self.place[contact.n] if at is not None else opening.start < contact.day
