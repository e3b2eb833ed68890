"""A disk so small that it is soon full: what a test needs that fills one."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def _can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    script = "mount -t tmpfs -o size=64k none /tmp"
    return subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, check=False).returncode == 0


needs_small_disk = pytest.mark.skipif(not _can_mount(), reason="no right to mount a small disk")
