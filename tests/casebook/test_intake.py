"""Leads taken in: once, with their changes, and never closed by a run."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from make import evidence
from make import screened as screened_rows

from guazheng_lib.casebook import Casebook, Hand
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.casebook.intake import case_of_row, take_in

ROWS = (
    {"level": "priority", "actual_employer": "甲市乙丙建设有限公司", "indicators": ["SI_OTHER"]},
    {"level": "review", "evidence": [evidence(), evidence(to_month=None)]},
    {"level": "data_gap"},
    {"level": "exempt"},
    {"level": "rectified"},
    {"level": "consistent"},
)
AT = datetime(2026, 7, 1, 9, tzinfo=CHINA)


@pytest.fixture
def book(tmp_path: Path):
    with Casebook(f"sqlite:///{(tmp_path / 'c.sqlite').as_posix()}", user="登记员") as opened:
        yield opened


def screened() -> pd.DataFrame:
    return screened_rows(*ROWS)


def taken(book: Casebook, screening: pd.DataFrame, run: str) -> int:
    hand = Hand("登记员", AT, key=f"take/{run}")
    return sum(
        entry is not None for entry in book.append_all(take_in(screening, book.state(), hand))
    )


def test_leads_become_cases_and_the_others_do_not(book):
    screening = screened()
    leads = screening[screening["level"].isin(["priority", "review", "data_gap"])]
    assert 0 < len(leads) < len(screening)
    assert taken(book, screening, "一") == len(leads)
    wanted = [case_of_row(row) for row in leads.to_dict("records")]
    assert sorted(book.state()["case"]) == sorted(wanted)
    assert set(book.state()["status"]) == {"lead"}


def test_the_same_run_twice_adds_nothing(book):
    taken(book, screened(), "一")
    assert taken(book, screened(), "一") == 0
    assert taken(book, screened(), "二") == 0


def test_what_a_later_run_says_otherwise_is_noted_once(book):
    screening = screened()
    taken(book, screening, "一")
    lead = screening["level"].eq("priority").idxmax()
    later = screening.copy()
    later.loc[lead, ["level", "actual_employer"]] = ["review", None]
    assert taken(book, later, "二") == 1
    assert taken(book, later, "三") == 0
    state = book.case(case_of_row(later.loc[lead].to_dict()))
    assert (state["level"], state["actual_employer"], state["status"]) == ("review", "", "lead")


def test_a_lead_that_is_gone_stays_a_case_marked_as_not_listed(book):
    screening = screened()
    taken(book, screening, "一")
    lead = screening["level"].eq("priority").idxmax()
    without = screening.drop(index=lead)
    assert taken(book, without, "二") == 1
    state = book.case(case_of_row(screening.loc[lead].to_dict()))
    assert (state["listed"], state["standing"]) == ("否", "pending")


def test_the_listing_of_one_county_says_nothing_of_another(book):
    screening = screened()
    taken(book, screening, "一")
    assert taken(book, screening.iloc[:0], "二") == 0


REGISTRATION = {"source": "registrations", "relation": "registered"}


@pytest.mark.parametrize(
    ("pieces", "month"),
    [
        pytest.param([{"to_month": "2024-11"}], "2024-11", id="缴费在其他单位的最近月份"),
        pytest.param(
            [REGISTRATION | {"to_month": "2027-05"}, {"to_month": "2024-11"}],
            "2024-11",
            id="注册有效期在以后不算",
        ),
        pytest.param(
            [REGISTRATION | {"to_month": "2024-06"}, {"to_month": "2024-11"}],
            "2024-06",
            id="注册已失效的到失效的月份",
        ),
        pytest.param(
            [{"to_month": "2024-03"}, {"to_month": "2024-11", "relation": "same"}],
            "2024-03",
            id="本单位缴的不算",
        ),
        pytest.param(
            [{"to_month": "2024-03"}, {"source": "safety_b", "to_month": "2026-11"}],
            "2024-03",
            id="B证有效期不算",
        ),
        pytest.param([{"to_month": "2024-03"}, {"to_month": None}], None, id="仍在缴的没有终了"),
        pytest.param([{"to_month": "2024-11", "relation": "same"}], None, id="没有不一致的月份"),
    ],
)
def test_the_last_month_paid_elsewhere_is_kept_for_the_time_limit(book, pieces, month):
    row = {"level": "priority", "evidence": [evidence(**piece) for piece in pieces]}
    taken(book, screened_rows(row), "一")
    assert book.state()["violation_until"].iloc[0] == month
