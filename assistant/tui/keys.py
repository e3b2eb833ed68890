"""The keys of the main screen, once: the footer, the help and the palette are made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual._context import active_app
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.style import Style

from assistant.tui.orders import USAGES

MAIN = (
    Binding("H", "today", "Today", id="main.today", tooltip="What the day asks for"),
    Binding("l", "log", "Log", id="main.log", tooltip="Write a note, a call or a message"),
    Binding("d", "draft", "Draft", id="main.draft", tooltip="Draft the follow-up beside the thread"),
    Binding("n", "next_gap", "Next", id="main.next", tooltip="Go to the next reminder of the thread"),
    Binding("e", "explain", "Explain", id="main.explain", tooltip="How this due day came about"),
    Binding("slash", "filter", "Filter", id="main.filter", key_display="/", tooltip="Filter the threads"),
    Binding("t", "threads", "Threads", id="main.threads", show=False, tooltip="Go to the list of threads"),
    Binding("x", "settle", "Settle", id="main.settle", show=False, tooltip="A request or commitment is settled"),
    Binding("c", "classify", "Classify", id="main.classify", show=False, tooltip="Say what their message is"),
    Binding("o", "open_obligation", "Open", id="main.open", show=False, tooltip="Note what someone owes"),
    Binding("s", "snooze", "Snooze", id="main.snooze", show=False, tooltip="Hide a reminder until a day"),
    Binding("r", "reply", "Reply", id="main.reply", show=False, tooltip="Log our answer to the chosen message"),
    Binding("v", "select_words", "Words", id="main.words", show=False, tooltip="Mark words, to open what they ask"),
    Binding("E", "extend", "Extend", id="main.extend", show=False, tooltip="More time, granted by a message"),
    Binding("z", "pause", "Pause", id="main.pause", show=False, tooltip="Stop a clock, or let it run again"),
    Binding("O", "open_original", "Original", id="main.original", show=False, tooltip="Open what the record keeps"),
    Binding(
        "right_square_bracket", "unread(1)", "Next new", id="main.next-new", show=False, tooltip="The next new message"
    ),
    Binding(
        "left_square_bracket",
        "unread(-1)",
        "New before",
        id="main.new-before",
        show=False,
        tooltip="The new one before",
    ),
    Binding("u", "undo", "Undo", id="main.undo", show=False, tooltip="Take back what was decided last"),
    Binding("p", "panel", "Open items", id="main.panel", show=False, tooltip="What is open on both sides"),
    Binding("a", "as_of", "As of", id="main.as-of", show=False, tooltip="Show everything as of a day"),
    Binding("F,ctrl+f", "search", "Search", id="main.search", show=False, tooltip="Search every entry as you type"),
    Binding("K,ctrl+k", "chat", "Ask", id="main.chat", show=False, tooltip="Ask the record a question"),
    Binding("R", "reports", "Reports", id="main.reports", show=False, tooltip="Chronology, briefing, facts, figures"),
    Binding("B", "rules", "Rules", id="main.rules", show=False, tooltip="Rules and calendars, and what they cause"),
    Binding("y", "copy", "Copy", id="main.copy", show=False, tooltip="Copy the chosen entry"),
    Binding("N", "new_thread", "New thread", id="main.new", show=False, tooltip="Begin a thread"),
    Binding("I", "import_mail", "Import", id="main.import", show=False, tooltip="Bring mail in"),
    Binding("S", "stop_import", "Stop import", id="main.stop", show=False, tooltip="Stop the import that is under way"),
    Binding("T", "tray", "Tray", id="main.tray", show=False, tooltip="Say whose the mail in the tray is"),
    Binding("P", "proposals", "Proposals", id="main.proposals", show=False, tooltip="What messages ask and promise"),
    Binding("C", "close", "Close", id="main.close", show=False, tooltip="Close the thread, or open it again"),
    Binding("M", "more", "More", id="main.more", show=False, tooltip="Deadlines, evidence, verify, mailboxes and more"),
    Binding("A", "about", "About", id="main.about", show=False, tooltip="The thread's whole title and references"),
    Binding("w", "faults", "Warnings", id="main.faults", show=False, tooltip="What could not be read or checked"),
    Binding("f5", "reload", "Read again", id="main.reload", show=False, tooltip="Catch up with what others wrote"),
    Binding("question_mark", "help", "Help", id="main.help", key_display="?", tooltip="All keys and commands"),
    Binding("q", "quit", "Quit", id="main.quit", show=False, tooltip="Leave the program"),
)


THREAD = (
    Binding("down,j", "move(1)", "Next entry", show=False, id="thread.down"),
    Binding("up,k", "move(-1)", "Previous entry", show=False, id="thread.up"),
    Binding("left", "sideways(-1)", "Earlier message", show=False, id="thread.left"),
    Binding("right", "sideways(1)", "Later message", show=False, id="thread.right"),
    Binding("pagedown,space,ctrl+d", "page(1)", "Page down", show=False, id="thread.page-down"),
    Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="thread.page-up"),
    Binding("home,g", "first", "First entry", show=False, id="thread.first"),
    Binding("end,G", "last", "Newest entry", show=False, id="thread.last"),
    Binding("enter", "unfold", "Fold or unfold", show=False, id="thread.unfold"),
)
"""Those of the conversation, on whatever screen it stands."""


def help_text(groups: Iterable[tuple[str, Iterable[Binding]]], *, commands: bool = True) -> Content:
    """The help, from the same bindings that act; with the slash commands where they can be typed."""
    parts: list[Content] = []
    for title, bindings in groups:
        parts.append(Content.assemble((title, "bold $primary")))
        told = [(keys_of(binding), binding.tooltip or binding.description) for binding in bindings]
        room = max(len(keys) for keys, _ in told) + 2
        parts += [Content.assemble((f"  {keys.ljust(room)}", "$accent"), does) for keys, does in told]
        parts.append(Content(""))
    if not commands:
        return Content("\n").join(parts)
    parts.append(Content.assemble(("In the composer", "bold $primary")))
    for usage in USAGES:
        parts.append(Content.assemble((f"  /{usage.name}".ljust(13), "$accent"), usage.does))
        if usage.form:
            parts.append(Content.assemble((f"{'':13}{usage.form}", "dim")))
    return Content("\n").join(parts)


def pressable(words: Content | str, action: str, *given: object) -> Content:
    """`words` that run `action` where they are clicked on; what it is `given` stays a value, whatever it says."""
    return Content.assemble(words).stylize(Style.from_meta({"@click": (action, given)}))


_SIGNS = {
    "slash": "/",
    "question_mark": "?",
    "down": "↓",
    "up": "↑",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def key_of(action: str) -> str:
    """The key of an action of the main screen, as a person reads it."""
    return next((_first(binding) for binding in MAIN if binding.action == action), "")


def keys_of(binding: Binding) -> str:
    """The keys as a person reads them: those that the user chose, where some were chosen."""
    keys = _chosen().get(binding.id or "", binding.key)
    return " ".join(_SIGNS.get(key, key) for key in keys.split(","))


def key_named(name: str, bindings: Iterable[Binding] = MAIN) -> str:
    """The first key of the binding of that id, for a sentence."""
    return next((_first(binding) for binding in bindings if binding.id == name), "")


def _first(binding: Binding) -> str:
    display = None if binding.id in _chosen() else binding.key_display
    return display or keys_of(binding).split(" ")[0]


def _chosen() -> Mapping[str, str]:
    """The keys in force in the app that runs; see `keymap`."""
    app = active_app.get(None)
    return getattr(app, "keymap", {})


def bindings_of(kind: type[DOMNode]) -> tuple[Binding, ...]:
    """What a screen or widget of ours answers to, without what it has from Textual; those of its bases first."""
    found: dict[str, Binding] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("assistant."):
            own = (binding for binding in base.__dict__.get("BINDINGS", ()) if isinstance(binding, Binding))
            found.update({binding.id: binding for binding in own if binding.id})
    return tuple(found.values())
