"""A case opened by hand (线索入册): of whom a complaint or an inspection tells."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.casebook import Casebook
from guazheng_lib.casebook.cases import agency_case, short, unit_case
from guazheng_lib.casebook.decisions import Hand
from guazheng_lib.casebook.intake import case_of_row, lead_facts
from guazheng_lib.runs.case_lines import case_line
from guazheng_lib.runs.counties import County
from guazheng_lib.runs.desk import SCREENING, Desk, refuse_mixing
from guazheng_lib.runs.publish import vouched
from guazheng_lib.terms.errors import CasebookError

if TYPE_CHECKING:
    import pandas as pd

_UNIT_COLUMNS = ("registered_employer", "registered_uscc")
_AGENCY_COLUMNS = ("agency", "agency_uscc")


@dataclass(frozen=True)
class Lead:
    """Of whom a case is to be opened, and why (线索): one of the three.

    Attributes:
        certificate: a person's certificate in the county's register.
        unit: a unit that uses certificates.
        agency: a human-resources agency.
        uscc: the unit's or agency's credit code, where the files do not tell it.
        why: where the lead comes from: a complaint, an advertisement, an inspection.
        basis: what it rests on.
    """

    certificate: str = ""
    unit: str = ""
    agency: str = ""
    uscc: str = ""
    why: str = ""
    basis: str = ""


def open_case(desk: Desk, county: str, lead: Lead) -> list[str]:
    """Open a case as a lead; nothing is concluded by it (线索入册).

    Raises:
        CasebookError: where it is not said of whom or why, or the case is there already.
    """
    if [bool(lead.certificate), bool(lead.unit), bool(lead.agency)].count(True) != 1:
        raise CasebookError(
            "没有写明对象，或写了几个", remedy="--certificate、--unit、--agency 写其中一个"
        )
    if not lead.why.strip():
        raise CasebookError("没有写明线索来源", remedy="用 --why 写明，如 --why 投诉举报反映")
    (chosen,) = desk.counties([county])
    with desk.book(create=True) as book:
        state = book.state()
        refuse_mixing(state, chosen.name)
        case, facts = _about(desk, chosen, lead)
        there = _there(state, case, chosen.name, facts.get("name", ""))
        if there:
            raise CasebookError(
                f"已有案件 {short(there)}",
                place=chosen.name,
                remedy=f"用 guazheng casebook history {short(there)} 看办到哪一步",
            )
        return [_opened(book, Hand(desk.who(), desk.at), case, facts, lead)]


def _opened(book: Casebook, hand: Hand, case: str, facts: Mapping[str, Any], lead: Lead) -> str:
    book.append(replace(hand.opened(case, facts), why=lead.why, basis=lead.basis))
    return case_line(book.case(case))


def _about(desk: Desk, county: County, lead: Lead) -> tuple[str, dict[str, str]]:
    """Give the case's number and what it says of itself."""
    if lead.certificate:
        row = _registered(desk.published(county), county, lead.certificate)
        return case_of_row(row), lead_facts(row)
    folder = desk.outputs / county.stem
    if lead.unit:
        uscc = lead.uscc or _code(folder / "units.parquet", *_UNIT_COLUMNS, lead.unit)
        case = unit_case(county.name, lead.unit, uscc)
    else:
        uscc = lead.uscc or _code(folder / "agencies.parquet", *_AGENCY_COLUMNS, lead.agency)
        case = agency_case(lead.agency)  # a decision names the agency, not its code
    facts = {"county": county.name, "name": lead.unit or lead.agency, "uscc": uscc}
    return case, {name: value for name, value in facts.items() if value}


def _registered(folder: Path, county: County, certificate: str) -> dict[Any, Any]:
    import pandas as pd

    screening = pd.read_parquet(folder / SCREENING)
    rows = screening[screening["certificate_no"] == certificate.strip()].to_dict("records")
    if len(rows) != 1:
        found = "没有" if not rows else f"有 {len(rows)} 条"
        raise CasebookError(
            f"最近一次排查的注册人员里{found}这个证书编号",
            place=county.name,
            remedy="核对证书编号和县区",
        )
    return rows[0]


def _code(file: Path, name_column: str, code_column: str, name: str) -> str:
    """Look up the credit code that a run's table gives a name (统一社会信用代码)."""
    import pandas as pd

    if file.name not in vouched(file.parent):
        return ""
    known = pd.read_parquet(file)
    codes = known.loc[known[name_column] == name, code_column].dropna()
    return "" if codes.empty else str(codes.iloc[0])


def _there(state: "pd.DataFrame", case: str, county: str, name: str) -> str:
    """Give the number of the case that is there already; an agency's is the city's."""
    subject = case.partition(":")[0]
    same = state["case"].eq(case)
    if name:
        named = state["subject"].eq(subject) & state["name"].eq(name)
        same |= named if subject == "agency" else named & state["county"].eq(county)
    found = state.loc[same, "case"]
    return "" if found.empty else str(found.iloc[0])
