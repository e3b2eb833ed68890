"""The two themes of its own: paper by day, slate by night. Everything else names only their variables."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="slate",
    primary="#7aa2c8",
    secondary="#8fb09a",
    accent="#d9a441",
    warning="#d9a441",
    error="#d9705f",
    success="#7fae7f",
    foreground="#d7dade",
    background="#15181c",
    surface="#1a1e23",
    panel="#222830",
    dark=True,
    variables={"footer-key-foreground": "#d9a441", "input-selection-background": "#7aa2c8 35%", "border": "#2c343d"},
)
LIGHT = Theme(
    name="paper",
    primary="#2f5f8a",
    secondary="#3f6b4f",
    accent="#9a5b00",
    warning="#8f5600",
    error="#a8321f",
    success="#2f6b3a",
    foreground="#22262b",
    background="#faf8f4",
    surface="#f3f0ea",
    panel="#e9e5dc",
    dark=False,
    variables={"footer-key-foreground": "#9a5b00", "input-selection-background": "#2f5f8a 25%", "border": "#d5cfc2"},
)
