"""What a notice hides of a person or a unit (脱敏), said in one place."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from guazheng_lib.employers.kinds import EmployerKind, employer_kind
from guazheng_lib.employers.names import parse_name
from guazheng_lib.reports.layouts import read_data

_LETTERED = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊"
IDENTITY = re.compile(
    rf"(?<![{_LETTERED}])(?:\d(?:[\s\-－]?\d){{16}}[\s\-－]?[\dXxＸｘ]|\d{{15}})(?![{_LETTERED}])"
)
"""Whatever has the shape of a resident's number, also split by blanks or hyphens."""
PHONE = re.compile(
    r"(?<!\d)(?:[+＋]?86[\s\-－]?)?1[3-9]\d(?:[\s\-－]?\d{4}){2}(?!\d)"
    r"|(?<!\d)[(（]?0\d{2,3}[)）\s\-－—]{0,2}\d{7,8}(?!\d)"
)
_TOLD_PHONE = re.compile(r"(?<=电话|手机|座机|热线)(?:号码|号)?[:：\s]{0,2}\d{7,12}(?!\d)")
ACCOUNT = re.compile(
    rf"(?<![{_LETTERED}])\d(?:[\s\-－]?\d){{15,18}}(?![{_LETTERED}])"
    r"|(?<=[账帐卡][号户])[^\d\n。；]{0,8}\d[\d\s]{7,}"
)
_CONTACT = re.compile(
    r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+|(?:微信|QQ|qq)(?:号码?)?[:：\s]{0,2}[\w-]{5,}", re.ASCII
)


def surname_only(name: str) -> str:
    """Leave the surname of a name (只留姓).

    >>> surname_only("徐丙"), surname_only("欧阳丙丁"), surname_only("司马丁"), surname_only("")
    ('徐某', '欧阳某某', '司马某', '')
    """
    plain = "".join(name.split())
    if not plain:
        return ""
    compound = next((each for each in _compound_surnames() if plain.startswith(each)), "")
    surname = compound if len(compound) < len(plain) else ""
    surname = surname or plain[0]
    return surname + ("某" if len(plain) - len(surname) <= 1 else "某某")


def anonymous_unit(name: str) -> str:
    """Leave the trade and the legal form of a unit's name, or what sort of unit it is (单位隐名).

    >>> anonymous_unit("甲市永固建筑工程有限公司"), anonymous_unit("甲市乙区财政局")
    ('某建筑工程有限公司', '某机关')
    """
    if not name.strip():
        return ""
    parts = parse_name(name).head
    if parts.form:
        return f"某{parts.trade}{parts.form}"
    kind = employer_kind(name)
    return "某单位" if kind in (EmployerKind.FIRM, EmployerKind.OTHER) else f"某{kind.zh}"


def clean_text(text: str, hidden: Mapping[str, str] | None = None) -> str:
    """Take numbers, telephones, accounts, addresses out of an officer's words (文内脱敏).

    Args:
        text: a remark, a reason, an explanation.
        hidden: further words, and what stands in their place: names, units.
    """
    said = _words()["hidden"]
    for whole, instead in sorted((hidden or {}).items(), key=lambda pair: -len(pair[0])):
        if whole:
            text = _loose(whole).sub(instead, text)
    text = IDENTITY.sub(said["id"], text)
    for shape, name in (
        (ACCOUNT, "account"),
        (PHONE, "phone"),
        (_TOLD_PHONE, "phone"),
        (_CONTACT, "contact"),
    ):
        text = shape.sub(said[name], text)
    return _address().sub(lambda found: (found[1] or "") + said["address"], text)


def found_in(text: str, whole: str) -> bool:
    """Tell whether a name or number stands in a text, blanks between or not (是否出现)."""
    squeezed = ("".join(line.split()) for line in text.splitlines())
    return bool(whole.strip()) and any("".join(whole.split()) in line for line in squeezed)


def without(text: str, safe: Iterable[str]) -> str:
    """Take out of a text what may stand there, so that the rest can be searched (去掉可公开的)."""
    for each in sorted(set(safe), key=len, reverse=True):
        text = text.replace(each, "\n") if each.strip() else text
    return text


def looks_like_id(text: str) -> bool:
    """Tell whether a value holds something of the shape of an identity number (像证件号码)."""
    return bool(IDENTITY.search(text))


def _loose(whole: str) -> re.Pattern[str]:
    return re.compile(r"[\s\u3000]*".join(re.escape(mark) for mark in "".join(whole.split())))


@cache
def _address() -> re.Pattern[str]:
    words = _words()
    streets = "|".join(words["streets"].split())
    estates = "|".join(words["estates"].split())
    number = r"(?:\d+|[一二三四五六七八九十百]+)"
    ends = rf"{number}(?:号楼|楼|栋|幢|座|单元|室|户|号)"
    # What leads up to the address (住在、位于) stays; only the place itself is taken out.
    return re.compile(
        rf"([\u4e00-\u9fff]*[住在于址到])?[\u4e00-\u9fff]+?"
        rf"(?:(?:{streets}){number}号|(?:{estates}){ends})(?:[\u4e00-\u9fff]{{0,8}}?{ends})*"
    )


@cache
def _compound_surnames() -> Collection[str]:
    return sorted(_words()["compound_surnames"].split(), key=len, reverse=True)


@cache
def _words() -> Any:
    return read_data("notices/masking.yml")
