"""Where and when the demonstration plays (演示城市): no such place, area codes never issued."""

from dataclasses import dataclass
from datetime import date

PROVINCE, CITY, STEM = "河北省", "澜汀市", "澜汀"
FIRST_MONTH, LAST_MONTH = "2025-01", "2026-06"
AS_OF = date(2026, 6, 30)
SELF_INSPECTION_UNTIL = date(2026, 4, 30)
REPORT_DUE = date(2026, 8, 31)
FORMER_AREA = "990129"
"""The code of a county that was abolished: numbers with it stay valid for life."""


@dataclass(frozen=True)
class County:
    """A county (县区) of the city.

    Attributes:
        slug: the stem of its parameter file and its data folder.
        name: as the files write it.
        area: six digits that no register of area codes ever held.
        department: the form's 部门 line.
    """

    slug: str
    name: str
    area: str
    department: str


def _district(slug: str, name: str, area: str) -> County:
    return County(slug, name, area, f"{CITY}{name}住房和城乡建设局")


COUNTIES = (
    _district("wangting", "望汀区", "990102"),
    _district("landong", "澜东区", "990103"),
    _district("shazhu", "沙渚区", "990104"),
    _district("luxu", "鹭浒区", "990105"),
    _district("songdui", "松碓县", "990121"),
    _district("yundai", "云埭县", "990122"),
    _district("boling", "柏篱县", "990123"),
    County("kaifaqu", "经济技术开发区", "990171", f"{CITY}经济技术开发区城乡建设管理委员会"),
    County("xinqu", "澜汀新区", "990172", "澜汀新区党群工作部"),
)
