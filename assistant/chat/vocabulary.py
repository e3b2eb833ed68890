"""The words that questions are put in, by what they come to: `replied`, `responses` and `reverted` are all ANSWER.

A table to be added to. A word stands under one tag; one that means something else in another question is left out of
the table and read there. Topics are none of this: they are whatever stands in no table.
"""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


TAGS = {
    "ASK": "ask asks asked asking request requests requested requesting demand demands demanded demanding "
    "ordered instruct instructed instructs seek seeks "
    "sought seeking enquire enquired enquiry inquire inquired inquiry inquiries enquiries",
    "QUESTION": "question questions point points query queries",
    "WANT": "want wants wanted require requires required requirement requirements expect expects expected need needs "
    "needed insist insists insisted wanting expecting requiring needing expectation expectations",
    "PROMISE": "promise promises promised promising commit commits committed commitment commitments pledge pledges "
    "pledged undertake undertook undertaken undertaking undertakings assure assured assurance assurances "
    "committing pledging assuring guarantee guarantees guaranteed vow vows vowed",
    "KEEP": "keep keeps kept honour honoured honor honored fulfil fulfill fulfilled comply complied complying "
    "fulfilling fulfils honouring complies",
    "BREAK": "break broke broken breaking renege reneged",
    "ANSWER": "answer answers answered answering reply replies replied replying respond responds responded responding "
    "response responses react reacts reacted reaction reactions revert reverted addressed answerd addressing "
    "reverting reverts feedback",
    "SEND": "send sends sent sending submit submits submitted submitting provide provides provided providing supply "
    "supplied deliver delivers delivered delivering handed forward forwarded supplying supplies forwarding "
    "furnish furnished furnishing share shared sharing dispatch dispatched",
    "SAY": "notify notified say says said saying tell tells told telling stated mention "
    "mentions mentioned inform informed claim "
    "claimed argue argued explain explains explained announce announced agree agreed describe described "
    "suggest suggests suggested suggestion suggestions declare declared declares advice "
    "reveal discuss discussed mentioning stating states informing commented comment comments",
    "WRITE": "write writes wrote written writing",
    "HEAR": "hear hears heard receive receives received receiving get gets got gotten come comes came coming",
    "SPEAK": "speak speaks spoke spoken speaking talk talks talked talking chat chatted",
    "MEET": "meet meets met",
    "LAST": "last latest newest recent recently previous",
    "FIRST": "first earliest initial initially oldest",
    "SILENT": "silent silence quiet quietest ignore ignored ignoring ignores mute ghosting ghosted unresponsive",
    "WAIT": "wait waits waited waiting await awaits awaiting awaited",
    "OPEN": "open outstanding pending unanswered unresolved unsettled remaining remain remains ongoing running "
    "active unfulfilled missing todo lacking unsent unaddressed unfinished incomplete leftover leftovers "
    "backlog dangling unkept unmet unhonoured",
    "CLOSED": "closed finished settled done completed concluded resolved finish finalised finalized sorted resolve "
    "settle settling complete",
    "OWE": "owe owes owed owing obligation obligations duty duties",
    "DUE": "due deadline deadlines fall falls falling cutoff",
    "LATE": "overdue late missed miss lapsed expired expire expires behind elapsed delayed delay delays slipped tardy "
    "slipping",
    "BALL": "ball",
    "CHANGE": "change changes changed new news update updates development developments happen happens happened "
    "happening movement progress",
    "COMPUTE": "compute computed calculate calculated calculation count counted derive derived determine determined",
    "DRAFT": "draft drafts drafted prepare compose chase chasing remind reminder reminders chaser chasers nudge "
    "followup chased reminded reminding",
    "THREAD": "thread threads matter matters case cases files dossier dossiers proceeding proceedings issue issues",
    "CONTACT": "contact contacts contacted person people officer handler caseworker touch",
    "ARRIVE": "arrive arrives arrived delivery through",
    "BOUNCE": "bounce bounced bounces undelivered undeliverable",
    "ACK": "acknowledge acknowledges acknowledged acknowledgement acknowledgment receipt receipts",
    "TRUE": "true right correct accurate",
    "OPINION": "think thinks thought feel feels opinion opinions believe believes likely probably chances predict "
    "guess angry intend intends recommend advise strategy fair fairly reasonable unreasonable wise",
    "FIND": "show list find search look quote cite summarise summarize summary summaries read display overview "
    "outcome history chronology recap summing",
    "LETTER": "letter letters",
    "EMAIL": "email emails e-mail e-mails",
    "MAIL": "mail mails",
    "CALL": "call calls called calling phone phoned ring rings rang telephone telephoned",
    "MEETING": "meeting meetings",
    "FILING": "filing filings filed file portal",
    "PRESS": "press statement statements publicly",
    "MESSAGE": "message messages correspondence communication communications communicate communicated exchange "
    "exchanges exchanged word words",
    "ATTACH": "attach enclose enclosed enclosure enclosures attachment attachments attached annex annexes "
    "document documents",
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

EMPTY = listed(
    """
    a an the of to in on at for from by with about regarding concerning re as into per over under and or but so than
    then that this these those there here it its he she his her him they them their theirs we us our ours you your i
    me my mine is are was were be been being am do does did doing have has had having will would can could may might
    shall should must ought not no never yes please kindly just ever yet still already now currently also again any
    anything some something anybody anyone someone somebody anywhere nobody nothing everything all every each both
    either one ones thing things stuff topic subject topics matter matters case cases get gets got gotten getting give
    gives gave given giving come comes came coming regulator regulators authority authorities agency commission
    commissioner office side sides who whom whose what which when where how if whether know see really actually
    exactly far since until up off back too very more most much many same other others between during within before
    after via towards toward against u hey hi hello ok okay thanks assistant record log date day days dates today let
    s t make makes made making take takes took taken taking set sets put went go gone going own else only even long
    often times time ago without item items pls plz thx cheers ur folks team guys quick quickly brief briefly
    wondering sure idea asap fyi btw precisely roughly presently perhaps maybe apparently though however myself itself
    themselves whatsoever out down along around exact precise verbatim literal literally wording away together instead
    anyway anyhow honestly frankly urgently lately soon later online virtually orally verbally directly straight fully
    completely entirely partly properly formally officially finally eventually altogether well mate overall basically
    mr mrs ms dr REG PERSON THREAD_ID ENTRY WHEN WHENBY PLACE
    """
)
"""Words that are never what a question is about."""


def tagged(words: list[str]) -> str:
    """The words with the tag of each that has one."""
    return " ".join(TAG_OF.get(word, word) for word in words)
