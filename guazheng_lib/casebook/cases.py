"""What a case is called: its number (案件编号), and its name for people (案件名称).

A number tells nothing that must not be seen: it is made of a digest, so it may stand in file
names, logs and pages.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from guazheng_lib.casebook.life import life
from guazheng_lib.terms.keys import registration_key
from guazheng_lib.terms.text import fold_width

_LENGTH = 24
SHORT = 8
"""How many characters of a number an officer has to type, if nothing else begins like them."""

MOST_ALIKE = 10
"""How many numbers are listed that begin alike."""


def person_case(county: str, person_id: str, profession: str, certificate_no: str) -> str:
    """Give the number of a person's case: one registration, one case (人员案件)."""
    return f"person:{registration_key(county, person_id, profession, certificate_no)}"


def case_of_key(key: str) -> str:
    """Give the number of the case that a worksheet's hidden key stands for (读回键)."""
    return f"person:{key}"


def unit_case(county: str, name: str, uscc: str = "") -> str:
    """Give the number of a unit's case, by its credit code where it has one (用证单位案件)."""
    return f"unit:{_digest(county, uscc or _folded(name))}"


def agency_case(name: str, uscc: str = "") -> str:
    """Give the number of an agency's case (人力资源机构案件); agencies are the city's."""
    return f"agency:{_digest(uscc or _folded(name))}"


def complaint_case(county: str, complaint_id: str, received_on: str, content: str) -> str:
    """Give the number of a complaint (投诉举报), by its own number where the office gave one."""
    parts = (complaint_id,) if complaint_id else (received_on, _folded(content))
    return f"complaint:{_digest(county, *parts)}"


def short(case: str) -> str:
    """Give a number as a page or a list shows it (短编号).

    >>> short("person:3fa9c2d17b60aa01")
    '3fa9c2d1'
    """
    return case.partition(":")[2][:SHORT]


def numbers_like(prefix: str, numbers: Iterable[str]) -> list[str]:
    """List a few numbers that begin so, with or without their subject (查编号)."""
    begins = (prefix,) if ":" in prefix else tuple(f"{one}:{prefix}" for one in life().subjects)
    return sorted(number for number in numbers if number.startswith(begins))[:MOST_ALIKE]


def case_name(state: Mapping[str, Any]) -> str:
    """Name a case for people, without a number that must not be seen (名称).

    A complaint goes by its own number, the day and the channel: what it says may name anybody.
    """
    if state["subject"] == "complaint":
        told = (state["complaint_id"], state["received_on"], state["channel"])
        return " ".join(text for text in told if text)
    return state.get("person_name") or state.get("name") or ""


def _folded(name: str) -> str:
    return "".join(fold_width(name).split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:_LENGTH]
