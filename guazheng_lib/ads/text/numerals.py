"""Numbers as people write them (数字写法)."""

import re

from guazheng_lib.ads.text.characters import CIRCLED, HAN

_PLAIN = {digit: str(value) for value, digit in enumerate(CIRCLED)}
_FORMAL = dict(zip("零壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千", strict=True))

CIRCLED_DIGITS = re.compile(rf"(?P<before>[\d.])?[{CIRCLED}]+(?:\.[{CIRCLED}]+)?(?P<after>\d)?")

# 陆 and 伍 are also names, 拾 a verb: they count beside another numeral, a unit or a grade.
FORMAL_NUMERALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
FORMAL = re.compile(
    "[壹贰叁]|[零壹贰叁肆伍陆柒捌玖拾佰仟]{2,}"
    "|[肆伍陆柒捌玖拾佰仟](?=[百千万元年个wk]|点[零壹贰叁肆伍陆柒捌玖一二三四五六七八九])"
)
# A dash that is read as 一 (—级建造师).
DASH = re.compile(
    rf"-(?<=[{HAN},、。:;(\n]-)(?<![一二三四五六七八九十高中初特甲乙丙年等职升]-)"
    r"(?=级[建造消结注房市机公水岩土电])"
    r"|ー(?=[级建造消社年名个次本注])"
)
GRADE = re.compile(r"[12](?<![\d.\-~][12])(?=级|[建造消](?![筑价防])|注[结册会安冶])")
UNIT = re.compile(r" (?<=\d )(?=[wk](?![a-z]))")
POINT = re.compile(
    r"([\d一二两三四五六七八九])点([\d一二三四五六七八九]{1,2})(?=[万w千k](?![a-z]))"
)
_VALUES = dict(zip("一二两三四五六七八九", "1223456789", strict=True))


def read_circled(match: re.Match[str]) -> str:
    """Read digits in circles (圈码): those of a number, or none for the mark of a list's item."""
    digits = match[0].strip("0123456789.") if match["after"] else match[0]
    single = len(digits) == 1
    if single and match["after"] and not match["before"]:
        return " " + match["after"]
    return "".join(_PLAIN.get(character, character) for character in match[0])


def read_formal(match: re.Match[str]) -> str:
    """Read formal numerals (大写数字)."""
    return "".join(_FORMAL[numeral] for numeral in match[0])


def read_grade(match: re.Match[str]) -> str:
    """Read the grade of a certificate (等级) that was written as a digit."""
    return "一" if match[0] == "1" else "二"


def read_point(match: re.Match[str]) -> str:
    """Read the point of an amount that was spelt out (两点五万)."""
    whole, part = ("".join(_VALUES.get(d, d) for d in digits) for digits in match.groups())
    return f"{whole}.{part}"
