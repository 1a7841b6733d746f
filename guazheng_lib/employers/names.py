"""An employer name taken apart (单位名称解析)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from guazheng_lib.employers.folding import fold_name
from guazheng_lib.employers.lexicon import word_list, words
from guazheng_lib.employers.regions import NOWHERE, Region, take_region

_FORM = re.compile(r"股份有限(?:责任)?公司|有限(?:责任)?(?:股份)?公司|股份公司|总公司|公司")
_NUMERALS = "零一二三四五六七八九十百两"
_ORDINAL = re.compile(
    rf"第[{_NUMERALS}]+|[{_NUMERALS}]+(?=局|公司|处|队|院|所|厂|建|冶|航|化|分|中|小|站|号|工程|$)"
)


class EmployerName(NamedTuple):
    """The parts of a name (单位名称各部分), all folded for comparison.

    Attributes:
        full: the whole name without brackets; equal text is one name.
        region: 行政区划. `core` is what follows it: `brand` (字号) and `trade` (行业用语).
        group: for a member of a group, the group's own core (中铁一局 of 中铁一局集团第五工程).
        form: the legal form (组织形式), "" where the name has none.
        is_group: whether 集团 stands before the form.
        is_complete: whether the name has a form or an institution's ending; a short name has none.
        branch: what follows the head's form (第一分公司), "" for a head.
        is_member: whether that part is a company of its own (集团公司天津销售公司).
    """

    full: str
    region: Region
    brand: str
    trade: str
    group: str
    form: str
    is_group: bool
    is_complete: bool
    branch: str
    is_member: bool

    @property
    def core(self) -> str:
        """Brand and trade."""
        return self.brand + self.trade

    @property
    def anchored(self) -> str:
        """The deepest region with the core; equal for 昌黎县永固建筑 and 昌黎永固建筑."""
        return self.region.deepest + self.brand + self.trade

    @property
    def loose_trade(self) -> str:
        """The trade without the words that clerks leave out (工程)."""
        return "".join(word for word in trade_words(self.trade) if word not in _generic())

    @property
    def brief_trade(self) -> str:
        """The trade with its words as short as clerks write them (建筑安装 as 建安)."""
        return _abbreviated(self.trade)

    @property
    def ordinals(self) -> tuple[str, ...]:
        """The numbers that tell sister firms apart (序号)."""
        return tuple(found.removeprefix("第") for found in _ORDINAL.findall(self.core))

    @property
    def unit(self) -> str:
        """The branch without 省 and 市, which are left out at will (秦皇岛市某路支行)."""
        if not self.branch:
            return ""
        region, rest = take_region(self.branch)
        return region.deepest + rest

    @property
    def head(self) -> "EmployerName":
        """The name of the head office (总机构)."""
        if not self.branch:
            return self
        # 永固(秦皇岛)建筑公司一分公司: the brackets that show the region are gone from `full`
        return parse_folded(self.full[: len(self.full) - len(self.branch)])._replace(
            region=self.region, brand=self.brand, trade=self.trade
        )


def parse_name(name: str) -> EmployerName:
    """Take a name apart; the answer is kept, because a name comes with every row.

    >>> parsed = parse_name("河北省秦皇岛市永固建筑工程有限责任公司第一分公司")
    >>> parsed.brand, parsed.trade, parsed.form, parsed.branch
    ('永固', '建筑工程', '有限责任公司', '第一分公司')
    """
    return _parse(name)


@lru_cache(maxsize=400_000)
def _parse(name: str) -> EmployerName:
    return parse_folded(fold_name(name))


def parse_folded(folded: str) -> EmployerName:
    """Take a folded name apart."""
    region, rest = take_region(folded)
    if "(" in rest:
        region, rest = _bracketed_region(region, rest)
    rest = rest.replace("(", "").replace(")", "").replace("股份集团有限", "集团股份有限")
    head, form, branch = _split_form(rest)
    is_member = branch.endswith("公司") and not branch.endswith(("分公司", "支公司"))
    head, is_group = _without_group(head)
    group, _, own = head.rpartition("集团")
    brand, trade = _split_trade(own)
    if group:
        brand = f"{group}集团{brand}"
    is_complete = bool(form or branch) or _is_institution(head, region)
    full = folded.replace("(", "").replace(")", "")
    return EmployerName(
        full, region, brand, trade, group, form, is_group, is_complete, branch, is_member
    )


def trade_words(trade: str) -> list[str]:
    """Cut a trade (行业用语) into its words, from the end, as it was recognised."""
    found: list[str] = []
    while trade and (word := _trade_ending(trade)):
        found.append(word)
        trade = trade[: -len(word)]
    return found[::-1]


def _is_institution(head: str, region: Region) -> bool:
    """Tell a full name without a form (市第一医院) from a short name (嘀嗒出行)."""
    if head.endswith(_institution_ends(long=True)):
        return True
    return head.endswith(_institution_ends(long=False)) and (region is not NOWHERE or len(head) > 5)


@cache
def _institution_ends(*, long: bool) -> tuple[str, ...]:
    return tuple(end for end in word_list("forms", "institution_ends") if (len(end) > 1) is long)


def _bracketed_region(region: Region, rest: str) -> tuple[Region, str]:
    """Take (北京) out of the middle of a name that has no region at its head."""
    for match in re.finditer(r"\(([^()]{2,12})\)", rest.partition("公司")[0]):
        found, left = take_region(match[1])
        if found is not NOWHERE and not left and region is NOWHERE:
            return found, rest[: match.start()] + rest[match.end() :]
    return region, rest


def _split_form(text: str) -> tuple[str, str, str]:
    match = _FORM.search(text)
    if match is None or not match.start():
        return _split_formless(text)
    head, form, branch = text[: match.start()], match[0], text[match.end() :]
    if branch in _partnerships():
        return head, form + branch, ""
    if form == "公司" and head[-1] in "分支" and not branch:
        return _split_formless(text)
    if branch.startswith("集团") and len(branch) <= 4:
        return head + "集团", form, branch[2:]
    return head, form, branch


def _split_formless(text: str) -> tuple[str, str, str]:
    """Split a name without a company's form: an institution, a partnership, a short name."""
    for partnership in _partnerships():
        if text.endswith(partnership) and len(text) > len(partnership):
            return text[: -len(partnership)], partnership, ""
    if not text.endswith(_sure_branch_ends()):
        return text, "", ""
    if match := _unit_of_institution().match(text):
        return match[1], "", match[2]
    match = _sure_branch().search(text)
    if match and match.start() >= 4:
        return text[: match.start()], "", text[match.start() :]
    return text, "", ""


@cache
def _sure_branch_ends() -> tuple[str, ...]:
    return word_list("forms", "sure_branch_ends")


@cache
def _unit_of_institution() -> re.Pattern[str]:
    """Find 某大学 in 某大学秦皇岛分校, 某设计院 in 某设计院河北分院."""
    ends = "|".join(end for end in word_list("forms", "institution_ends") if end[-1] not in "部")
    units = "|".join(_sure_branch_ends())
    return re.compile(rf"(.{{3,}}?(?:{ends}))(.{{0,8}}(?:{units}))$")


@cache
def _sure_branch() -> re.Pattern[str]:
    """Find where a sure branch begins: its number, or nothing but its own word."""
    ends = "|".join(_sure_branch_ends())
    return re.compile(rf"(?:第?[{_NUMERALS}]+)?(?:{ends})$")


@cache
def _partnerships() -> tuple[str, ...]:
    return word_list("forms", "partnership")


def _without_group(head: str) -> tuple[str, bool]:
    for ending in ("集团", "控股集团"):
        if head.endswith(ending) and len(head) > len(ending) + 1:
            return head[: -len("集团")], True
    return head, False


def _split_trade(text: str) -> tuple[str, str]:
    end = len(text)
    while word := _trade_ending(text[:end]):
        end -= len(word)
    return text[:end], text[end:]


def _trade_ending(text: str) -> str:
    known = _trades()
    for length in range(min(6, len(text)), 0, -1):
        if text[-length:] in known:
            return text[-length:]
    return ""


@cache
def _trades() -> frozenset[str]:
    return frozenset(word_list("trades", "trades"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(word_list("trades", "generic"))


@lru_cache(maxsize=100_000)
def _abbreviated(trade: str) -> str:
    for full, brief in _abbreviations():
        trade = trade.replace(full, brief)
    return trade


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    table = words("trades")["abbreviations"]
    pairs = [(full, brief) for brief, line in table.items() for full in line.split()]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def known_misspellings() -> tuple[tuple[str, str], ...]:
    """Pairs of a wrong spelling and the trade word meant (错别字)."""
    table = words("trades")["misspellings"]
    return tuple((wrong, right) for right, line in table.items() for wrong in line.split())
