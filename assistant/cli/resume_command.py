"""`assistant resume`: a clock goes on."""

from __future__ import annotations

from assistant.cli.pause_command import clock_command
from assistant.record.decisions import resume

command = clock_command("resume", resume, "Start a paused clock again, with the days it had left.")
