"""Builders for tests: each case states only what matters to it.

Identity numbers are made from an area code that was never issued (999999), with a right check
digit, so that no number here can belong to a person.
"""

from typing import Any

import pandas as pd

from guazheng_lib.terms.identity import check_character
from guazheng_lib.terms.tables import Screening


def person_id(serial: int = 1, *, born: str = "19800101", male: bool = True) -> str:
    """Make a valid number that nobody has: area 999999, the birth date, a serial."""
    order = (serial * 2 + male) % 1000
    first17 = f"999999{born}{order:03d}"
    return first17 + check_character(first17)


def evidence(**what_matters: Any) -> dict[str, Any]:
    """Make one piece of evidence."""
    return {
        "source": "social_insurance",
        "file": "city/养老.csv",
        "sheet": None,
        "row": 2,
        "from_month": "2023-07",
        "to_month": "2024-11",
        "employer": "甲市乙丙建设有限公司",
        "relation": "different",
    } | what_matters


def screened(*rows: dict[str, Any]) -> pd.DataFrame:
    """Make a screening result with one registration for each given row."""
    return Screening.validate(pd.DataFrame([_screened_row(n, row) for n, row in enumerate(rows)]))


def _screened_row(n: int, what_matters: dict[str, Any]) -> dict[str, Any]:
    return {
        "county": "甲县",
        "person_id": person_id(n + 1),
        "person_name": f"某{n + 1}",
        "certificate_no": f"冀21320222023{n + 1:05d}",
        "profession": "二级注册建造师",
        "specialty": "建筑工程",
        "registered_employer": "甲市丁戊建筑工程有限公司",
        "registered_uscc": None,
        "level": "consistent",
        "score": 0.0,
        "indicators": [],
        "exemption": None,
        "actual_employer": None,
        "actual_uscc": None,
        "months_compared": 17,
        "months_elsewhere": 0,
        "explanation": "比对期内社保均由注册单位缴纳。",
        "evidence": [],
    } | what_matters
