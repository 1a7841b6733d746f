"""A made-up county of one person: each case states only what the files say about them."""

from typing import Any

import pandas as pd
from make import person_id

from guazheng_lib.params import CountyParams, build_params

FIRM = "云泽市甲乙建筑工程有限公司"
OTHER = "云泽市丙丁商贸有限公司"
PARENT = "云泽市戊己控股集团有限公司"
HOSPITAL = "云泽市人民医院"
UNIVERSITY = "云泽理工大学"
AGENCY = "云泽市庚辛劳务派遣有限公司"
WHO = person_id(1)

REGISTER = pd.DataFrame(
    {
        "employer": [FIRM, OTHER, PARENT, HOSPITAL, UNIVERSITY, AGENCY],
        "employer_uscc": [f"9199999900000000{n}X" for n in range(6)],
        "parent": [None] * 6,
        "kind": ["建筑业企业", "其他企业", "其他企业", "事业单位", "大专院校", "人力资源服务机构"],
    }
)


def params(**changed: Any) -> CountyParams:
    """Give parameters for the window 2023-07 … 2024-11."""
    return build_params(
        {
            "county": "甲县",
            "window": {"from": "2023-07", "to": "2024-11"},
            "as_of": "2024-11-30",
            "self_inspection_until": "2024-10-31",
            "sources": {"registrations": "甲.xlsx"},
        }
        | changed
    )


def registrations(*rows: dict[str, Any]) -> pd.DataFrame:
    """Make registrations; one of FIRM where nothing else is said."""
    return pd.DataFrame([_registration(n, row) for n, row in enumerate(rows or ({},))])


def _registration(n: int, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "person_name": "某甲",
        "person_id": WHO,
        "certificate_no": f"冀2999920{n:04d}",
        "profession": "二级注册建造师",
        "registered_employer": FIRM,
        "registered_on": "2022-05-01",
        "valid_until": "2026-05-01",
    } | row


def paid(*spells: tuple[Any, ...]) -> pd.DataFrame:
    """Make contributions: (employer, from, to) and, if need be, scheme and status."""
    columns = ["employer", "from_month", "to_month", "scheme", "status"]
    rows = [dict(zip(columns, spell, strict=False)) for spell in spells]
    return pd.DataFrame([{"person_id": WHO} | row for row in rows])


def about(**values: Any) -> pd.DataFrame:
    """Make a table of one row about the person."""
    return pd.DataFrame([{"person_id": WHO} | values])


ALL = ("2023-07", "2024-11")
"""The whole window."""
