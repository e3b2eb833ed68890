"""`python -m assistant`."""

from assistant.cli import process

process()
