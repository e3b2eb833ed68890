"""Drafts: a template and facts of the record become a text that a person reads, completes, and sends.

Nothing here sends anything or starts a clock: only a logged *sent* message does. Every date, count and quotation in a
draft is a fact with the entries it rests on; what only a person can say is a field, and a draft leaves the program
only once its required fields are filled.
"""
