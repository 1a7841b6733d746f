"""The demonstration's decisions: on real registrations, marked, once, never among real cases."""

from pathlib import Path

import pandas as pd
import pytest

from guazheng_lib.casebook import Casebook, Hand
from guazheng_lib.casebook.events import now
from guazheng_lib.demo import make_city
from guazheng_lib.terms.errors import CasebookError


def url_of(folder: Path) -> str:
    return f"sqlite:///{(folder / 'casebook.sqlite').as_posix()}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("city")
    make_city(made, seed=7, people=300, casebook=url_of(made))
    return made


@pytest.fixture(scope="module")
def state(folder: Path) -> pd.DataFrame:
    with Casebook(url_of(folder)) as book:
        return book.state()


def test_every_case_is_marked_as_demonstration(state):
    assert set(state["demo"]) == {"演示"}
    assert state.loc[state["status"].eq("confirmed"), "verified_by"].str.contains("演示").all()


def test_every_way_of_ending_is_shown(state):
    people = state[state["subject"] == "person"]
    assert {"confirmed", "excluded", "rectified", "pending"} <= set(people["standing"])
    assert {"person", "unit", "agency", "complaint"} == set(state["subject"])


def test_the_cases_are_registrations_of_the_city(folder, state):
    truth = pd.read_csv(folder / "truth.csv", dtype=str)
    people = state[state["subject"] == "person"]
    assert set(people["certificate_no"]) <= set(truth["certificate_no"])


def test_nobody_innocent_is_confirmed(folder, state):
    truth = pd.read_csv(folder / "truth.csv", dtype=str).set_index("certificate_no")["cls"]
    confirmed = state[state["subject"].eq("person") & state["status"].eq("confirmed")]
    innocent = set(truth.index[~truth.str.startswith("gz_")]) - set(
        truth.index[truth.str.startswith("gz_")]
    )
    assert not innocent & set(confirmed["certificate_no"])


def test_planting_again_adds_nothing(folder, state):
    make_city(folder, seed=7, people=300, casebook=url_of(folder))
    with Casebook(url_of(folder)) as book:
        assert book.verify().entries == state["seq"].max()


def test_a_casebook_with_real_cases_is_left_alone(tmp_path):
    with Casebook(url_of(tmp_path)) as book:
        book.append(Hand("张某", now()).opened("unit:1", {"county": "甲县", "name": "甲公司"}))
    with pytest.raises(CasebookError, match="真实案件"):
        make_city(tmp_path, people=50, casebook=url_of(tmp_path))
    with Casebook(url_of(tmp_path)) as book:
        assert book.verify().entries == 1
