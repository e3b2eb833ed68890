"""What holds for every test: a home of its own, no settings from outside, UTC, no time limit on property tests."""

from __future__ import annotations

import contextlib
import gc
import importlib
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

EXAMPLES = 40 * int(os.environ.get("TEST_SCALE", "1"))
"""Of each property that does not say how many; with a larger `TEST_SCALE` more, for a night."""

settings.register_profile(
    "assistant", deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("assistant"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "assistant")


MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own there
ROOM = 2 << 30
"""Bytes that must be free there."""
TESTS = Path(__file__).parent


def pytest_configure() -> None:
    """Temporary folders lie in memory if there is room: `fsync` costs nothing there, and a kill does no more harm.

    Bytecode is kept whatever the environment says: hundreds of tests start the program as a process of its own, and
    one that must compile it takes 0.34 seconds of processor time instead of 0.11.

    Garbage is collected more seldom than at the interpreter's own pace: what loads the tests leaves hardly any, and
    screens leave it by the ten thousand, so that a tenth of the time would go into looking.
    """
    gc.set_threshold(20_000, 10, 10)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if MEMORY.is_dir() and not set(os.environ) & {"PYTEST_DEBUG_TEMPROOT", "TMPDIR"}:
        found = os.statvfs(MEMORY)
        if found.f_bavail * found.f_frsize > ROOM and not found.f_flag & os.ST_NOEXEC:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.tempdir = str(MEMORY)


def pytest_collection(session: pytest.Session) -> None:
    """Of several processes each begins to load the tests elsewhere, and finds compiled what another one began with.

    On a fresh checkout two processes load them in 22 seconds of processor time instead of 26; later runs find all of it
    compiled, and it costs them nothing.
    """
    config, own = session.config, os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS or own == "gw0":
        return
    found = sorted(TESTS.rglob("test_*.py"))
    first = int(own.removeprefix("gw")) * len(found) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for path in found[first:]:
        with contextlib.suppress(Exception, pytest.skip.Exception):  # its own collection says what is wrong with it
            importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no collection of garbage during a test walks through all of it again."""
    gc.collect()
    gc.freeze()


_homes = itertools.count()


@pytest.fixture(autouse=True)
def nobody_at_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes what belongs to the person who runs it."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_homes))
    home.mkdir(parents=True)  # `mktemp` would look at all earlier ones first, thousands in the end
    for name in [n for n in os.environ if n.startswith(("ASSISTANT_", "XDG_"))]:
        monkeypatch.delenv(name)
    for name in ("EDITOR", "VISUAL", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


Copied = Callable[[str, Callable[[Path], object], Path], None]


@pytest.fixture
def copied(tmp_path_factory: pytest.TempPathFactory, nobody_at_home: None) -> Copied:
    """Fill a new folder as `make` does: what bears the same name is made once a process, and a copy is handed out."""

    def fill(name: str, make: Callable[[Path], object], folder: Path) -> None:
        kept = tmp_path_factory.getbasetemp() / "kept" / name
        if not kept.exists():
            kept.parent.mkdir(exist_ok=True)
            make(kept)
        shutil.copytree(kept, folder)

    return fill
