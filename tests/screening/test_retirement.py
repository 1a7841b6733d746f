"""The retirement month, by the vectors of the published examples (DOMAIN 5)."""

from datetime import date

import pytest
from make import person_id

from guazheng_lib.screening.retirement import (
    MEN,
    WOMEN_50,
    WOMEN_55,
    is_over_age,
    may_be_retired,
    retirement_month,
)


@pytest.mark.parametrize(
    ("born", "rule", "expected"),
    [
        pytest.param("1964-12", MEN, "2024-12", id="男-新规前"),
        pytest.param("1965-01", MEN, "2025-02", id="男-延1月"),
        pytest.param("1965-05", MEN, "2025-07", id="男-延2月"),
        pytest.param("1965-08", MEN, "2025-10", id="男-仍延2月"),
        pytest.param("1966-01", MEN, "2026-05", id="男-延4月"),
        pytest.param("1976-08", MEN, "2039-07", id="男-延35月"),
        pytest.param("1976-09", MEN, "2039-09", id="男-到上限"),
        pytest.param("1970-01", WOMEN_55, "2025-02", id="女55-延1月"),
        pytest.param("1981-09", WOMEN_55, "2039-09", id="女55-到上限"),
        pytest.param("1975-02", WOMEN_50, "2025-03", id="女50-延1月"),
        pytest.param("1975-03", WOMEN_50, "2025-05", id="女50-延2月"),
        pytest.param("1980-01", WOMEN_50, "2032-08", id="女50-延31月"),
        pytest.param("1984-11", WOMEN_50, "2039-11", id="女50-到上限"),
    ],
)
def test_retirement_month(born, rule, expected):
    year, month = map(int, born.split("-"))
    assert retirement_month(date(year, month, 15), rule) == expected


@pytest.mark.parametrize(
    ("born", "male", "expected"),
    [
        pytest.param("19641101", True, True, id="男刚满60"),
        pytest.param("19641201", True, False, id="男差一月"),
        pytest.param("19741101", False, True, id="女刚满50"),
        pytest.param("19741201", False, False, id="女差一月"),
    ],
)
def test_may_be_retired(born, male, expected):
    assert may_be_retired(person_id(born=born, male=male), date(2024, 11, 30)) is expected


def test_a_passport_tells_no_age():
    assert may_be_retired("E12345678", date(2024, 11, 30)) is None
    assert is_over_age("E12345678", date(2024, 11, 30), limit=65) is None


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        pytest.param("19591129", True, id="昨天满65"),
        pytest.param("19591130", False, id="今天满65"),
        pytest.param("19591201", False, id="明天满65"),
    ],
)
def test_is_over_age(born, expected):
    assert is_over_age(person_id(born=born), date(2024, 11, 30), limit=65) is expected
