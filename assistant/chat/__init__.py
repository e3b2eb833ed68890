"""Questions about the record, answered from the record alone.

A question in plain English is read (`reading`, `periods`, `intents`), held against what there is (`view`, `scope`),
and answered by one composer an intent (`answers`) from computed facts and verbatim passages, each sentence with the
entries that it rests on. What the record does not carry is refused in so many words. Everything but the view itself
is pure: the same question on the same record and day has the same answer.

A model is asked only where the configuration names one (`with_model`), and what it says is held against the facts and
passages that it was given (`grounded`) before anybody reads it.
"""
