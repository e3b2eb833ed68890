"""A text held against evidence: what it says sentence by sentence, and what of it the record carries.

Dates, counts, references, quotations, names, numbers and citations are found in the text (`mentions`) and looked up in
what is known (`evidence`); `ground` says of each whether it is verified, contradicted or not in the record, and why.
All of it is pure: text and values in, values out. Whoever asks decides what follows from a verdict.
"""
