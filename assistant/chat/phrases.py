"""Tables of English words for holding a model's wording against its sources; the rules that use them lie elsewhere.

A word may stand in `INERT` only if no false sentence can be made by adding it, and two words in one row of `ALIKE` only
if neither says more than the other: a sanction, an approval or a feeling belongs in neither.
"""

from __future__ import annotations

INERT = """
absence accordingly actually addition additional additionally affect afternoon afterwards along already
apparently appear aspect available back ball basically besides circumstance cite colleague comment communicate
comprise connection consist contain current date describe detail document earlier eg elapse emphasise
emphasize enquire entitled establish evening exchange fact far follow following form general generally go
happen hence highlight hold however ie include indeed indicate inquire invite involve item kind know lack last
later latest lay learn leave fall likely log matter meanwhile merely moreover morning namely need neither notify occur
ongoing overall pass past perhaps period pertain phone piece place point possibly previous probably query
quote read ready recall refer regard reiterate relate relation remain remark repeat reportedly representative
respect same seek seem seemingly sentence simply situation sort staff stage status stay still stress subject
subsequent sum summary take team telephone thereafter thing thus title together topic turn type underline
understand use want way wish
"""
"""Words that say nothing of their own beside the rest of a sentence."""

EMPTY = """
above apart across actually amid apparently around behind below beyond besides briefly clearly currently despite
directly effectively especially essentially exactly explicitly expressly formally going internally mainly
merely namely officially orally particularly personally previously publicly re reason reasons recently
regarding respectively separately shortly simply specifically subsequently throughout towards verbally short
"""
"""Words that are passed over as they stand here; other forms of them say something."""

ALIKE = """
answer reply respond response
send submit provide deliver supply transmit forward hand furnish dispatch lodge enclose attach share
receive arrive obtain reach get
grant approve permit allow
direct instruct instruction
explain clarify
refuse reject decline
continue keep maintain pursue
talk conversation
outage interruption disruption
mechanism system
threshold limit
promise assure assurance
expect anticipate
extension extend prolongation prolong
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
owed owe owes owe owing owe parties side party side automated automatic
replied answer replies answer reply answer replying answer
acknowledgement acknowledge acknowledgment acknowledge
"""
"""How a word is met, and how it stands in a dictionary, by turns."""

WAITING = """
obligation expect owed open due overdue outstanding pending unanswered waiting await awaited late unresolved missing
"""
"""Ways to say that something has not been done; which of them a computed fact uses does not matter."""
QUIET = "touch hear silence silent contact communication word receive come wait"
"""What may be said where a computed fact has that nothing came."""
WHOLE = "full substantive final complete detailed proper further any"
"""What may be said besides of something that did not come: it did not come at all."""
REQUESTS = (
    "answer block confirm describe disclose ensure explain file give identify inform keep list name pay produce provide"
    " publish remove report restrict send set show specify state stop submit supply tell withdraw"
)
"""With these a sentence begins that tells somebody to do something."""
