"""What an officer wrote into the report stays when the report is made again (保留本单位填写).

The officer's document is not read out and rebuilt: it stays the document, with its tables,
pictures, notes and pages, and only the paragraphs that the program wrote are brought up to date.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from guazheng_lib.reports.pages.tables import hide_ids
from guazheng_lib.reports.summary.marks import (
    Mark,
    digest,
    find_marks,
    put_mark,
    remove_mark,
    squeeze,
    text_of,
    write_text,
)

_SHOWN = 18

Kind = Literal["title", "heading", "text", "slot", "table"]


@dataclass(frozen=True)
class Item:
    """A paragraph or table that the program writes (程序写的一段).

    Attributes:
        name: its mark.
        kind: a heading or a slot that was taken out stays out; a text or table comes back.
        text: what it says now.
        element: as made, with its mark.
    """

    name: str
    kind: Kind
    text: str
    element: Any


@dataclass
class Carried:
    """What became of the officer's work (保留情况).

    Attributes:
        kept: the beginnings of what the officer wrote or changed.
        notes: what the officer should look at.
        replaced: whether something edited was replaced, so that the old file must be kept.
    """

    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    replaced: bool = False


def carry_over(body: Any, items: Sequence[Item], *, edited: str) -> Carried:
    """Bring the program's paragraphs in an officer's document up to date (更新程序写的段落).

    - Not edited: the new text, in the formatting as it stands.
    - Edited, and the program would write the same as before: the edit stands.
    - Edited, and the numbers changed: the new text, then the edited one, labelled.
    - Everything else in the document: untouched.

    Args:
        body: of the officer's document; changed in place.
        items: what the program writes now, in order.
        edited: the label before an edited paragraph.
    """
    carried = Carried()
    marks = find_marks(body)
    last = None
    for item in items:
        mark = marks.pop(item.name, None)
        if mark is not None:
            last = _top(body, _update(body, item, mark, carried, edited))
        else:
            last = _restore(body, item, last, carried)
    for mark in marks.values():
        _retire(body, mark, carried)
    carried.kept = [excerpt(text) for text in _officers(body)]
    return carried


def excerpt(text: str) -> str:
    """Give the beginning of a text for a message, without numbers of identity (摘录)."""
    plain = hide_ids(squeeze(hide_ids(text)))  # also a number written with spaces
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def mark_item(element: Any, name: str, text: str) -> None:
    """Mark a paragraph, or a table in its first cell, as the program's (做记号)."""
    paragraph = element if _is(element, "p") else next(_paragraphs(element))
    put_mark(paragraph, name, text)


def _update(body: Any, item: Item, mark: Mark, carried: Carried, edited: str) -> Any:
    """Bring one of the program's paragraphs up to date; give the element that it now is."""
    if item.kind == "table":
        return _update_table(body, item, mark, carried)
    paragraph, text = mark.paragraph, text_of(mark.paragraph)
    if digest(item.text) == mark.digest:
        return paragraph
    if digest(text) == mark.digest:
        write_text(paragraph, item.text.replace("\n", ""))  # line breaks are elements of their own
        remove_mark(body, mark)
        put_mark(paragraph, item.name, item.text)
    elif item.kind != "slot":
        remove_mark(body, mark)
        fresh = _insert(item, paragraph.addprevious)
        _label(paragraph, edited)
        what = f"改过的接在后面，标“{edited}”" if squeeze(text) else "原来删去的又写上了"
        carried.notes.append(
            f"「{excerpt(item.text)}」一段改过，现在数字变了：已按新数字写，{what}，请核对"
        )
        return fresh
    return paragraph


def _update_table(body: Any, item: Item, mark: Mark, carried: Carried) -> Any:
    """Put the present numbers in place of the table's: a changed number would be a wrong one."""
    table = next((each for each in mark.paragraph.iterancestors() if _is(each, "tbl")), None)
    old = mark.paragraph if table is None else table
    is_edited = digest(text_of(old)) != mark.digest or _holds_more(old)
    if not is_edited and digest(item.text) == mark.digest:
        return old
    remove_mark(body, mark)
    fresh = _insert(item, old.addprevious)
    if table is not None:
        table.getparent().remove(table)
    if is_edited:
        carried.replaced = True
        carried.notes.append(f"「{excerpt(item.text)}」附表改过：附表只写统计数，已恢复")
    return fresh


def _restore(body: Any, item: Item, last: Any, carried: Carried) -> Any:
    """Write what the document lacks; a heading or slot that was taken out stays out."""
    if item.kind not in ("text", "table"):
        return last
    marked = {id(mark.paragraph): mark for mark in find_marks(body).values()}
    for block in body.iterchildren(item.element.tag):
        if squeeze(text_of(block)) == squeeze(item.text) and id(block) not in marked:
            mark_item(block, item.name, item.text)
            return block
    put = (lambda fresh: body.insert(0, fresh)) if last is None else last.addnext
    carried.notes.append(f"「{excerpt(item.text)}」一段上一版没有，已写入；不用的请在报送前删去")
    return _insert(item, put)


def _retire(body: Any, mark: Mark, carried: Carried) -> None:
    """Take out what the program no longer writes, unless an officer edited it (不再写的段落)."""
    table = next((each for each in mark.paragraph.iterancestors() if _is(each, "tbl")), None)
    element = mark.paragraph if table is None else table
    text = text_of(element)
    remove_mark(body, mark)
    if digest(text) != mark.digest:
        carried.notes.append(f"「{excerpt(text)}」一段程序不再写，改过的文字已保留，请核对")
    elif table is None and (_holds_more(element) or element.getparent() is not body):
        write_text(element, "")
    else:
        element.getparent().remove(element)


def _officers(body: Any) -> Iterator[str]:
    """Give what is not the program's own, block by block (本单位的内容)."""
    marks = list(find_marks(body).values())
    for block in body.iterchildren():
        text, around = text_of(block), list(block.iter())
        own = [mark for mark in marks if mark.paragraph in around]
        is_program = any(digest(text) == mark.digest for mark in own)
        if not _is(block, "sectPr") and not is_program and (squeeze(text) or _holds_more(block)):
            yield squeeze(text) or "图片"


def _holds_more(element: Any) -> bool:
    """Whether a block holds a picture, an object or a page layout beside its text."""
    return any(
        _is(each, name)
        for each in element.iter()
        for name in ("drawing", "pict", "object", "sectPr")
    )


def _insert(item: Item, put: Callable[[Any], None]) -> Any:
    """Put a copy of an item into the document; its mark gets a number free there (写入)."""
    fresh = deepcopy(item.element)
    for mark in find_marks(fresh).values():
        remove_mark(fresh, mark)
    put(fresh)
    mark_item(fresh, item.name, item.text)
    return fresh


def _label(paragraph: Any, label: str) -> None:
    """Say before an edited paragraph that it is one; an empty one goes."""
    from docx.oxml import OxmlElement

    if not squeeze(text_of(paragraph)) and not _holds_more(paragraph):
        paragraph.getparent().remove(paragraph)
        return
    run = OxmlElement("w:r")
    first = next(paragraph.iter(run.tag), None)
    if first is not None and first.rPr is not None:
        run.append(deepcopy(first.rPr))
    run.add_t(label)
    paragraph.insert(0 if paragraph.pPr is None else 1, run)


def _paragraphs(element: Any) -> Iterator[Any]:
    return (each for each in element.iter() if _is(each, "p"))


def _is(element: Any, name: str) -> bool:
    from docx.oxml.ns import qn

    return bool(element.tag == qn(f"w:{name}"))


def _top(body: Any, element: Any) -> Any:
    """Give the block of the body that an element stands in (所在段落)."""
    while element.getparent() is not body:
        element = element.getparent()
    return element
