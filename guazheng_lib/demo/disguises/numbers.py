"""Disguises of prices and grades (价格、级别数字类)."""

import re
from random import Random

from guazheng_lib.demo.disguises.words import material, swap_words

CAPITALS = "零壹贰叁肆伍陆柒捌玖拾点"
PLAIN = "零一二三四五六七八九十点"
NUMERALS = str.maketrans("一二两三四五", "122345")
_PRICE = re.compile(
    r"(?<![\d.-])\d{1,2}(?:\.\d)?(?=[-~至]\d{1,2}(?:\.\d)?万|[万个年])|(?<=[-~至])\d{1,2}(?:\.\d)?(?=万)"
)
_TEN_THOUSANDS = re.compile(r"(?<![\d.-])(\d+(?:\.\d)?)万")
_NUMERAL = re.compile(r"(?<![一二两三四五六七八九十])[一二两三四五](?=[级建年万本名个])")


def circled(text: str, rng: Random) -> str:
    """③万, 3️⃣万, ㊀建."""
    keycaps = rng.random() < 0.5

    def change(match: re.Match[str]) -> str:
        return "".join(_round(digit, keycaps=keycaps) for digit in match[0])

    with_digits = _PRICE.sub(change, text)
    return _NUMERAL.sub(lambda m: _round_numeral(m[0], keycaps=keycaps), with_digits)


def capital_numerals(text: str, rng: Random) -> str:
    """叁万伍, 壹建."""
    del rng
    return _NUMERAL.sub(
        lambda match: _spell_number(match[0].translate(NUMERALS), CAPITALS),
        _spell_prices(text, CAPITALS),
    )


def digits_for_numerals(text: str, rng: Random) -> str:
    """1建, 2级, 3年."""
    del rng
    return _NUMERAL.sub(lambda match: match[0].translate(NUMERALS), text)


def numerals_for_digits(text: str, rng: Random) -> str:
    """三万五, 六十万."""
    del rng
    return _spell_prices(text, PLAIN)


def price_units(text: str, rng: Random) -> str:
    """3w, 3w5, 3个, 35k."""
    if rng.random() < 0.25:
        return _TEN_THOUSANDS.sub(lambda m: f"{float(m[1]) * 10:g}{rng.choice('kK')}", text)
    years = material()["per_year"]
    dated = re.sub(r"(?<=[\d万元])[/／]年", lambda _: rng.choice(years), text)
    if rng.random() < 0.3:
        dated = re.sub(r"(\d)\.(\d)万", lambda m: f"{m[1]}{rng.choice('wW')}{m[2]}", dated)
    return swap_words(dated, material()["units"], rng)


def _spell_prices(text: str, digits: str) -> str:
    halves = re.sub(
        r"(?<![\d.-])(\d)\.(\d)万(?!元)",
        lambda m: f"{digits[int(m[1])]}万{digits[int(m[2])]}",
        text,
    )
    return _PRICE.sub(lambda match: _spell_number(match[0], digits), halves)


def _spell_number(number: str, digits: str) -> str:
    whole, _, part = number.partition(".")
    tens, ones = divmod(int(whole), 10)
    spelt = (
        digits[tens] * (tens > 1) + digits[10] * (tens > 0) + digits[ones] * (ones > 0 or not tens)
    )
    return spelt + (digits[11] + digits[int(part)] if part else "")


def _round(digit: str, *, keycaps: bool) -> str:
    if not digit.isdigit():
        return digit
    return f"{digit}\ufe0f\u20e3" if keycaps else "⓪①②③④⑤⑥⑦⑧⑨"[int(digit)]


def _round_numeral(numeral: str, *, keycaps: bool) -> str:
    digit = numeral.translate(NUMERALS)
    return _round(digit, keycaps=True) if keycaps else chr(ord("㊀") + int(digit) - 1)
