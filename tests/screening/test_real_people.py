"""A published list of people and their employers: nobody on it is a lead, whoever is moved is."""

import csv
import random
from pathlib import Path

import pandas as pd
import pytest
from make import person_id
from one_person import params

from guazheng_lib.screening import screen
from guazheng_lib.terms.catalogue import Level

LIST = Path(__file__).parents[3] / "shared/real_data/social_insured_employers.csv"


@pytest.fixture(scope="module")
def employers() -> list[str]:
    if not LIST.exists():
        pytest.skip("needs ../shared/real_data beside the project")
    with LIST.open(encoding="utf-8-sig", newline="") as rows:
        return [row["employer"] for row in csv.DictReader(rows)]


def leads(registered: list[str], insured: list[str]) -> set[int]:
    people = [
        person_id(n % 490, born=f"19{60 + n // 490 % 30}0{1 + n // 4900}01")
        for n in range(len(registered))
    ]
    table = screen(
        {
            "registrations": pd.DataFrame(
                {
                    "person_name": "某某",
                    "person_id": people,
                    "certificate_no": [f"{n:08d}" for n in range(len(people))],
                    "profession": "注册监理工程师",
                    "registered_employer": registered,
                }
            ),
            "social_insurance": pd.DataFrame(
                {
                    "person_id": people,
                    "employer": insured,
                    "from_month": "2023-07",
                    "to_month": "2024-11",
                }
            ),
        },
        params(),
    )
    raised = table[[Level(level).is_lead for level in table["level"]]]
    return {int(number) for number in raised["certificate_no"]}


def test_nobody_is_a_lead(employers):
    assert leads(employers, employers) == set()


@pytest.mark.parametrize("k", [1, 40])
def test_exactly_those_exchanged_are_leads(employers, k):
    rng = random.Random(k)
    moved = rng.sample(range(len(employers)), k)
    insured = list(employers)
    for n in moved:
        insured[n] = rng.choice([name for name in employers if name != employers[n]])
    assert leads(employers, insured) == set(moved)
