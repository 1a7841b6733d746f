"""One thing that somebody did about a case (事件), and the seal that chains it to the one before.

An event is never changed and never taken out. What a case is now is read from its events
(`states`); a mistake is put right by a further event.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from guazheng_lib.terms.errors import CasebookError

CHINA = timezone(timedelta(hours=8), "CST")
"""The zone of every clock in these offices."""

NO_EVENT = "0" * 64
"""The seal before the first event."""


def _writer() -> Callable[[Any], str]:
    """Make what writes compact JSON, once: `json.dumps` would set it up anew for every entry."""
    python = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:  # no CPython
        return python.encode
    quoted = json.encoder.encode_basestring
    compiled = make(None, python.default, quoted, None, ":", ",", True, False, True)
    return lambda value: "".join(compiled(value, 0))


_write_sorted = _writer()

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def now() -> datetime:
    """Give the time now in China, with its zone, to the second (现在)."""
    return datetime.now(CHINA).replace(microsecond=0)


@dataclass(frozen=True)
class Event:
    """What happened to a case: who, when, why, on what basis (事件).

    Attributes:
        case: the case's number (`cases.case_number`).
        step: what was done, a name of `life.yml`'s steps.
        by: who did it.
        at: when, with its zone.
        why: the reason in the officer's words (事由).
        basis: the rule or paper it rests on (依据).
        facts: what it says of the case, by the fields of `life.yml`; text, or a list of texts.
        key: what makes it one and the same event when it is handed in again; empty: always new.
    """

    case: str
    step: str
    by: str
    at: datetime
    why: str = ""
    basis: str = ""
    facts: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    key: str = ""

    def __post_init__(self) -> None:
        """See that it says who and when.

        Raises:
            CasebookError: where one is missing, or the time has no zone.
        """
        if not self.by.strip():
            raise CasebookError("没有写明是谁办的", remedy="用 --by 写上经办人姓名")
        if self.at.tzinfo is None:
            raise CasebookError("时间没有时区", remedy="时间写成 2024-11-30T09:00:00+08:00")

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Make an event of plain values, the time as text if need be (由字段组成事件).

        Raises:
            CasebookError: where a value is missing, unknown or not of its kind.
        """
        known = {each.name for each in fields(cls)}
        unknown, missing = values.keys() - known, {"case", "step", "by", "at"} - values.keys()
        wrong = [f"不认识 {name}" for name in sorted(unknown)]
        wrong += [f"缺少 {name}" for name in sorted(missing)]
        texts = sorted(known & values.keys() - {"at", "facts"})
        wrong += [f"{name} 不是文字" for name in texts if not isinstance(values[name], str)]
        if not isinstance(values.get("facts", {}), Mapping):
            wrong.append("facts 不是事项和内容")
        if wrong:
            raise CasebookError("事件写法不对：" + "、".join(wrong), remedy="按 docs/life.md 写")
        at = values["at"]
        try:
            when = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
        except ValueError as problem:
            raise CasebookError(
                "时间认不出", remedy="时间写成 2024-11-30T09:00:00+08:00"
            ) from problem
        return cls(**{**values, "at": when})


class Entry(NamedTuple):
    """An event as the ledger keeps it (账页).

    Attributes:
        seq: its place in the ledger, from 1, without gaps.
        status: what the case is after it (办理状态).
        facts: the event's facts as canonical JSON.
        seal: the hash over all of it and the seal of the entry before.
    """

    seq: int
    case: str
    step: str
    by: str
    at: str
    why: str
    basis: str
    facts: str
    key: str
    status: str
    seal: str


def entry_of(event: Event, *, seq: int, status: str, previous: str) -> Entry:
    """Make the entry that follows the one sealed `previous` (记账)."""
    facts, at = canonical(event.facts), event.at.isoformat()
    said = (event.case, event.step, event.by, at, event.why, event.basis, facts, event.key, status)
    return Entry(seq, *said, seal_of(previous, (seq, *said)))


def canonical(facts: Mapping[str, Any]) -> str:
    """Write facts so that equal facts give equal text (规范写法)."""
    return _write_sorted(dict(facts)) if facts else "{}"


def seal_of(previous: str, values: tuple[Any, ...]) -> str:
    """Chain an entry to the one before (哈希): `values` are its fields in order, without the seal.

    No text of an entry holds NUL, so that joining by it says where each field ends.

    >>> seal_of(NO_EVENT, (1, "a")) == seal_of(NO_EVENT, (1, "a"))
    True
    """
    seq, *texts = values
    return hashlib.sha256("\0".join((previous, str(seq), *texts)).encode("utf-8")).hexdigest()
