"""What sort of employer it is (单位性质): firm, agency, organ, institution, university."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache

import pandas as pd

from guazheng_lib.employers.index import as_texts
from guazheng_lib.employers.lexicon import words
from guazheng_lib.employers.names import EmployerName, parse_name
from guazheng_lib.employers.register import Registry
from guazheng_lib.terms.uscc import Uscc


class EmployerKind(StrEnum):
    """What sort of employer it is (单位性质)."""

    FIRM = "firm"
    AGENCY = "agency"
    STATE_ORGAN = "state_organ"
    PUBLIC_INSTITUTION = "public_institution"
    UNIVERSITY = "university"
    OTHER = "other"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _ZH[self]


_ZH = {
    EmployerKind.FIRM: "企业",
    EmployerKind.AGENCY: "人力资源服务机构",
    EmployerKind.STATE_ORGAN: "机关",
    EmployerKind.PUBLIC_INSTITUTION: "事业单位",
    EmployerKind.UNIVERSITY: "院校",
    EmployerKind.OTHER: "其他",
}


def employer_kind(
    name: str, uscc: str | None = None, registry: Registry | None = None
) -> EmployerKind:
    """Tell what sort of employer a name stands for; the register's word outweighs the name.

    >>> employer_kind("甲市乙丙人力资源服务有限公司"), employer_kind("甲市乙丙建筑劳务有限公司")
    (<EmployerKind.AGENCY: 'agency'>, <EmployerKind.FIRM: 'firm'>)
    """
    code = Uscc.parse(uscc) if uscc else None
    entity = registry.resolve_one(name, uscc).entity if registry is not None else None
    if entity is not None:
        if entity.kind and (kind := _by_register_word(entity.kind)):
            return kind
        code = Uscc.parse(entity.uscc) if entity.uscc else code
        name = entity.name
    parsed = parse_name(name)
    if _is_agency(parsed):
        return EmployerKind.AGENCY
    by_name = _by_name(parsed)
    by_code = _by_code(code) if code is not None else None
    if by_code is EmployerKind.PUBLIC_INSTITUTION and by_name is EmployerKind.UNIVERSITY:
        return by_name
    return by_code or by_name


def employer_kinds(
    names: Sequence[str] | pd.Series,
    usccs: Sequence[str] | pd.Series | None = None,
    registry: Registry | None = None,
    agencies: pd.DataFrame | Iterable[str] | None = None,
) -> pd.Series:
    """Tell the kinds of many employers; text values of `EmployerKind`, NA for a missing name.

    Args:
        names: names as written.
        usccs: credit codes written beside them.
        registry: the business register.
        agencies: licensed agencies (人力资源服务机构名录): the table `terms.tables.HrAgencies`, or
            names. Who is on it is an agency, whatever its name says.
    """
    texts = as_texts(names)
    codes = as_texts(usccs) if usccs is not None else [""] * len(texts)
    licensed = _licensed(agencies)
    known: dict[tuple[str, str], str | None] = {}
    for written in dict.fromkeys(zip(texts, codes, strict=True)):
        name, code = written
        if not parse_name(name).full and Uscc.parse(code) is None:
            known[written] = None
        elif licensed.intersection(_identities(name, code, registry)):
            known[written] = str(EmployerKind.AGENCY)
        else:
            known[written] = str(employer_kind(name, code, registry))
    index = names.index if isinstance(names, pd.Series) else None
    values = [known[written] for written in zip(texts, codes, strict=True)]
    return pd.Series(values, index=index, dtype="string", name="kind")


def _licensed(agencies: pd.DataFrame | Iterable[str] | None) -> set[str]:
    if agencies is None:
        return set()
    if not isinstance(agencies, pd.DataFrame):
        return {parse_name(name).full for name in agencies} - {""}
    from guazheng_lib.terms.tables import HrAgencies  # pandera: slow to load

    found = {parse_name(name).full for name in as_texts(agencies[HrAgencies.agency])}
    if HrAgencies.agency_uscc in agencies:
        found |= {Uscc.parse(code) or "" for code in as_texts(agencies[HrAgencies.agency_uscc])}
    return found - {""}


def _identities(name: str, code: str, registry: Registry | None) -> set[str]:
    found = {parse_name(name).full, Uscc.parse(code) or ""}
    entity = registry.resolve_one(name, code).entity if registry is not None else None
    if entity is not None:
        found |= {parse_name(entity.name).full, entity.uscc or ""}
    return found - {""}


def _by_register_word(word: str) -> EmployerKind | None:
    for kind, line in words("kinds")["register_words"].items():
        if any(part in word for part in line.split()):
            return EmployerKind(kind)
    return None


def _by_code(code: Uscc) -> EmployerKind | None:
    for kind, line in words("kinds")["credit_codes"].items():
        if code.registrar in line.split():
            return EmployerKind(kind)
    return None


def _is_agency(name: EmployerName) -> bool:
    head = name.head
    if not head.form and head.full.endswith(tuple(words("kinds")["not_agency_ends"].split())):
        return False
    return any(word in head.core for word in words("kinds")["agency_words"].split())


def _by_name(name: EmployerName) -> EmployerKind:
    if name.form:
        return EmployerKind.FIRM
    for kind, pattern in _institution_ends():
        if pattern.search(name.head.full):
            return kind
    return EmployerKind.OTHER


@cache
def _institution_ends() -> tuple[tuple[EmployerKind, re.Pattern[str]], ...]:
    table = words("kinds")["institution_ends"]
    order = (
        EmployerKind.OTHER,
        EmployerKind.UNIVERSITY,
        EmployerKind.FIRM,
        EmployerKind.STATE_ORGAN,
        EmployerKind.PUBLIC_INSTITUTION,
    )
    return tuple((kind, re.compile(rf"(?:{table[kind].strip()})$")) for kind in order)
