"""Identity numbers: repaired where that is sure, refused where it would be a guess."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import person_id

from guazheng_lib.terms.identity import (
    IdProblem,
    IdType,
    ParsedId,
    PersonId,
    check_character,
    mask_id,
    parse_person_id,
    show_certificate,
)

births = st.dates(date(1901, 1, 1), date(2024, 12, 31))
serials = st.integers(0, 999)
WITH_X = next(number for n in range(1, 99) if (number := person_id(n)).endswith("X"))
PLAIN = next(number for n in range(1, 99) if not (number := person_id(n)).endswith("X"))
OLD = "999999800101013"


def read(cell: object) -> str:
    parsed = parse_person_id(cell)
    assert isinstance(parsed, ParsedId), parsed
    return str(parsed.number)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        pytest.param(f"'{PLAIN}", PLAIN, id="撇号"),
        pytest.param(f" {PLAIN[:6]} {PLAIN[6:14]} {PLAIN[14:]} ", PLAIN, id="空格分段"),
        pytest.param(f"{PLAIN[:6]}-{PLAIN[6:14]}-{PLAIN[14:]}", PLAIN, id="连字号分段"),
        pytest.param(WITH_X.lower(), WITH_X, id="小写x"),
        pytest.param(WITH_X[:17] + "×", WITH_X, id="乘号当X"),
        pytest.param("".join(chr(ord(c) + 0xFEE0) for c in WITH_X), WITH_X, id="全角"),
        pytest.param(f"\u200b{PLAIN}\ufeff", PLAIN, id="零宽字符"),
        pytest.param(f"{PLAIN}\n", PLAIN, id="换行"),
        pytest.param(f'="{PLAIN}"', PLAIN, id="公式引号"),
        pytest.param(f"{PLAIN}.0", PLAIN, id="文本带点零"),
        pytest.param(f"{PLAIN},", PLAIN, id="末尾逗号"),
        pytest.param(f"居民身份证：{PLAIN}", PLAIN, id="前有证件名"),
        pytest.param(f"（{WITH_X}）", WITH_X, id="括号"),
    ],
)
def test_what_can_be_repaired(cell, number):
    assert read(cell) == number


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        pytest.param(None, "为空", id="空"),
        pytest.param("  ", "为空", id="只有空格"),
        pytest.param(pd.NA, "为空", id="缺失值"),
        pytest.param(True, "为空", id="逻辑值"),
        pytest.param(float(PLAIN), "按数字存放", id="浮点数"),
        pytest.param(int(PLAIN), "按数字存放", id="按数字存放且校验码相符也不收"),
        pytest.param("9.99999198001E+17", "科学计数法", id="科学计数法文本"),
        pytest.param(PLAIN[:17], "17 位", id="少一位"),
        pytest.param(PLAIN + "0", "19 位", id="多一位"),
        pytest.param("999999" + "19801301" + "0010", "出生日期", id="十三月"),
        pytest.param("9999991980010100" + "00", "校验码", id="校验码不符"),
        pytest.param("甲乙丙", "不是证件号码", id="姓名"),
        pytest.param("91130302MA0ABCDE1X", "不是证件号码", id="信用代码"),
        pytest.param(1.5, "不是整数", id="小数"),
        pytest.param("٩" * 17 + "1", "不是证件号码", id="其他文字的数字"),
    ],
)
def test_what_is_refused(cell, reason):
    parsed = parse_person_id(cell)
    assert isinstance(parsed, IdProblem)
    assert reason in parsed.reason


def test_a_wrong_check_digit_that_ends_in_zeros_says_what_may_have_happened():
    number = next(n for s in range(99) if not (n := person_id(s)).endswith("000"))[:15] + "000"
    assert check_character(number[:17]) != "0"
    problem = parse_person_id(number)
    assert isinstance(problem, IdProblem)
    assert "可能已丢失" in problem.reason


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        pytest.param("E12345678", IdType.PASSPORT, id="护照"),
        pytest.param("H12345678", IdType.TRAVEL_PERMIT, id="回乡证"),
        pytest.param("H1234567801", IdType.TRAVEL_PERMIT, id="回乡证带换证次数"),
        pytest.param("810000" + "19800101001", IdType.RESIDENCE_PERMIT, id="香港居民居住证"),
        pytest.param("830000" + "19800101001", IdType.RESIDENCE_PERMIT, id="台湾居民居住证"),
        pytest.param("999999********0013", IdType.MASKED, id="脱敏"),
        pytest.param("999999198001******", IdType.MASKED, id="脱敏后段"),
    ],
)
def test_types(cell, kind):
    full = cell + check_character(cell) if len(cell) == 17 else cell
    parsed = parse_person_id(full)
    assert isinstance(parsed, ParsedId)
    assert parsed.type is kind
    assert kind.zh


@given(births, serials)
def test_fifteen_digits_become_the_eighteen_of_the_same_person(born, serial):
    born = born.replace(year=1900 + born.year % 100, day=min(born.day, 28))
    first17 = f"999999{born:%Y%m%d}{serial:03d}"
    number = first17 + check_character(first17)
    assert read(number[:6] + number[8:17]) == number


@given(births, serials)
def test_reading_twice_is_reading_once(born, serial):
    first17 = f"999999{born:%Y%m%d}{serial:03d}"
    number = read(first17 + check_character(first17))
    assert read(number) == number
    assert PersonId(number).born_on == born
    assert PersonId(number).is_male == (serial % 2 == 1)


@given(births, serials, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(born, serial, place, step):
    first17 = f"999999{born:%Y%m%d}{serial:03d}"
    number = first17 + check_character(first17)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert isinstance(parse_person_id(wrong), IdProblem)


@given(st.text(alphabet="0123456789XE*HM", min_size=5, max_size=20))
def test_the_mask_and_repr_never_show_the_number(number):
    assert len(mask_id(number)) == len(number)
    if "*" not in number:
        assert number not in mask_id(number)
        assert number not in repr([PersonId(number)])
        assert number not in f"{(PersonId(number), 1)}"


@given(st.text(max_size=4))
def test_a_short_number_is_masked_whole(number):
    assert mask_id(number) == "*" * len(number)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans()))
def test_reading_never_fails_and_a_problem_never_holds_the_number(cell):
    parsed = parse_person_id(cell)
    if isinstance(parsed, IdProblem):
        assert len(str(cell)) < 6 or str(cell) not in parsed.reason


def test_an_old_number_of_somebody_of_1980():
    assert PersonId(read(OLD)).born_on == date(1980, 1, 1)
    assert PersonId("E12345678").born_on is None
    assert PersonId("E12345678").is_male is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        pytest.param("冀1322023202300775", "冀1322023202300775", id="字头十六位"),
        pytest.param("建[造]212241300000228", "建[造]212241300000228", id="字头十五位"),
        pytest.param(PLAIN, mask_id(PLAIN), id="证书编号就是身份证号"),
        pytest.param(OLD, mask_id(OLD), id="十五位身份证号"),
        pytest.param(f"证{WITH_X}号", f"证{mask_id(WITH_X)}号", id="里面有身份证号"),
    ],
)
def test_a_certificates_number_is_shown_but_no_identity_number(number, shown):
    assert show_certificate(number) == shown
