"""Text as plain words: lower case, no accents or apostrophes, digits apart from letters, breaks kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

BREAKS = frozenset(",.;:!?\n")
AS_WORDS = {"+": "and", "&": "and", "/": "or"}
LONG_ENOUGH_FOR_PLURAL = 4
ENDINGS_WITH_E = ("sses", "shes", "ches", "xes", "buses")

_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_WILL = re.compile(r"(?<=\bi)['’]ll\b")  # or "i'll" would be "ill"
# The same without the apostrophe, before what one will do: "ill pass on that", but not "i feel ill".
_WILL_DO = (
    "answer|ask|be|carry|catch|choose|come|cycle|decide|do|drive|find|finish|get|give|go|have|help|just|keep|know|leave|"
    "let|listen|make|maybe|miss|need|never|not|pass|pick|prob|probably|probs|put|read|ride|say|see|skip|start|stay|stick|"
    "stop|take|talk|tell|tap|then|think|try|type|use|wait|walk|want|work|write"
)
_WILL_SAID = re.compile(
    rf"(?<!\bbe )(?<!\bam )(?<!\bim )(?<!feel )(?<!\bget )(?<!being )(?<!getting )(?<!feeling )(?<!when )"
    rf"\bi?ll (?=(?:{_WILL_DO})\b)"
)
_IT = re.compile(r"\bIT\b")  # the subject, not the word, unless everything is in big letters
_RUNS = re.compile(r"\d+\.\d+|[^\W_]+|[,.;:!?\n+&/]")
_PARTS = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


def split(text: str, shorthand: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Return the words and breaks of a text, with short forms written out.

    Args:
        text: what was typed.
        shorthand: a short form and the words it stands for: ``{"idk": ("i", "dont", "know")}``.
    """
    shorthand = shorthand or {}
    return [word for run in _RUNS.findall(plain(text)) for word in _written_out(run, shorthand)]


def plain(text: str) -> str:
    """Return a text in small letters without accents, apostrophes and invisible signs."""
    told = text if text.isupper() else _IT.sub("i t", text)
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", told).casefold())
    letters = _WILL_SAID.sub("i will ", _WILL.sub(" will", letters))
    kept = "".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf", "Me", "Cs"})
    without = re.sub(r"\bw/o\b", "without", kept)
    return _APOSTROPHES.sub("", re.sub(r"\bw/(?=\s|\w)", "with ", without))


def _written_out(run: str, shorthand: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if run in shorthand:
        yield from shorthand[run]
    elif run in BREAKS:
        yield run
    elif run in AS_WORDS:
        yield AS_WORDS[run]
    else:
        for part in _PARTS.findall(run):
            yield from shorthand.get(part, (part,))


def stem(word: str) -> str:
    """Return a word without the ending of several: "groups" and "group" are one, "classes" and "class"."""
    if word.endswith(ENDINGS_WITH_E):
        return word[:-2]
    if len(word) < LONG_ENOUGH_FOR_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-1]
