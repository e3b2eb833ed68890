"""A check starts light: what it does not need it does not import."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from msgspec import Struct

from assistant.clocks.calendar_cache import Contents
from assistant.clocks.calendars import YearDays
from assistant.config import Settings
from assistant.demo import as_of, write_demo
from assistant.record.standing import Standing
from tests.conftest import Copied

LOADED = """
import sys
from pathlib import Path
roots = [Path(p) for p in sys.path if p.endswith("site-packages")]
for name in sorted(sys.modules):
    file = getattr(sys.modules[name], "__file__", None) or ""
    if any(Path(file).is_relative_to(root) for root in roots):
        print(name.partition(".")[0])
"""
"""Prints the third-party packages that are loaded."""

WATCHED = """
import builtins
made = builtins.compile
def compile_files(source, filename, *how, **more):
    assert filename != "<string>", source
    return made(source, filename, *how, **more)
builtins.compile = compile_files
"""
"""Fails where a text is compiled that stands in no file."""

RUN = """
import sys
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from assistant.cli import run
sys.argv = ["assistant", *sys.argv[1:]]
try:
    with redirect_stdout(TextIOWrapper(BytesIO())):
        run()
except SystemExit as end:
    assert end.code in {0, 1, 2}, end.code  # with --nagios, 2 is critical
"""


def loaded(script: str, *arguments: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", script + LOADED, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


@cache
def bare(modules: str) -> set[str]:
    """What is loaded with these modules and no more."""
    return loaded(f"import {modules}")


@pytest.fixture
def record(tmp_path: Path, copied: Copied) -> str:
    """The demo, its holidays already worked out by an earlier run."""

    def write(root: Path) -> None:
        write_demo(root)
        loaded(RUN, "--record", str(root), "--as-of", as_of().isoformat(), "check")

    copied("checked demo", write, tmp_path / "demo")
    return str(tmp_path / "demo")


@pytest.mark.parametrize(
    "command",
    [["check"], ["check", "--new"], ["check", "--format", "json"], ["check", "--nagios"], ["threads"]],
    ids=" ".join,
)
def test_a_command_that_only_reads_the_index_loads_click_and_msgspec_and_nothing_else(
    record: str, command: list[str]
) -> None:
    floor = bare("click, msgspec, sqlite3")
    assert {"click", "msgspec"} <= floor
    assert loaded(RUN, "--record", record, "--as-of", as_of().isoformat(), *command) - floor == set()


def test_the_first_check_of_a_new_year_works_out_no_holidays_even_with_another_closure(record: str) -> None:
    """The import of the library alone would take longer than the check."""
    with (Path(record) / "assistant.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[regulators.PTA.calendar.add]]\nevery = "08-01/08-31"\nname = "August"\n')
    assert "holidays" not in loaded(RUN, "--record", record, "--as-of", "2021-01-04", "check")


@pytest.mark.parametrize("more", [[], ["--new"], ["--kind", "no-reply"]], ids=" ".join)
def test_a_check_that_notifies_nobody_loads_nothing_for_it(record: str, more: list[str]) -> None:
    script = (
        f"{RUN}\nprint(*(m for m in ('asyncio', 'httpx', 'ssl', 'smtplib', 'assistant.notify') if m in sys.modules))"
    )
    command = [sys.executable, "-c", script, "--record", record, "--as-of", as_of().isoformat(), "check", *more]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split() == []


def test_what_a_check_does_without_is_there_for_whoever_asks_later(record: str) -> None:
    script = f"""{RUN}
dear = "decimal fnmatch ipaddress msgspec.inspect ntpath platform textwrap threading typing_extensions urllib.parse"
left_out = [m for m in ("uuid", *dear.split()) if m in sys.modules]
import decimal, msgspec, pathlib, platform, textwrap, tomllib, typing, typing_extensions, uuid
class Named:
    a: "list[int]"
class Said(msgspec.Struct):
    \'\'\'What was
       said.\'\'\'
print(left_out, platform.python_version(), uuid.uuid4().version, hasattr(typing_extensions, "TypedDict"))
print(textwrap.shorten("a  b", 9), msgspec.json.schema(Said)["$defs"]["Said"]["description"].split())
print(msgspec.inspect.type_info(int) == msgspec.inspect.IntType(), msgspec.toml.decode("a = 1"))
print(tomllib.loads("b = [1]"), decimal.Decimal("1.10"), typing.get_type_hints(Named))
print(pathlib.Path("/a b.c").as_uri(), pathlib.PurePath("b.c").match("*.c"), pathlib.PureWindowsPath("c:/d").drive)
"""
    command = [sys.executable, "-c", script, "--record", record, "--as-of", as_of().isoformat(), "check"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.splitlines() == [
        f"[] {sys.version.split()[0]} 4 True",
        "a b ['What', 'was', 'said.']",
        "True {'a': 1}",
        "{'b': [1]} 1.10 {'a': list[int]}",
        "file:///a%20b.c True c:",
    ]


@pytest.mark.parametrize("changed", [False, True], ids=["settings kept", "settings changed"])
def test_a_check_compiles_no_text_that_names_a_type(record: str, changed: bool) -> None:
    """The first makes Python build a type for each part of its grammar: a twentieth of a check."""
    if changed:
        with (Path(record) / "assistant.toml").open("a", encoding="utf-8") as settings:
            settings.write('\n[[regulators.PTA.calendar.add]]\nevery = "08-01"\nname = "August"\n')
    loaded(WATCHED + RUN, "--record", record, "--as-of", "2021-01-04", "check")


def test_a_first_check_on_a_new_record_needs_no_writers_tools(tmp_path: Path) -> None:
    """The index is new and the calendars too: locks and databases of a writer are needed all the same by nobody."""
    root = tmp_path / "demo"
    write_demo(root)
    (root / "index.sqlite").unlink()
    more = loaded(RUN, "--record", str(root), "check") - bare("click, msgspec, holidays")
    assert more == set()


def test_help_loads_no_more() -> None:
    assert loaded(RUN, "--help") - bare("click, msgspec") == set()


def structs_within(kind: object) -> set[type[Struct]]:
    """`kind` and all that its fields hold, those of nested tables included."""
    found = {kind} if isinstance(kind, type) and issubclass(kind, Struct) else set()
    inner = get_type_hints(kind).values() if found else get_args(kind)
    return found.union(*map(structs_within, inner))


DECODED = set[type[Struct]]().union(*map(structs_within, (Standing, Settings, Contents, YearDays)))


@pytest.mark.parametrize("kind", sorted(DECODED, key=str))
def test_what_a_check_decodes_is_described_by_types_and_not_by_strings(kind: type) -> None:
    """msgspec would compile each string anew at every start: a twentieth of a check."""
    assert [name for name, said in kind.__annotations__.items() if isinstance(said, str)] == []
