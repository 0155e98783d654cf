"""Words out of what was written for a page: tags off, blocks and list items on lines of their own."""

from __future__ import annotations

import html
import re

from bot.importers.cells import text

# Of anything longer, the beginning is enough, and odd markup stays quick to read.
LONGEST = 10_000
# What is not closed goes on to the end, as in a browser; so no text is looked through twice.
_NOT_WORDS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]*+)[^<>]*+>|<[!?][^<>]*+>")
BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
})


def plain(value: str) -> str:
    """Return words without markup, whether it is written as such or with ``&lt;``; paragraphs are lines."""
    words = value[:LONGEST]
    for _ in range(2):
        words = html.unescape(_without_tags(words))
    return tidied(_without_tags(words))


def tidied(words: str) -> str:
    """Return lines without what cannot be shown, without spaces at their ends, and without empty ones."""
    lines = (text(line).strip() for line in re.split(r"[\r\n\u2028\u2029]+", words))
    return "\n".join(line for line in lines if line not in {"", "-"})


def shortened(longest: int, words: str) -> str:
    """Return as many whole words as fit, with three dots where some are left out."""
    if len(words) <= longest:
        return words
    return f"{words[: longest - 1].rsplit(None, 1)[0]}…"


def _without_tags(words: str) -> str:
    return _TAG.sub(_line_break, _NOT_WORDS.sub(" ", words)) if "<" in words else words


def _line_break(tag: re.Match[str]) -> str:
    name = (tag[1] or "").casefold()
    if name == "li" and not tag[0].startswith("</"):
        return "\n- "
    return "\n" if name in BLOCKS else ""
