"""The certificates of the demonstration city (证书): numbers in each profession's own form."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from guazheng_lib.demo.places import AS_OF, County

_BUILDER_1 = ("建筑工程", "市政公用工程", "机电工程", "水利水电工程", "公路工程")
_BUILDER_2 = (*_BUILDER_1, "矿业工程")
_SUPERVISOR = ("房屋建筑工程", "市政公用工程", "机电安装工程")
_COST = ("土木建筑工程", "安装工程", "水利工程")


@dataclass(frozen=True)
class Profession:
    """A profession (职业资格类别): how its numbers look and for how many years it is registered."""

    title: str
    pattern: str
    years: int
    specialties: tuple[str, ...]
    weight: int


PROFESSIONS = (
    Profession("二级注册建造师", "冀2132023{year}{serial:05d}", 3, _BUILDER_2, 46),
    Profession("一级注册建造师", "冀1132022{year}{serial:05d}", 3, _BUILDER_1, 22),
    Profession("注册监理工程师", "13{serial:06d}", 3, _SUPERVISOR, 10),
    Profession("一级注册造价工程师", "建[造]112{yy}1300{serial:06d}", 4, _COST, 9),
    Profession("二级注册造价工程师", "建[造]212{yy}1300{serial:06d}", 4, _COST, 5),
    Profession("一级注册建筑师", "1213{serial:05d}", 2, ("",), 3),
    Profession("一级注册结构工程师", "S{yy}13{serial:05d}", 3, ("",), 3),
    Profession("注册电气工程师（供配电）", "DG{yy}13{serial:05d}", 3, ("",), 2),
)
BUILDERS = PROFESSIONS[:2]


class Permits:
    """Issues certificates, no number twice (发证)."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._serial = 0

    def issue(
        self,
        county: County,
        *,
        profession: Profession | None = None,
        registered_on: date | None = None,
        valid_until: date | None = None,
    ) -> dict[str, Any]:
        """Issue a certificate, valid for the whole window unless the case says otherwise."""
        kind = profession or self._rng.choices(PROFESSIONS, [p.weight for p in PROFESSIONS])[0]
        since = registered_on or self._long_ago(kind.years)
        self._serial += self._rng.randint(1, 4)
        number = kind.pattern.format(
            year=since.year, yy=f"{since.year % 100:02d}", serial=self._serial
        )
        return {
            "profession": kind.title,
            "certificate_no": number,
            "seal_no": f"13{self._serial:06d}",
            "specialty": self._rng.choice(kind.specialties),
            "registered_on": since,
            "valid_until": valid_until or _years_later(since, kind.years),
            "status": "正常",
        }

    def safety_b(self) -> dict[str, Any]:
        """Issue a B certificate (安全生产考核B证)."""
        self._serial += 1
        brackets = self._rng.choice(("()", "（）"))
        year = self._rng.choice((2024, 2025))
        return {
            "certificate_no": f"冀建安B{brackets[0]}{year}{brackets[1]}{self._serial:07d}",
            "valid_until": date(year + 3, self._rng.randint(1, 12), 15),
            "status": "有效",
        }

    def _long_ago(self, years: int) -> date:
        """Draw a day before the window, so late that the term outlasts it."""
        earliest = date(AS_OF.year - years, 8, 1)
        return earliest + timedelta(days=self._rng.randint(0, (date(2024, 12, 1) - earliest).days))


def _years_later(day: date, years: int) -> date:
    """Give the last day of a term; a term begun on 29 February ends as if begun a day before."""
    same_day = day.replace(year=day.year + years, day=min(day.day, 28 if day.month == 2 else 31))
    return same_day - timedelta(days=1)
