"""Bytes → message: where mail is found, what a mail says, whose it is, and which thread it belongs to.

Nothing here decides what a message *means* for a clock; a class is proposed, a person decides it.
"""
