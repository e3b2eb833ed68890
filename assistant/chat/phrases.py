"""Tables of English words for holding a model's wording against its sources; the rules that use them lie elsewhere.

A word may stand in `INERT` only if no false sentence can be made by adding it, and two words in one row of `ALIKE` only
if neither says more than the other: a sanction, an approval or a feeling belongs in neither.
"""

from __future__ import annotations

INERT = """
neither brief briefly short summary sum far current currently meanwhile moreover however thus hence accordingly namely
specific specifically particular particularly regard respect relation connection explicit explicitly clear clearly
apparent apparently effectively essentially merely simply simple actual actually indeed already ball matter thing item
subject topic point aspect follow following subsequent subsequently previous previously earlier later recent recently latest last
new same addition additional additionally besides together along overall general generally basically ie eg go pass
elapse affect involve relate pertain contain comprise consist stress emphasise emphasize underline highlight reiterate
repeat recall indicate describe remark comment notify communicate cite quote refer log document exchange piece appear
seem want seek invite wish enquire inquire query need hold take place occur happen separate separately formal formally
respective respectively back actually morning afternoon evening date
remain stay still thereafter afterwards include read turn form detail sentence
"""
"""Words that say nothing of their own beside the rest of a sentence."""

ALIKE = """
answer reply respond response
send submit provide deliver supply transmit forward hand furnish dispatch lodge enclose attach share
receive arrive obtain reach get
grant approve permit allow
direct instruct instruction order
explain clarify
refuse reject decline
extension prolongation
assess review evaluate examine study
full complete entire whole
partial part
comply adhere
illegal unlawful
number figure amount count total quantity
begin start commence
end stop cease terminate
strategy plan approach
effort endeavour endeavor
management executives leadership
resolve agree decide
work cooperate liaise collaborate
violate infringe contravene
guidelines rules
cause reason
interim preliminary provisional
satisfactory satisfied satisfying adequate sufficient
apply cover
remind chase chaser
licence license
bounce undelivered undeliverable
"""
"""Each row: words taken for one another, besides those of `grounding`."""

IRREGULAR = """
undertook undertake undertaken undertake got get gotten get fell fall fallen fall rose rise risen rise chose choose
chosen choose felt feel grew grow grown grow drew draw drawn draw led lead laid lay ran run spent spend taught teach
thought think won win underwent undergo undergone undergo forgot forget forgotten forget set set cut cut let let put put
replied answer replies answer reply answer replying answer
acknowledgement acknowledge acknowledgment acknowledge
"""
"""How a word is met, and how it stands in a dictionary, by turns."""

WAITING = "owed open due overdue outstanding pending unanswered waiting await awaited late unresolved missing"
"""Ways to say that something has not been done; which of them a computed fact uses does not matter."""
QUIET = "hear silence silent contact communication word receive come wait"
"""What may be said where a computed fact has that nothing came."""
WHOLE = "full substantive final complete detailed proper further any"
"""What may be said besides of something that did not come: it did not come at all."""
REQUESTS = (
    "answer block confirm describe disclose ensure explain file give identify inform keep list name pay produce provide"
    " publish remove report restrict send set show specify state stop submit supply tell withdraw"
)
"""With these a sentence begins that tells somebody to do something."""
