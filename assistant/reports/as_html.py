"""A report as one HTML file: no script, nothing loaded from anywhere, and made to be printed. Pure.

Its policy forbids everything but its own style, so that even a mistake of ours could load nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from assistant.record.inert import inert_line
from assistant.reports.document import Block, Column, Document, Heading, Items, Paragraph, Table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark; --line: #c8ccd2; --faint: #5b6470; --in: #1f6feb; --out: #1a7f37; --public: #9a6700;
  --internal: #6e7781; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --faint: #9aa4b0; --in: #6cb6ff; --out: #6bc46d;
  --public: #e0b050; --internal: #9aa4b0; } }
body { font: 15px/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif; max-width: 78rem; margin: 2rem auto;
  padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .6rem; }
h2 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; break-after: avoid; }
p { margin: .35rem 0; }
.small { color: var(--faint); font-size: .87em; }
ul { margin: .3rem 0; padding-left: 1.3rem; }
table { border-collapse: collapse; width: 100%; font-size: .9em; table-layout: fixed; }
th, td { text-align: start; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { border-bottom-width: 2px; font-weight: 600; }
td:first-child { border-inline-start: 3px solid transparent; font-variant-numeric: tabular-nums; }
.in td:first-child { border-inline-start-color: var(--in); }
.out td:first-child { border-inline-start-color: var(--out); }
.public td:first-child { border-inline-start-color: var(--public); }
.internal td:first-child { border-inline-start-color: var(--internal); }
.compact { font-size: 13px; line-height: 1.35; }
.compact h1 { font-size: 1.35rem; }
.compact h2 { margin: .8rem 0 .2rem; font-size: 1.05rem; }
.compact th, .compact td { padding: .12rem .4rem; }
@media print {
  :root { color-scheme: light; --line: #c8ccd2; --faint: #444; --in: #1f6feb; --out: #1a7f37; --public: #9a6700;
    --internal: #6e7781; }
  body { font-size: 9.5pt; margin: 0; padding: 0; max-width: none; }
  body.compact { font-size: 8.5pt; line-height: 1.25; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
}
"""
_PAGE = "@page {{ size: A4 {}; margin: {}; @bottom-right {{ content: counter(page) ' / ' counter(pages); }} }}"


def as_html(document: Document) -> Iterator[str]:
    """The file in pieces, to be encoded as UTF-8."""
    page = _PAGE.format("landscape" if document.landscape else "portrait", "12mm" if document.compact else "15mm 14mm")
    yield f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(document.title)}</title>
<style>{STYLE}{page}
</style>
</head>
<body{' class="compact"' if document.compact else ""}>
<h1 dir="auto">{_text(document.title)}</h1>
"""
    for block in document.blocks:
        yield from _block(block)
    yield "</body>\n</html>\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f'<h2 dir="auto">{_text(block.text)}</h2>\n'
        case Paragraph():
            yield f'<p dir="auto"{_class("small" if block.small else "")}>{_text(block.text)}</p>\n'
        case Items():
            yield "<ul>\n"
            yield from (f'<li dir="auto">{_text(text)}</li>\n' for text in block.texts)
            yield "</ul>\n"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    none = True
    for row in table.rows:
        if none:
            yield _head(table.columns)
            none = False
        cells = "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in row.cells)
        yield f"<tr{_class(row.tone)}>{cells}</tr>\n"
    yield f'<p class="small">{_text(table.empty)}</p>\n' if none else "</tbody>\n</table>\n"


def _head(columns: tuple[Column, ...]) -> str:
    widths = "".join(f'<col style="width:{column.share}%">' for column in columns)
    names = "".join(f'<th scope="col">{_text(column.title)}</th>' for column in columns)
    return f"<table>\n<colgroup>{widths}</colgroup>\n<thead><tr>{names}</tr></thead>\n<tbody>\n"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _text(text: str) -> str:
    return escape(inert_line(text))
