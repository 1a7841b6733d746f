"""Judge a sequence of texts (批量判断)."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pandas as pd

from guazheng_lib.ads.judge import Judgement, Span, judge_texts
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.text import is_missing

T = TypeVar("T")

COLUMNS = ("verdict", "score", "reasons", "spans")
_TOGETHER, _CHARACTERS_TOGETHER = 128, 200_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_NOTHING = Judgement(Verdict.CLEAR, 0.0, [], [], [])


def classify(texts: Iterable[object]) -> pd.DataFrame:
    """Judge advertisements (判断招聘信息): verdict, score, reasons and spans, in the order given.

    An empty cell is `clear`: it says nothing. A generator is read as it goes. A text by itself is
    one advertisement, not a sequence of characters.
    """
    if isinstance(texts, str | bytes):
        texts = [texts]
    return as_frame(judge_cells(texts))[list(COLUMNS)]


def judge_cells(cells: Iterable[object]) -> Iterator[Judgement]:
    """Judge what cells hold, in their order; spans point into each as `as_text` writes it."""
    for texts in batches(map(as_text, cells), len):
        for text, judgement in zip(texts, judge_texts(texts), strict=True):
            yield judgement if text else _NOTHING


def batches(items: Iterable[T], length: Callable[[T], int]) -> Iterator[list[T]]:
    """Give what is read together (分批): some texts, fewer if they are long."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += length(item)
        if len(batch) == _TOGETHER or size >= _CHARACTERS_TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def as_text(cell: object) -> str:
    """Give what a cell holds as text (单元格文本): "" for nothing, bytes decoded."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bytes):
        return _decoded(cell)
    return "" if is_missing(cell) is True else str(cell)


def storable(text: str) -> str:
    """Put U+FFFD for each lone surrogate (孤立代理项): no file can hold one; places stay."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text


def as_frame(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Give judgements as a table, one row each; only what the table holds is kept."""
    verdicts: list[str] = []
    scores = array("d")
    reasons: list[list[str]] = []
    spans: list[list[Span]] = []
    certificates: list[list[str]] = []
    for each in judgements:
        verdicts.append(each.verdict.value)
        scores.append(each.score)
        reasons.append(list(each.reasons))
        spans.append(list(each.spans))
        certificates.append(list(each.certificates))
    return pd.DataFrame(
        {
            "verdict": pd.Series(verdicts, dtype="str"),
            "score": pd.Series(scores, dtype="float64"),
            "reasons": pd.Series(reasons, dtype="object"),
            "spans": pd.Series(spans, dtype="object"),
            "certificates": pd.Series(certificates, dtype="object"),
        }
    )


def _decoded(written: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("utf-8", "replace")
