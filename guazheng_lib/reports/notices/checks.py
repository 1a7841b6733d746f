"""The last look at a notice before it is written (出件检查): templates are not trusted."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from guazheng_lib.reports.notices.choose import State, text_of
from guazheng_lib.reports.notices.contents import Order
from guazheng_lib.reports.notices.masking import (
    ACCOUNT,
    IDENTITY,
    PHONE,
    found_in,
    looks_like_id,
    without,
)
from guazheng_lib.terms.errors import DocumentError, Place
from guazheng_lib.terms.identity import show_certificate

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GAPS = {f"{_W}br", f"{_W}tab", f"{_W}cr"}
_WORDLESS = re.compile(r"/(?:styles\w*|fontTable|theme\d*|\w*[sS]ettings|app|numbering)\.xml$")
_CONTACT = "联系电话"
_NAME = "应隐去的姓名"
_MAY_STAND = {"name", "registered_employer", "actual_employer", "certificate_no"}


@dataclass(frozen=True)
class Rules:
    """What may and what must not stand in a document (可写与不可写).

    Attributes:
        secrets: what must not, by what it is.
        safe: what may, although it looks like something that must not.
    """

    secrets: tuple[tuple[str, str], ...]
    safe: Collection[str]


def rules_for(order: Order, chosen: Sequence[State]) -> Rules:
    """Say what a notice about these cases must not hold (检查规则)."""
    kind = order.kind
    hidden = {"person_id": "完整的证件号码"}
    if "names" in kind.masks:
        hidden |= {"person_name": _NAME, "certificate_no": "应脱敏的证书编号"}
    if "units" in kind.masks:
        hidden |= dict.fromkeys(("registered_employer", "actual_employer", "name"), "应隐去的单位")
    secrets = {(text_of(row, field), what) for row in chosen for field, what in hidden.items()}
    if kind.public:
        secrets |= {(text_of(row, "person_name"), _NAME) for row in _linked(order.rows, chosen)}
    safe = {text_of(row, field) for row in chosen for field in _MAY_STAND - hidden.keys()}
    safe = {each for each in safe if not looks_like_id(each)}
    if "certificate_no" not in hidden:
        numbers = {text_of(row, "certificate_no") for row in chosen}
        safe |= {each for each in numbers if show_certificate(each) == each}
    safe |= {text_of(row, "uscc") for row in chosen}  # many a credit code has the shape of an id
    safe |= {found.group() for found in PHONE.finditer(order.given.get(_CONTACT, ""))}
    # The office may be somebody's real employer; it signs all the same.
    secrets = {(text, what) for text, what in secrets if text not in _signs(order)}
    return Rules(tuple(sorted(secrets)), (safe - {text for text, _ in secrets}) | _signs(order))


def _signs(order: Order) -> set[str]:
    return {order.department, order.area}


def _linked(rows: Sequence[State], chosen: Sequence[State]) -> Iterator[State]:
    """Give the people whose cases are linked to those of units or agencies."""
    others = {row["case"] for row in chosen if row["subject"] != "person"}
    for row in rows:
        if row["subject"] == "person" and not others.isdisjoint(row.get("links") or ()):
            yield row


def check_document(content: bytes, rules: Rules, name: str) -> None:
    """Look through a document, all its parts (出件检查).

    Raises:
        DocumentError: where it holds a whole number, a telephone or an account that is not the
            office's, or a name that must be hidden; the message repeats none of it.
    """
    text = document_text(content)
    searched = without(text, rules.safe)
    problems = {
        what for secret, what in rules.secrets if len(secret) > 1 and found_in(searched, secret)
    }
    shapes = (
        ("像证件号码的数字", IDENTITY),
        ("像电话号码的数字", PHONE),
        ("像银行账号的数字", ACCOUNT),
    )
    problems |= {what for what, shape in shapes if shape.search(searched)}
    if problems:
        raise DocumentError(
            "文书里有" + "、".join(sorted(problems)),
            place=Place(name),
            remedy="文书没有写出；去掉模板、所填内容或台账里的这些字再写",
        )


def document_text(content: bytes) -> str:
    """Give every word of a document: body, headers, footers, notes, comments, properties (全文)."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in _in_order(packed.namelist())]
    return "\n".join(line for part in parts for line in _lines(part))


def _in_order(names: list[str]) -> list[str]:
    """List the parts that hold words, the body first."""
    parts = (name for name in names if name.startswith(("word/", "docProps/")))
    worded = [name for name in parts if name.endswith(".xml") and not _WORDLESS.search(name)]
    return sorted(worded, key=lambda name: (name != "word/document.xml", name))


def _lines(part: bytes) -> Iterator[str]:
    root = ElementTree.fromstring(part)
    paragraphs = list(root.iter(f"{_W}p"))
    if not paragraphs:
        yield from (text.strip() for text in root.itertext() if text.strip())
    for paragraph in paragraphs:
        yield "".join(
            (piece.text or "") if piece.tag == f"{_W}t" else " " * (piece.tag in _GAPS)
            for piece in paragraph.iter()
        )
