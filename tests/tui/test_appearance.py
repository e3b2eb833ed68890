"""Colours that can be read, none that alone says anything, and plain lines for those who listen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from msgspec import structs
from textual.color import Color
from textual.design import ColorSystem
from textual.theme import Theme

from assistant import config
from assistant.desk import Desk
from assistant.errors import UsageProblem
from assistant.tui.app import AssistantApp
from assistant.tui.appearance import theme_of
from assistant.tui.plain import lettered
from assistant.tui.theme import DARK, LIGHT
from tests.tui.conftest import DAY, settle, shown, toasts, typed
from tests.tui.test_endings import drawn

TEXTS = ("foreground", "text-muted", "primary", "secondary", "accent", "success", "text-error", "text-warning")
GROUNDS = ("background", "surface", "panel")
TINTED = ("primary", "secondary", "accent")
"""Laid over the background at 12 %, under messages and hints; at 22 % of primary under a cursor."""


def colours(theme: Theme) -> dict[str, str]:
    system: ColorSystem = theme.to_color_system()
    return system.generate()


def seen(colour: str, ground: Color, known: dict[str, str]) -> Color:
    """A colour of the theme on `ground`: `auto 60%` stands for black or white, whichever differs more."""
    written = known[colour]
    if found := re.fullmatch(r"auto (\d+)%", written):
        return ground + ground.get_contrast_text(int(found[1]) / 100)
    return ground + Color.parse(written)


def contrast(one: Color, other: Color) -> float:
    """As WCAG 2.2 defines it."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    known = colours(theme)
    base = Color.parse(known["background"])
    grounds = {name: Color.parse(known[name]) for name in GROUNDS}
    grounds |= {f"{name} 12%": base + Color.parse(known[name]).with_alpha(0.12) for name in TINTED}
    grounds["cursor"] = Color.parse(known["surface"]) + Color.parse(known["primary"]).with_alpha(0.22)
    poor = {
        (text, ground): round(ratio, 2)
        for text, ground in product(TEXTS, grounds)
        if (ratio := contrast(seen(text, grounds[ground], known), grounds[ground])) < 4.5
    }
    assert not poor


def test_a_theme_that_there_is_not_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "assistant.toml"
    file.write_text('author = "officer"\n[ui]\ntheme = "papr"\n', encoding="utf-8")
    with pytest.raises(UsageProblem, match="there is no theme 'papr'") as found:
        theme_of(config.load(file, required=True), ["slate", "paper", "nord"])
    assert found.value.where == f"{file}, line 3"
    assert found.value.hint == "Did you mean 'paper'?"
    assert theme_of(config.parse('[ui]\ntheme = "nord"'), ["slate", "paper", "nord"]) == "nord"


@pytest.mark.parametrize(("name", "dark"), [("slate", True), ("nord", True), ("paper", False)])
async def test_the_theme_that_was_chosen_is_worn_from_the_start(empty: Desk, name: str, dark: bool) -> None:
    wished = structs.replace(empty.settings, ui=structs.replace(empty.settings.ui, theme=name))
    with closing(Desk(empty.root, wished, empty.as_of)) as desk:
        app = AssistantApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            ground = Color.parse(app.available_themes[name].to_color_system().generate()["background"])
            assert app.screen.styles.background == ground
            assert (app.has_class("-dark-mode"), app.has_class("-light-mode")) == (dark, not dark)
            await settle(pilot)  # a screen that is taken away while it begins would be asked for what it no longer has


async def test_what_stands_on_the_screens_is_said_in_sentences(desk: Desk) -> None:
    app = AssistantApp(desk, linear=True, home=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        told = said(app)
        assert (
            "We owe: 1 reminder. Chosen: “tangible timelines for the proposed actions”, with PTA: due 19 Oct." in told
        )
        assert "overdue 2 days. #8, since 9 Oct (9 days), due 16 Oct," in told
        assert "Key d: answer first. Gone quiet: nobody who owes us something is silent." in told
        assert " enter Go there space Next step H Threads d Draft e Explain ? Help ^p palette" in told
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert said(app).endswith("enter Go there space Next step H Threads d Draft e Explain ? Help ^p palette")
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        told = said(app)
        assert "Silence: 3 days, nothing from PTA. Message #10, from Pakistan Telecommunication Authority, by" in told
        assert "12 October, partial. Illustrative. Subject: Virtual meeting" in told
        assert "We owe, #12: “tangible timelines for the proposed actions”; request, open." in told
        assert "Chosen: Reminder: due in 1 day. We owe PTA an answer to #10" in told
        assert "····" not in told  # the strip of time, which is told by place
        await pilot.press("d")
        await settle(pilot)
        await typed(pilot, "See #99")
        for _ in range(20):
            if "Against it: “#99”: there is no such entry in what is known." in said(app):
                break
            await pilot.pause(0.1)
            await settle(pilot)
        assert "1 thing against it. Against it: “#99”: there is no such entry in what is known." in said(app)
        await pilot.press("escape", "K")
        await typed(pilot, "what is open with PTA\n")
        await settle(pilot)
        assert "You asked: what is open with PTA Verified: We asked on 9 October 2020:" in said(app)
        assert "It rests on #8, #9, #10. Verified:" in said(app)
        await pilot.press("escape", "R", "j")
        await settle(pilot)
        assert "\n>Picture\n> " in lettered(shown(app))


def said(app: AssistantApp) -> str:
    """What is on the screen, on one line, as it is drawn in the end."""
    return " ".join(lettered(shown(app)).split())


async def test_without_colours_and_in_lines_everything_is_still_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = AssistantApp(desk, linear=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        colours = {
            part
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app.get_line_filters()[-2], Color(0, 0, 0))
            if segment.style
            for part in (segment.style.color, segment.style.bgcolor)
            if part
        }
        assert colours == set()
        told = lettered(shown(app))
        assert "Chosen: Blocking of the platform and control of unlawful content, with PTA." in told
        assert "It is our turn; they wrote 6 days ago; overdue 2 d." in told
        assert not re.search("[─-▟■-◿]", told)
        await pilot.press("l")
        await typed(pilot, "a note")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Note logged as #24" in toasts(app)
        assert "Note logged as #24" in "\n".join(shown(app).splitlines()[-6:])  # at the foot, where it is read last


def test_without_colours_no_terminal_is_sent_one_and_what_is_chosen_overdue_or_marked_is_told(desk: Desk) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    words = [sys.executable, "-m", "assistant", "--record", str(desk.root), "--as-of", DAY.isoformat()]
    colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | colours)
    os.close(theirs)
    try:
        sent = drawn(ours, b"They owe")
        for keys, sign in ((b"H", b" reminders"), (b"nkv", b"begins"), (b"\x1b[C", b"\x1b[1;7m")):
            os.write(ours, keys)
            sent += drawn(ours, sign)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    told = sent.decode(errors="replace")
    styles = {int(part) for code in re.findall(r"\x1b\[([\d;]*)m", told) for part in code.split(";") if part}
    assert not styles & {*range(30, 50), *range(90, 108)}
    assert re.search("▏.*Blocking of the platform", told)
    assert "overdue 2 d" in told
