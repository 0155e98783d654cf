"""Elements of a large XML file, one at a time: never all of it, never a DTD, and characters put right.

Feeds come out of many hands. What can be put right without a guess is: control characters, characters of
Windows-1252 that are called Latin-1, entities of HTML that XML does not know. The rest is refused.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.importers.markup import BLOCKS, tidied
from bot.importers.sheets import BadFeed, Moved, Sheet

MAX_DEPTH = 50
# How deep the elements may be that are handed out, or skipped.
MAX_WANTED_DEPTH = 4
# Of one element that is handed out, with all that is in it.
MAX_NODES = 20_000
MAX_CHARACTERS = 1_000_000
# How much may be read without an end of a tag, a comment or the like.
MAX_SILENCE = 4_000_000
_BLOCK = 1 << 16
# Where an entity may have been cut by the end of a block.
_LONGEST_REFERENCE = 40
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)#?\w{1,32};")
_NOT_IN_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}
# Controls that nobody means: the characters that Windows-1252 has in their place.
_FROM_1252 = {code: html.unescape(f"&#{code};") for code in range(0x80, 0xA0)}
_MENDED = {**_NOT_IN_XML, **_FROM_1252}
_TO_MEND = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ufffe\uffff]")


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by local name, and what is in it, in order.

    ``line`` is where it begins; ``too_big`` says that more was in it than is kept.
    """

    name: str
    attributes: Mapping[str, str]
    line: int
    content: list[Node | str] = field(default_factory=list)
    too_big: bool = False

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the elements directly in it that have one of these names."""
        return (each for each in self.content if isinstance(each, Node) and each.name in names)

    def first(self, *names: str) -> Node | None:
        """Return the first element anywhere in it that has one of these names."""
        for each in self.content:
            if isinstance(each, Node):
                found = each if each.name in names else each.first(*names)
                if found is not None:
                    return found
        return None

    def words(self) -> str:
        """Return its text; what is a block on a page has a line of its own."""
        return tidied("".join(self._pieces()))

    def said(self, *names: str) -> str:
        """Return the text of the first element anywhere in it that has one of these names and any text."""
        found = (node.words() for name in names for node in [self.first(name)] if node is not None)
        return next(filter(None, found), "")

    def _pieces(self) -> Iterator[str]:
        for each in self.content:
            if isinstance(each, str):
                yield re.sub(r"\s+", " ", each) if self.name in BLOCKS else each
            else:
                edge = "\n" if each.name in BLOCKS else ""
                yield f"{edge}- " if each.name == "li" else edge
                yield from each._pieces()
                yield edge


Path = tuple[str, ...]


class _Target:
    """What the parser tells: keeps the elements that are wanted, each until it is handed out."""

    def __init__(self, wanted: Callable[[Path], bool], skipped: Callable[[Path], bool]) -> None:
        self.line: Callable[[], int] = lambda: 0
        self.done: list[Node] = []
        self.told = 0
        self._wanted = wanted
        self._skipped = skipped
        self._path: list[str] = []
        self._open: list[Node] = []
        self._skipping = 0
        self._nodes = self._characters = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.told += 1
        self._path.append(_local(tag))
        if len(self._path) > MAX_DEPTH:
            raise TooDeep
        if self._skipping:
            self._skipping += 1
            return
        # What is deeper down is neither wanted by itself nor skipped; to ask takes time.
        path = tuple(self._path) if len(self._path) <= MAX_WANTED_DEPTH else ()
        if path and self._skipped(path):
            self._skipping = 1
        elif self._open:
            self._add(Node(self._path[-1], _local_names(attributes), self.line()))
        elif path and self._wanted(path):
            self._nodes = self._characters = 0
            self._open.append(Node(path[-1], _local_names(attributes), self.line()))

    def data(self, text: str) -> None:
        self.told += 1
        if self._open and not self._skipping:
            self._characters += len(text)
            if self._has_room():
                self._open[-1].content.append(text)

    def end(self, _tag: str) -> None:
        self.told += 1
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
        elif self._open:
            node = self._open.pop()
            if not self._open:
                self.done.append(node)

    def close(self) -> None:
        """Nothing is left to do at the end."""

    def _add(self, node: Node) -> None:
        self._nodes += 1
        self._characters += sum(map(len, node.attributes.values()))
        if self._has_room():
            self._open[-1].content.append(node)
        self._open.append(node)

    def _has_room(self) -> bool:
        if self._nodes <= MAX_NODES and self._characters <= MAX_CHARACTERS:
            return True
        self._open[0].too_big = True
        return False


class TooDeep(ValueError):
    """Elements in elements in elements, more than any feed has."""


def elements(
    sheet: Sheet, moved: Moved, wanted: Callable[[Path], bool], skipped: Callable[[Path], bool]
) -> Iterator[Node]:
    """Yield the elements that are wanted, each with all that is in it but what is skipped.

    Args:
        sheet: an XML file.
        moved: told now and then how many bytes of the file are read.
        wanted: told the local names from the root to an element, at most ``MAX_WANTED_DEPTH`` of them.
        skipped: the same, within an element that is wanted.

    Raises:
        BadFeed: the file is not XML to its end, or holds what can do harm.
    """
    target = _Target(wanted, skipped)
    parser = DefusedXMLParser(target=target, encoding="utf-8", forbid_dtd=True)
    target.line = lambda: int(parser.parser.CurrentLineNumber)
    with _refusing(sheet):
        told, silent = 0, 0
        for block in _mended(sheet, moved):
            parser.feed(block.encode("utf-8", "replace"))
            silent = 0 if target.told > told else silent + len(block)
            told = target.told
            if silent > MAX_SILENCE:
                raise BadFeed(f"{sheet.path.name} holds a tag or a comment that does not end")
            yield from target.done
            target.done.clear()
        parser.close()
    yield from target.done


@contextmanager
def _refusing(sheet: Sheet) -> Iterator[None]:
    name = sheet.path.name
    try:
        yield
    except TooDeep as error:
        raise BadFeed(f"{name} has elements in elements more than {MAX_DEPTH} deep: no feed has") from error
    except DefusedXmlException as error:
        raise BadFeed(f"{name} has a DOCTYPE, which can do harm: save it without one") from error
    except ParseError as error:
        raise BadFeed(f"{name} is not XML to its end, cut short or with a slip: {error}") from error
    except UnicodeDecodeError as error:
        raise BadFeed(f"{name} is not in the encoding that it begins in: save it as UTF-8") from error


def _mended(sheet: Sheet, moved: Moved) -> Iterator[str]:
    """Yield the text, with what XML does not know put right."""
    rest = ""
    for block in _blocks(sheet, moved):
        text = rest + block
        cut = text.rfind("&", -_LONGEST_REFERENCE)
        cut = len(text) if cut < 0 or ";" in text[cut:] else cut
        rest = text[cut:]
        yield _mend(text[:cut])
    yield _mend(rest)


def _blocks(sheet: Sheet, moved: Moved) -> Iterator[str]:
    with sheet.path.open("rb") as raw:
        file = io.TextIOWrapper(raw, encoding=sheet.encoding)
        block = file.read(_BLOCK).lstrip()
        while block:
            yield block
            moved(raw.tell())
            block = file.read(_BLOCK)


def _mend(text: str) -> str:
    if _TO_MEND.search(text):
        text = text.translate(_MENDED)
    return _REFERENCE.sub(_meant, text) if "&" in text else text


def _meant(reference: re.Match[str]) -> str:
    """Return what HTML means by a character or an entity; what it does not know is left to be refused."""
    found = html.unescape(reference[0])
    return reference[0] if found == reference[0] else escape(found).translate(_MENDED)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _local_names(attributes: Mapping[str, str]) -> Mapping[str, str]:
    return {_local(name): value for name, value in attributes.items()} if attributes else attributes
