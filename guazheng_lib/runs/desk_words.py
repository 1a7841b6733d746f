"""What an officer types, as the casebook's own names (办案用语): steps, conclusions, facts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guazheng_lib.casebook.decisions import Decision
from guazheng_lib.casebook.ledger.proof import Proof
from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.periods.workdays import day_said
from guazheng_lib.terms.errors import CasebookError, NotAllowedError


def step_named(step: str) -> str:
    """Find a step by its name or its Chinese title (步骤).

    Raises:
        NotAllowedError: where there is none.
    """
    known = {name: (each.title,) for name, each in life().steps.items()}
    return _named(step, "这一步", known)[0]


def statuses_named(status: str) -> list[str]:
    """Find the statuses that a title or name stands for (办理状态): subjects share some titles.

    Raises:
        NotAllowedError: where there is none.
    """
    known = {name: (each.title,) for name, each in life().statuses.items()}
    return _named(status, "这种办理状态", known)


def conclusion(outcome: str, **said: Any) -> Decision:
    """Make a decision of what was typed; the outcome by its name, title or word (结论).

    Raises:
        NotAllowedError: where there is no such outcome.
    """
    known = {name: (each.title, *each.words) for name, each in life().outcomes.items()}
    return Decision(_named(outcome, "这种结论", known)[0], **said)


def facts_of(pairs: Iterable[str]) -> dict[str, Any]:
    """Read facts written as 事项=内容 (事项).

    Raises:
        NotAllowedError: where one is not so written, or there is no such field.
    """
    facts: dict[str, Any] = {}
    titles = {each.title: name for name, each in life().fields.items()}
    for pair in pairs:
        name, is_said, value = pair.partition("=")
        field_name = name if name in life().fields else titles.get(name)
        if not is_said or field_name is None:
            raise NotAllowedError(
                f"「{pair}」认不出",
                remedy="写成 事项=内容，例如 承办=张三；事项见 docs/life.md",
            )
        field = life().fields[field_name]
        if field.list:
            facts.setdefault(field_name, []).append(value)
        else:
            facts[field_name] = day_typed(field.title, value) if field.day else value
    return facts


def day_typed(title: str, text: str) -> str:
    """Read a day as an officer writes it (日期), and write it as the casebook does.

    >>> day_typed("限期", "2026年7月3日")
    '2026-07-03'

    Raises:
        NotAllowedError: where it is none.
    """
    day = day_said(text)
    if day is None:
        raise NotAllowedError(f"{title}「{text}」认不出", remedy="日期写成 2024-11-30 这样")
    return day.isoformat()


def noted_proof(text: str) -> Proof:
    """Read a proof as an officer noted it down (留底).

    Raises:
        CasebookError: where it is written otherwise.
    """
    entries, _, seal = text.replace("：", ":").partition(":")
    if not entries.isdigit() or not seal:
        raise CasebookError("留底的写法不对", remedy="写成 条数:哈希，照上次验证给出的抄")
    return Proof(int(entries), seal.strip())


def _named(said: str, what: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    found = [name for name, words in known.items() if said in (name, *words)]
    if not found:
        titles = "、".join(words[0] for words in known.values())
        raise NotAllowedError(f"没有「{said}」{what}", remedy=f"可用的有：{titles}")
    return found
