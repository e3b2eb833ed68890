"""The command line as a script meets it: arguments in, exit code, stdout and stderr out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli import run as run_cli
from assistant.demo import write_demo
from tests.conftest import Copied


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Assistant = Callable[..., Result]


@pytest.fixture
def assistant() -> Assistant:
    """Call the command in this process; stdin is closed unless `stdin` is given."""

    def call(*arguments: str | Path, stdin: str | bytes = "") -> Result:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with pytest.MonkeyPatch.context() as process:
            process.setattr(sys, "argv", ["assistant", *map(str, arguments)])
            process.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_bytes(stdin)), "utf-8"))
            process.setattr(sys, "stdout", out)
            process.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                run_cli()
        code = ended.value.code
        assert isinstance(code, int)
        return Result(code, *(_text(stream) for stream in (out, err)))

    return call


def _bytes(given: str | bytes) -> bytes:
    return given.encode() if isinstance(given, str) else given


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def demo(tmp_path: Path, copied: Copied) -> Path:
    """The demo record."""
    copied("demo", write_demo, tmp_path / "demo")
    return tmp_path / "demo"
