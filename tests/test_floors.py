"""The house has floors: each room imports only from floors below it, types included."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import assistant

HOUSE = Path(assistant.__file__).parent
FLOORS = (
    ("__main__",),
    ("tui", "cli"),
    ("services.answering", "services.packaging"),
    ("demo", "serving", "services"),
    ("services.under_way", "services.depicting"),
    ("desk",),
    ("timekeeper",),
    ("intake",),
    ("chat",),
    ("drafts",),
    ("reports",),
    ("grounding",),
    ("notify",),
    ("clocks",),
    ("mail",),
    ("search", "seen"),
    ("record",),
    ("config",),
    ("settings",),
    ("paths", "disposable", "settings.places"),
    ("errors",),
    ("__init__",),
)
"""From the top. Rooms of one floor do not know each other."""

HEIGHT = {room: -floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The package or module at the top of the house; a module deeper in, where it has a floor of its own."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return _finest(parts)


def _finest(parts: Sequence[str]) -> str:
    inner = ".".join(parts[:2])
    return inner if inner in HEIGHT else parts[0]


def imported(tree: ast.AST, inside: bool = False) -> Iterator[tuple[str, bool, int]]:
    """The rooms that a module imports, whether only within a function, and the line."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            names = [name for alias in node.names if (name := alias.name.split("."))[0] == "assistant"]
            yield from ((_finest(name[1:]) if name[1:] else "__init__", inside, node.lineno) for name in names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in line {node.lineno}"
            yield from ((room, inside, node.lineno) for room in _rooms(node))
        yield from imported(node, inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


def _rooms(node: ast.ImportFrom) -> list[str]:
    top, *rest = (node.module or "").split(".")
    if top != "assistant":
        return []
    if rest:
        return [_finest([*rest, alias.name]) for alias in node.names]
    return [alias.name if _is_room(alias.name) else "__init__" for alias in node.names]


def _is_room(name: str) -> bool:
    return (HOUSE / name).is_dir() or (HOUSE / f"{name}.py").exists()


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(HOUSE)) for path in FILES])
def test_a_file_imports_only_from_its_own_room_and_floors_below(path: Path) -> None:
    here = room_of(path)
    assert here in HEIGHT, f"{here} stands on no floor"
    for there, lazily, line in imported(ast.parse(path.read_text(encoding="utf-8"))):
        assert there in HEIGHT, f"{path.name}, line {line}: {there} stands on no floor"
        started = (here, there, lazily) == ("cli", "tui", True)  # the command without arguments opens the screen
        below = HEIGHT[there] < HEIGHT[here]
        assert here == there or below or started, f"{path.name}, line {line}: {here} may not know {there}"


def test_every_room_is_on_the_plan() -> None:
    rooms = {room_of(path) for path in FILES}
    assert rooms == set(HEIGHT)


def test_an_import_is_found_wherever_it_stands() -> None:
    text = """
import assistant.tui.app
from assistant import desk, __version__
if TYPE_CHECKING:
    from assistant.chat.ask import Answer
def start():
    from assistant.tui.app import run
    import click
"""
    found = list(imported(ast.parse(text)))
    assert [(room, inside) for room, inside, _ in found] == [
        ("tui", False), ("desk", False), ("__init__", False), ("chat", False), ("tui", True),
    ]  # fmt: skip
