"""What must hold of every screen, whatever stands on it: it can be read, nothing is cut, nothing is obeyed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Label, Static
from textual.widgets._footer import FooterKey
from textual.widgets._toast import ToastRack

from assistant.tui.widgets.thread_list import ThreadList
from tests.tui.conftest import settle
from tests.tui.test_appearance import contrast

READABLE, SEEN = 4.5, 3.0
"""WCAG 2.2, level AA: of words; of signs, and of what shows the focus."""
STROKES = "·┄┊┇┃│─▏▔▁▂▃▄▅▆▇█"
"""What only leads the eye, and the bars beside what scrolls: they say nothing that is not said otherwise."""
OBEYED = {"Cc", "Cf", "Cs"}
"""Categories of characters that a terminal obeys, or that turn the order of reading."""
OFFERED = {"screen.again", "screen.back", "screen.cited", "screen.close", "screen.copy"}
"""What words of ours do where they are clicked on; the hostile text asks for others."""
OF_ITS_OWN = {"title", "hint", "keys", "foot", "heading", "meaning"}
"""Lines in which a screen speaks of itself."""


def strips_of(app: App[None]) -> list[Strip]:
    """What stands on the screen now, line by line."""
    return list(app.screen._compositor.render_strips())


def faint(screen: Screen[object], strips: Sequence[Strip]) -> Iterator[str]:
    """Words and signs that differ too little from their ground. What lies below a dialog is veiled on purpose."""
    own = [child.region for child in screen.children if child.display] if screen.is_modal else [screen.region]
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            text, style = segment.text.strip(f"{STROKES} "), segment.style
            if text and style and any(region.contains(x, y) for region in own):
                least = READABLE if any(letter.isalnum() for letter in text) else SEEN
                if (found := contrast(*_colours(style))) < least:
                    yield f"{text!r} at {x},{y} has a contrast of {found:.1f}"
            x += segment.cell_length


def _colours(style: Style) -> tuple[Color, Color]:
    assert style.bgcolor is not None
    ink, ground = (Color(*colour.get_truecolor()) for colour in (style.color or style.bgcolor, style.bgcolor))
    return ink, ground


def cut(screen: Screen[object]) -> Iterator[str]:
    """Labels, buttons, keys and what a screen says of itself, where they have less room than they take."""
    for widget, place in screen._compositor.full_map.items():
        if not (isinstance(widget, Static | Button | FooterKey) and widget.visible):
            continue
        if place.visible_region.width < place.region.width and not _scrolls(widget):
            yield f"{widget.css_identifier} has {place.visible_region.width} of {place.region.width} columns"
        told = widget.render()
        if isinstance(told, Content) and (isinstance(widget, Label | Button) or widget.id in OF_ITS_OWN):
            yield from (f"{widget.css_identifier} {less}: {told.plain}" for less in _lacking(told, widget))


def _scrolls(widget: Widget) -> bool:
    return any(isinstance(above, Widget) and above.show_vertical_scrollbar for above in widget.ancestors)


def _lacking(told: Content, widget: Widget) -> Iterator[str]:
    """What a text wants that its widget has not."""
    size = widget.content_size
    lines = told.split("\n") if widget.styles.text_wrap == "nowrap" else told.wrap(max(size.width, 1))
    if (widest := max(line.cell_length for line in lines)) > size.width:
        yield f"has {size.width} columns for {widest}"
    if len(lines) > size.height:
        yield f"has {size.height} lines for {len(lines)}"


def overlapping(screen: Screen[object]) -> Iterator[str]:
    """Widgets beside each other of which one covers the other."""
    for parent in (screen, *screen.walk_children(Widget)):
        beside = [w for w in parent.children if w.display and w.visible and w.styles.overlay != "screen"]
        for one, other in combinations([w for w in beside if not isinstance(w, ToastRack)], 2):
            if one.layer == other.layer and one.region.overlaps(other.region):
                yield f"{one.css_identifier} and {other.css_identifier} share {one.region.intersection(other.region)}"


def obeyed(strips: Sequence[Strip]) -> Iterator[str]:
    """Characters that a terminal would obey, and links and actions that came out of a text."""
    for strip in strips:
        yield from (f"{letter!r} is shown" for letter in strip.text if unicodedata.category(letter) in OBEYED)
        for segment in strip:
            style = segment.style or Style()
            action, _ = style.meta.get("@click", (None, ()))
            if style.link or (action is not None and action not in OFFERED):
                yield f"{segment.text!r} leads to {style.link or style.meta}"


async def focus_unseen(pilot: Pilot[None]) -> Iterator[str]:
    """The widget that has the focus, if nothing would look otherwise without it even to those who see no colours."""
    screen = pilot.app.screen
    focused = screen.focused
    if focused is None or len(screen.focus_chain) < 2 or (isinstance(focused, ThreadList) and not focused.rows):
        return iter(())
    seen = strips_of(pilot.app)
    screen.set_focus(None)
    await settle(pilot)
    unseen = strips_of(pilot.app)
    screen.set_focus(focused)
    await settle(pilot)
    differs = any(_differs(one, other) for one, other in zip(seen, unseen, strict=True) if one != other)
    return iter(() if differs else (f"nothing shows that {focused.css_identifier} has the focus",))


def _differs(one: Strip, other: Strip) -> bool:
    """In a glyph, or by so much light that it is seen in grey."""
    if one.text != other.text:
        return True
    both = zip(_cells(one), _cells(other), strict=True)
    return any(contrast(a, b) >= SEEN for cells in both for a, b in zip(*cells, strict=True))


def _cells(strip: Strip) -> Iterator[tuple[Color, Color]]:
    for segment in strip:
        ink, ground = _colours(segment.style or Style())
        yield from [(ground, ink) if segment.style and segment.style.reverse else (ink, ground)] * len(segment.text)
