"""The monthly model against a slow, obviously right one, on many made-up histories."""

import random

import pandas as pd
from make import person_id
from one_person import FIRM, OTHER, REGISTER, params, registrations

from guazheng_lib.screening import screen
from guazheng_lib.terms.month import month_ordinal, month_text

FIRST, LAST = month_ordinal("2023-07"), month_ordinal("2024-11")
PEOPLE = 300


def months_held_elsewhere(same: set[int], other: set[int], held_from: int) -> int:
    """Count month by month: a run of other months loses its end beside a month of the firm."""
    held = 0
    for month in other:
        begins, ends = month - 1 not in other, month + 1 not in other
        leaving = begins and (month - 1 in same or month in same)
        joining = ends and (month + 1 in same or month in same)
        held += FIRST <= month <= LAST and month >= held_from and not leaving and not joining
    return held


def history(rng: random.Random) -> tuple[set[int], set[int], int]:
    months = range(FIRST - 2, LAST + 3)
    same = {m for m in months if rng.random() < 0.5}
    other = {m for m in months if rng.random() < 0.4}
    return same, other, rng.randint(FIRST - 4, LAST + 2)


def test_months_elsewhere_equal_the_slow_count():
    rng = random.Random(20241021)
    people = {person_id(n, born=f"1980{1 + n % 12:02d}01"): history(rng) for n in range(PEOPLE)}
    assert len(people) == PEOPLE
    rows = [
        {"person_id": who, "employer": employer, "month": month_text(month)}
        for who, (same, other, _) in people.items()
        for employer, months in ((FIRM, same), (OTHER, other))
        for month in sorted(months)
    ]
    registered = registrations(
        *(
            {
                "person_id": who,
                "registered_on": month_text(at) + "-10",
                "certificate_no": f"{n:08d}",
            }
            for n, (who, (_, _, at)) in enumerate(people.items())
        )
    )
    table = screen(
        {
            "registrations": registered,
            "social_insurance": pd.DataFrame(rows),
            "enterprises": REGISTER,
        },
        params(),
    ).set_index("person_id")
    expected = {
        who: months_held_elsewhere(same, other, at + 2) for who, (same, other, at) in people.items()
    }
    assert table["months_elsewhere"].to_dict() == expected
