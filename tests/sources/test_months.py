"""Spells and their open ends, in the rarer spellings of a register."""

import pytest

from guazheng_lib.sources.months import Spell, Unread, read_last_month, read_months


@pytest.mark.parametrize(
    "cell",
    [
        "至今",
        "299912",
        "2999-12",
        "2099-12-31",
        "9999.12",
        "续缴",
        "正常参保",
        "参保中",
        "未停保",
        "NULL",
        "至今（2024年11月）",
    ],
)
def test_open_end(cell: str) -> None:
    assert read_last_month(cell) is None


@pytest.mark.parametrize("cell", ["停保", "不详", "2024-13"])
def test_what_is_no_open_end_is_not_taken_for_one(cell: str) -> None:
    assert isinstance(read_last_month(cell), Unread)


@pytest.mark.parametrize(
    "cell",
    ["202405/202411", "2024年5月-11月", "202405-202411（共7个月）", "2024-05-01至2024-11-30"],
)
def test_spell_in_one_cell(cell: str) -> None:
    assert read_months(cell) == Spell("2024-05", "2024-11")
