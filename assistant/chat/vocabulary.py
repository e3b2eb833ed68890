"""The words that questions are put in, by what they come to: `replied`, `responses` and `reverted` are all ANSWER.

A table to be added to. A word stands under one tag; one that means something else in another question is left out of
the table and read there. Topics are none of this: they are whatever stands in no table.
"""

from __future__ import annotations

import re


def listed(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


TAGS = {
    "ASK": "ask asks asked asking request requests requested requesting demand demands demanded demanding",
    "QUESTION": "question questions point points query queries",
    "WANT": "want wants wanted require requires required requirement requirements expect expects expected need needs "
    "needed insist insists insisted",
    "PROMISE": "promise promises promised promising commit commits committed commitment commitments pledge pledges "
    "pledged undertake undertook undertaken undertaking undertakings assure assured assurance assurances",
    "KEEP": "keep keeps kept honour honoured honor honored fulfil fulfill fulfilled comply complied complying",
    "BREAK": "break broke broken",
    "ANSWER": "answer answers answered answering reply replies replied replying respond responds responded responding "
    "response responses react reacts reacted reaction reactions revert reverted addressed",
    "SEND": "send sends sent sending submit submits submitted submitting provide provides provided providing supply "
    "supplied deliver delivers delivered delivering handed forward forwarded",
    "SAY": "say says said saying tell tells told telling stated mention mentions mentioned inform informed "
    "claim claimed argue argued explain explains explained announce announced agree agreed describe described reveal "
    "discuss discussed",
    "WRITE": "write writes wrote written writing",
    "HEAR": "hear hears heard receive receives received receiving get gets got gotten come comes came coming",
    "SPEAK": "speak speaks spoke spoken speaking talk talks talked talking",
    "MEET": "meet meets met",
    "LAST": "last latest newest recent recently previous",
    "FIRST": "first earliest initial initially oldest",
    "SILENT": "silent silence quiet quietest ignore ignored ignoring ignores mute",
    "WAIT": "wait waits waited waiting await awaits awaiting awaited",
    "OPEN": "open outstanding pending unanswered unresolved unsettled remaining remain remains left ongoing running "
    "active unfulfilled missing todo lacking",
    "CLOSED": "closed finished settled done completed concluded resolved",
    "OWE": "owe owes owed owing obligation obligations duty duties",
    "DUE": "due deadline deadlines fall falls",
    "LATE": "overdue late missed miss lapsed expired expire expires behind elapsed",
    "BALL": "ball",
    "CHANGE": "change changes changed new news update updates development developments happen happens happened "
    "happening movement",
    "COMPUTE": "compute computed calculate calculated calculation count counted derive derived determine determined",
    "DRAFT": "draft drafts drafted prepare compose chase chasing remind reminder reminders chaser chasers "
    "nudge followup",
    "THREAD": "thread threads matter matters case cases files dossier dossiers proceeding proceedings issue issues",
    "CONTACT": "contact contacts contacted person people officer handler caseworker touch",
    "ARRIVE": "arrive arrives arrived delivery bounce bounced bounces undelivered undeliverable through",
    "ACK": "acknowledge acknowledges acknowledged acknowledgement acknowledgment receipt receipts",
    "TRUE": "true right correct accurate",
    "OPINION": "think thinks thought feel feels opinion opinions believe believes likely probably chances predict "
    "guess angry intend intends recommend advise strategy fair fairly reasonable unreasonable wise",
    "FIND": "show list find search look quote cite summarise summarize summary summaries read display overview "
    "outcome result results history chronology",
    "LETTER": "letter letters",
    "EMAIL": "email emails e-mail e-mails",
    "MAIL": "mail mails",
    "CALL": "call calls called phone phoned rang telephone",
    "MEETING": "meeting meetings",
    "FILING": "filing filings filed file portal",
    "PRESS": "press statement statements publicly",
    "MESSAGE": "message messages correspondence communication communications communicate communicated exchange "
    "exchanges exchanged word words",
    "ATTACH": "attachment attachments attached annex annexes document documents",
    "NEXT": "next nearest soonest upcoming",
    "TRAY": "tray unmatched unfiled",
    "REASON": "why reason reasons grounds",
    "GRANT": "grant grants granted granting approve approves approved allow allowed",
    "EXTEND": "extend extended extends prolong prolonged",
}
TAG_OF = {word: tag for tag, words in TAGS.items() for word in words.split()}
CHANNELS: dict[str, frozenset[str]] = {
    "LETTER": frozenset({"letter"}),
    "EMAIL": frozenset({"email"}),
    "MAIL": frozenset({"email", "letter"}),
    "CALL": frozenset({"call"}),
    "MEETING": frozenset({"meeting"}),
    "MEET": frozenset({"meeting"}),
    "FILING": frozenset({"portal"}),
    "PRESS": frozenset({"press"}),
}
"""The channels of messages that a word means."""
SPOKEN = frozenset({"call", "meeting"})

EMPTY = listed(
    """
    a an the of to in on at for from by with about regarding concerning re as into per over under and or but so than
    then that this these those there here it its he she his her him they them their theirs we us our ours you your i
    me my mine is are was were be been being am do does did doing have has had having will would can could may might
    shall should must ought not no never yes please kindly just ever yet still already now currently also again any
    anything some something anybody anyone someone nobody nothing everything all every each both either one ones
    thing things stuff topic subject topics matter matters case cases get gets got gotten getting give gives gave
    given giving come comes came coming regulator regulators authority authorities agency commission commissioner
    office side sides who whom whose what which when where how if whether know see really actually exactly far since
    until up off back too very more most much many same other others between during within before after via towards
    toward against u hey hi hello ok okay thanks assistant record log date day days dates today let s t make makes
    made making take takes took taken taking set sets put went go gone going own else only even long often times
    time ago without item items REG PERSON THREAD_ID ENTRY WHEN WHENBY
    """
)
"""Words that are never what a question is about."""
PHRASES = (
    (r"\b(letter|mail|email|message)s?( been| ever)? delivered\b", r"\1 arrived"),
    (r"\bget(?:s|ting)? back to|\bg[eo]t(?:ten)? back to|\bc[ao]me back to|\bcome back|\bg[eo]t back", "answer"),
    (r"\bover due|\bpast due|\btoo late|\bgone past", "overdue"),
    (r"\bmost recent(?:ly)?", "latest"),
    (r"\bfollow(?:ed)?[ -]ups?\b|\bfollow up\b", "followup"),
    (r"\bto[ -]dos?\b|\bstill to (?:answer|do|come|send)\b", "todo"),
    (r"\bso far\b|\bat the moment\b|\bright now\b|\bas of (?:now|today)\b|\bby the way\b|\bof course\b", ""),
    (r"\bnot (?:yet )?(?:been )?(?:answered|replied to|replied|responded to|addressed|settled)\b", "unanswered"),
    (r"\bpress (?:release|statement)s?", "press"),
    (r"\bg[eo]t through|\bwent through|\bget thru", "arrived"),
    (r"\bcase (?:officer|handler|worker)s?", "officer"),
    (r"\bhow come\b|\bfor what reason\b|\bon (?:what|which) grounds?\b", "why"),
    (r"\bno (?:reply|answer|response|word|communication|news)\b", "no answer silent"),
    (r"\b(?:give|remind|brief|catch) (?:me|us)(?: up)?\b", "show"),
    (r"\bhand(?:ed|ing)? (?:in|over)\b", "submit"),
    (r"\bstate of play\b|\bwhere are we\b", "status"),
    (r"\b(?:has|have|needs?|must)(?: to)? be (?:done|finished|delivered|sent|answered|ready)\b", "due"),
    (r"\b(?:burning|(?:most )?urgent(?:ly)?)\b", "due"),
    (r"\breferences?(?: numbers?)?\b|\bref(?:erence)? no\b", "refnumber"),
    (r"\bwhose (?:turn|move|desk|side|court)\b|\bin (?:whose|our|their) court\b", "whose ball"),
    (
        r"\b(?:next|first) (?:move|step)\b|\b(?:has|have|needs|need|must|ought)(?: to)? (?:act|move|do something)\b",
        "has ball",
    ),
    (r"\b(hear|heard|letters?|mails?|emails?|word|news|anything) form\b", r"\1 from"),
    (r"\b(?:come|came) about\b|\b(?:work|worked) out\b|\barrived? at\b|\b(?:get|got) to\b(?= WHEN)", "computed"),
    (r"\bwait(?:ing)? (?:for|on)\b", "waiting for"),
)
"""Turns of several words, and the one that stands for them; applied to folded text before it is taken apart."""
_PHRASES = tuple((re.compile(pattern), instead) for pattern, instead in PHRASES)


def one_word(text: str) -> str:
    """Folded `text` with its turns of phrase replaced."""
    for pattern, instead in _PHRASES:
        text = pattern.sub(instead, text)
    return text


def tagged(words: list[str]) -> str:
    """The words with the tag of each that has one."""
    return " ".join(TAG_OF.get(word, word) for word in words)
