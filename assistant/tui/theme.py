"""The two themes of its own: paper by day, slate by night. Everything else names only their variables."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="slate",
    primary="#86adcf",
    secondary="#8fb09a",
    accent="#d9a441",
    warning="#d9a441",
    error="#d9705f",
    success="#86b486",
    foreground="#d7dade",
    background="#15181c",
    surface="#1a1e23",
    panel="#222830",
    dark=True,
    variables={
        "footer-key-foreground": "#d9a441",
        "input-selection-background": "#86adcf 35%",
        "border": "#2c343d",
        "scrollbar": "#39434e",
        "scrollbar-hover": "#4d5a68",
        "scrollbar-active": "#4d5a68",
        "scrollbar-background": "#1a1e23",
        "scrollbar-background-hover": "#1a1e23",
        "scrollbar-background-active": "#1a1e23",
        "scrollbar-corner-color": "#1a1e23",
    },
)
LIGHT = Theme(
    name="paper",
    primary="#275277",
    secondary="#345a42",
    accent="#774600",
    warning="#774600",
    error="#a8321f",
    success="#275c31",
    foreground="#22262b",
    background="#faf8f4",
    surface="#f3f0ea",
    panel="#e9e5dc",
    dark=False,
    variables={
        "footer-key-foreground": "#774600",
        "input-selection-background": "#275277 25%",
        "border": "#d5cfc2",
        "scrollbar": "#cfc8b9",
        "scrollbar-hover": "#b5ad9b",
        "scrollbar-active": "#b5ad9b",
        "scrollbar-background": "#f3f0ea",
        "scrollbar-background-hover": "#f3f0ea",
        "scrollbar-background-active": "#f3f0ea",
        "scrollbar-corner-color": "#f3f0ea",
    },
)
