"""The language of templates: names, conditions and loops over facts, and nothing that can reach or build more.

Two walls. `checked` reads a template's syntax tree and lets through only the few kinds of node listed here, so there
is no call, no arithmetic, no assignment, no macro, and loops run only over list facts, two deep at most. An include
names one of the program's own `parts`, whose tree is put in its place and checked with the rest: nothing is loaded.
Behind it stands Jinja's immutable sandbox, without globals and with item access on dictionaries only. A template may
come from a colleague, so both must hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from assistant.drafts.facts import LIST_FACTS
from assistant.drafts.matters import ITEM_NAMES
from assistant.drafts.parts import parts
from assistant.drafts.words import ENGLISH, words_of

MAX_TEXT = 1_000_000
"""Characters of one rendered text; a letter has a few thousand."""
MAX_LOOPS = 2
MAX_JOINED = 60
"""Operands of `~` in one text: each may be a whole message."""
MAX_STEPS = 3_000_000
"""Nodes of its tree that one rendering goes through, about a second's worth; a letter goes through a few thousand."""
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.If, nodes.For,
    nodes.CondExpr, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat,
    nodes.Tuple,
)  # fmt: skip
LOOP = frozenset({"index", "first", "last", "length"})
FILTERS = ("length", "lower", "trim", "upper")
"""Besides `days`, which counts in the words of the language."""
BLOCKS_ONLY = re.compile(r"\s*(\{%[^{}]*%\}\s*)+\Z")


class TemplateFault(Exception):
    """What is wrong with a template, and in which of its lines; `templates` and `render` add the file."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"`{operator}` is not allowed in a template")

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._item(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._item(obj, argument)

    def _item(self, obj: Any, name: Any) -> Any:
        if isinstance(obj, LoopContext) and name in LOOP:
            return getattr(obj, name)
        if isinstance(obj, dict):
            return obj[name] if name in obj else self.undefined(name=name)
        if isinstance(obj, Undefined):
            return obj
        raise SecurityError(f"`.{name}` cannot be read here; only items of a list fact have parts")


def _shown(value: Any) -> Any:
    """What `{{ … }}` may put out: text and numbers; a list or a yes/no would read as program text."""
    if isinstance(value, (str, Undefined)) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise SecurityError("only text and numbers can be put out; use `{% for … %}` for a list and `{% if … %}` for a yes")


@cache
def _environment(language: str) -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text, not HTML; HTML is escaped where a page is made
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # the blank line at the end of a part
        finalize=_shown,
    )
    environment.globals.clear()
    environment.tests.clear()
    kept = {name: environment.filters[name] for name in FILTERS}
    environment.filters.clear()
    environment.filters.update(kept, days=words_of(language).counted)
    return environment


class _PartsPutIn(NodeTransformer):
    """Each include gives way to the tree of the part that it names; a fault in it bears the line of the include."""

    def __init__(self, environment: _Environment, language: str) -> None:
        self._environment, self._parts = environment, parts(language)

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802 - Jinja's name for it
        name = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
        if name not in self._parts:
            known = ", ".join(self._parts) or "none"
            raise TemplateFault(f"include names one of the program's own parts; there are {known}", node.lineno)
        body = self._environment.parse(_lines_kept(self._parts[name])).body
        return [part.set_lineno(node.lineno, override=True) for part in body]


def checked(source: str, names: frozenset[str], language: str = ENGLISH) -> nodes.Template:
    """The syntax tree of `source`, which uses nothing but `names`; raises `TemplateFault` with the line."""
    environment = _environment(language)
    try:
        tree: nodes.Template = _PartsPutIn(environment, language).visit(environment.parse(_lines_kept(source)))
        _check(tree, names, 0)
        _check_joined(tree)
    except TemplateSyntaxError as error:
        raise TemplateFault(error.message or "not a valid template", error.lineno) from error
    except (RecursionError, MemoryError, ValueError) as error:
        raise TemplateFault("too deeply nested, or a number that is too long") from error
    return tree


def rendered(source: str, values: Mapping[str, object], language: str = ENGLISH) -> str:
    """`source` with `values` put in; raises `TemplateFault`. Values are data: no value is read as a template."""
    try:
        tree, template = _compiled(source, frozenset(values), language)
        _check_steps(tree, values)
        return _bounded(template.generate(dict(values)))
    except TemplateError as error:
        raise TemplateFault(error.message or type(error).__name__) from error
    except (RecursionError, SyntaxError, MemoryError, TypeError, ValueError) as error:
        raise TemplateFault(f"it cannot be rendered: {error}") from error


@lru_cache(maxsize=64)
def _compiled(source: str, names: frozenset[str], language: str) -> tuple[nodes.Template, Template]:
    """Ready to render: a text under way is rendered at each key."""
    tree = checked(source, names, language)
    return tree, _environment(language).from_string(tree)


@lru_cache(maxsize=256)
def used_names(source: str, names: frozenset[str], language: str = ENGLISH) -> frozenset[str]:
    """Which of `names` stand in `source`; raises `TemplateFault`."""
    return frozenset(node.name for node in checked(source, names, language).find_all(nodes.Name)) & names


def _bounded(pieces: Any) -> str:
    text, length = [], 0
    for piece in pieces:
        text.append(piece)
        length += len(piece)
        if length > MAX_TEXT:
            raise TemplateFault(f"its text grows beyond {MAX_TEXT:,} characters")
    return "".join(text)


def _lines_kept(source: str) -> str:
    """A line of nothing but block tags leaves no line behind; any other keeps its line end, also after a tag."""
    return "\n".join(
        line[:-2] + "+%}"
        if line.endswith("%}") and not BLOCKS_ONLY.match(line) and line[-3:-2] not in {"-", "+"}
        else line
        for line in source.split("\n")
    )


def _check(node: nodes.Node, names: frozenset[str], depth: int) -> None:
    _check_kind(node)
    match node:
        case nodes.For():
            names, depth = _check_loop(node, names, depth)
        case nodes.Name() if node.name not in names:
            raise TemplateFault(f"unknown name `{node.name}`: neither a fact nor a field of this template", node.lineno)
        case nodes.Filter() if node.name not in (*FILTERS, "days"):
            known = ", ".join(sorted((*FILTERS, "days")))
            raise TemplateFault(f"unknown filter `{node.name}`; there are {known}", node.lineno)
        case nodes.Getattr():
            _check_part(node)
    for child in node.iter_child_nodes():
        _check(child, names, depth)


def _check_kind(node: nodes.Node) -> None:
    if not isinstance(node, ALLOWED):
        kind = type(node).__name__
        line = node.lineno or next((child.lineno for child in node.find_all(nodes.Node) if child.lineno), 0)
        raise TemplateFault(f"{kind} is not allowed: templates know names, conditions and loops over facts", line)
    if isinstance(node, nodes.Filter) and (node.args or node.kwargs or node.node is None):
        raise TemplateFault(f"the filter `{node.name}` takes no argument here", node.lineno)


def _check_part(node: nodes.Getattr) -> None:
    """Only a loop's own name has parts, and they are those of items; that it is one, rendering sees."""
    of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
    known = LOOP if of_loop else ITEM_NAMES
    if not isinstance(node.node, nodes.Name) or node.attr not in known:
        raise TemplateFault(f"`.{node.attr}` cannot be read; there are {', '.join(sorted(known))}", node.lineno)


def _check_joined(tree: nodes.Template) -> None:
    joined = list(tree.find_all(nodes.Concat))
    if sum(len(node.nodes) for node in joined) > MAX_JOINED:
        raise TemplateFault(f"`~` joins more than {MAX_JOINED} pieces in one text", joined[0].lineno)


def _check_steps(tree: nodes.Template, values: Mapping[str, object]) -> None:
    """Loops within loops over long lists would take hours without putting out a letter."""
    for node in tree.find_all(nodes.For):
        if _steps(node, values) > MAX_STEPS:
            raise TemplateFault("its loops would run too long over the lists of this record", node.lineno)


def _steps(node: nodes.Node, values: Mapping[str, object]) -> int:
    """How many nodes are gone through at most."""
    once = 1 + sum(_steps(child, values) for child in node.iter_child_nodes())
    if not isinstance(node, nodes.For) or not isinstance(node.iter, nodes.Name):
        return once
    items = values.get(node.iter.name)
    return once * len(items) if isinstance(items, list) else once


def _check_loop(node: nodes.For, names: frozenset[str], depth: int) -> tuple[frozenset[str], int]:
    """The names and the depth inside the loop. Its list must be a list fact, so that its length is the record's."""
    if not isinstance(node.iter, nodes.Name) or node.iter.name not in LIST_FACTS:
        raise TemplateFault(f"a loop runs over one of {', '.join(sorted(LIST_FACTS))}", node.lineno)
    if not isinstance(node.target, nodes.Name) or node.target.name in names or node.recursive:
        raise TemplateFault("a loop has one name of its own, and does not call itself", node.lineno)
    if depth == MAX_LOOPS:
        raise TemplateFault(f"loops stand at most {MAX_LOOPS} deep", node.lineno)
    return names | {node.target.name, "loop"}, depth + 1
