"""Marks by which a report knows its own paragraphs again (段落记号).

A mark is a hidden bookmark at the head of a paragraph: its name says which paragraph it is, and
the digest of the text as it was written. Bookmarks come through Word, WPS and LibreOffice, and
nobody sees them. A text whose digest no longer fits has been edited.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_PREFIX = "_gz_"  # Word hides a bookmark that begins with a low line
_MARK = re.compile(rf"{_PREFIX}(?P<name>[a-z_]+)_(?P<digest>[0-9a-f]{{10}})")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Mark:
    """A mark found in a document (找到的记号).

    Attributes:
        name: which paragraph or table it is.
        digest: of the text as the program wrote it.
        start: the bookmark.
        paragraph: the paragraph that it stands in.
    """

    name: str
    digest: str
    start: Any
    paragraph: Any


def digest(text: str) -> str:
    """Make the digest of a text, whatever its spaces (文字指纹)."""
    return hashlib.sha256(squeeze(text).encode("utf-8")).hexdigest()[:10]


def squeeze(text: str) -> str:
    """Take out the spaces, which editors set as they like (去空白)."""
    return _SPACE.sub("", text)


def text_of(element: Any) -> str:
    """Read the text of a paragraph or table as it stands (读文字), without what was deleted."""
    return "".join(node.text or "" for node in _texts(element))


def find_marks(body: Any) -> dict[str, Mark]:
    """Find the marks of a document, the first of each name (找记号)."""
    found: dict[str, Mark] = {}
    for start in body.iter(_tag("bookmarkStart")):
        said = _MARK.match(start.get(_tag("name")) or "")
        paragraph = _paragraph_of(start)
        if said and paragraph is not None:
            mark = Mark(said["name"], said["digest"], start, paragraph)
            found.setdefault(mark.name, mark)
    return found


def put_mark(paragraph: Any, name: str, text: str) -> None:
    """Mark a paragraph as written by the program with this text (做记号)."""
    from docx.oxml import OxmlElement

    root = paragraph.getroottree().getroot()
    numbers = [int(each.get(_tag("id")) or 0) for each in root.iter(_tag("bookmarkStart"))]
    number = str(max(numbers, default=0) + 1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(_tag("id"), number)
    start.set(_tag("name"), f"{_PREFIX}{name}_{digest(text)}")
    end.set(_tag("id"), number)
    place = 0 if paragraph.pPr is None else 1
    paragraph.insert(place, start)
    paragraph.insert(place + 1, end)


def remove_mark(body: Any, mark: Mark) -> None:
    """Take a mark out: the paragraph is the officer's from now on (去记号)."""
    number = mark.start.get(_tag("id"))
    for end in list(body.iter(_tag("bookmarkEnd"))):
        if end.get(_tag("id")) == number:
            end.getparent().remove(end)
    mark.start.getparent().remove(mark.start)


def write_text(paragraph: Any, text: str) -> None:
    """Change a paragraph's text letter by letter, so that its formatting stays (改文字)."""
    nodes = list(_texts(paragraph))
    holders = [node for node in nodes for _ in node.text or ""]
    before = "".join(node.text or "" for node in nodes)
    kept: Mapping[int, list[str]] = {id(node): [] for node in nodes}
    changes = SequenceMatcher(None, before, text, autojunk=False).get_opcodes()
    for kind, left, right, new_left, new_right in changes:
        if kind == "equal":
            for place in range(left, right):
                kept[id(holders[place])].append(before[place])
        elif new_right > new_left:
            holder = holders[min(left, len(holders) - 1)]
            kept[id(holder)].append(text[new_left:new_right])
    for node in nodes:
        node.text = "".join(kept[id(node)])
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _texts(element: Any) -> Iterator[Any]:
    own = element.tag == _tag("p")
    for node in element.iter(_tag("t")):
        around = list(node.iterancestors(_tag("p"), _tag("moveFrom")))
        is_moved_away = any(each.tag == _tag("moveFrom") for each in around)
        if not is_moved_away and (not own or around[0] is element):
            yield node


def _paragraph_of(start: Any) -> Any:
    """Give the paragraph of a bookmark; one that stands between paragraphs belongs to the next."""
    inside = next(start.iterancestors(_tag("p")), None)
    return next(start.itersiblings(_tag("p")), None) if inside is None else inside


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
