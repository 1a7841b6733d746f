"""The people of the demonstration city (人员): names drawn, numbers of areas never issued."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from guazheng_lib.demo.places import AS_OF, FORMER_AREA, County
from guazheng_lib.terms.identity import check_character

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
_GIVEN = "知予景行书言清和若谷思齐维桢念慈望舒采薇嘉树怀瑾静姝修远云舟明澈允文晏宁"


@dataclass(frozen=True)
class Person:
    """A person (人员): the 18-character number and a name."""

    name: str
    number: str

    @property
    def number_of_1984(self) -> str:
        """The 15 digits of the old card (15 位旧号)."""
        return self.number[:6] + self.number[8:17]


class Registry:
    """Hands out people, no number twice (户籍)."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def working(self, county: County, name: str | None = None, *, moved: bool = False) -> Person:
        """Give someone who is well under every retirement age (在职年龄)."""
        area = FORMER_AREA if moved else county.area
        return self._born(area, 27, 48, name=name)

    def retired(self, county: County) -> Person:
        """Give a man past the retirement age, under the registration's limit (退休年龄)."""
        return self._born(county.area, 63, 64, male=True)

    def overage(self, county: County) -> Person:
        """Give someone past the age at which the rules end a registration (超龄)."""
        return self._born(county.area, 66, 71, male=True)

    def _born(
        self,
        area: str,
        youngest: int,
        oldest: int,
        *,
        male: bool | None = None,
        name: str | None = None,
    ) -> Person:
        while True:
            days = self._rng.randint(youngest * 366, (oldest + 1) * 365 - 20)
            born = AS_OF - timedelta(days=days)
            serial = self._rng.randint(1, 498) * 2
            odd = self._rng.random() < 0.7 if male is None else male
            first17 = f"{area}{_digits(born)}{serial + odd:03d}"
            number = first17 + check_character(first17)
            if number not in self._taken:
                self._taken.add(number)
                return Person(name or self._name(), number)

    def _name(self) -> str:
        given = self._rng.sample(_GIVEN, 2 if self._rng.random() < 0.75 else 1)
        return self._rng.choice(_SURNAMES) + "".join(given)


def _digits(born: date) -> str:
    return f"{born.year:04d}{born.month:02d}{born.day:02d}"
