"""The firms of the demonstration city (单位): made-up brands, valid codes of areas never issued."""

from dataclasses import dataclass, field
from random import Random

from stdnum.cn import uscc as stdnum_uscc

from guazheng_lib.demo.places import CITY, COUNTIES, PROVINCE, STEM, County

_BRANDS = tuple(
    head + tail for head in "砚穹榛霁檀峤岑漪笙翊珩晞蓼芷" for tail in "岚禾砾枢桁垚榕垣棠篁汛澍"
)
_TRADES = (
    "建筑工程",
    "市政工程",
    "水利水电工程",
    "机电设备安装工程",
    "园林绿化工程",
    "装饰装修工程",
    "钢结构工程",
    "路桥工程",
    "工程项目管理",
    "工程造价咨询",
    "工程监理",
    "建筑设计",
)
_OTHER_TRADES = ("信息技术", "物业服务", "商贸", "餐饮管理", "混凝土", "汽车销售服务", "机械制造")
_FORMS = ("有限公司",) * 6 + ("有限责任公司",) * 2 + ("集团有限公司", "股份有限公司")
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Firm:
    """A legal person (单位) of the register; `code` is the insurance bureau's own number for it."""

    name: str
    uscc: str
    county: str
    kind: str
    code: str
    former: str = ""
    parent: str = ""

    def branch(self, place: str) -> str:
        """Name its branch at a place (分公司), which is no legal person of its own."""
        return f"{self.name}{place}分公司"


@dataclass
class Town:
    """Every legal person of the city, by what it is good for in a story."""

    builders: dict[str, list[Firm]] = field(default_factory=dict)
    others: list[Firm] = field(default_factory=list)
    renamed: list[Firm] = field(default_factory=list)
    groups: list[tuple[Firm, Firm]] = field(default_factory=list)
    lookalikes: list[tuple[Firm, Firm]] = field(default_factory=list)
    agencies: list[Firm] = field(default_factory=list)
    organs: list[Firm] = field(default_factory=list)
    institutions: list[Firm] = field(default_factory=list)
    reformed: list[tuple[Firm, Firm]] = field(default_factory=list)
    schools: list[tuple[Firm, Firm]] = field(default_factory=list)
    register: list[Firm] = field(default_factory=list)


class _Founder:
    """Founds firms whose names and codes occur once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._brands = list(_BRANDS)
        rng.shuffle(self._brands)
        self.register: list[Firm] = []

    def brand(self) -> str:
        return self._brands.pop()

    def found(self, name: str, county: County, kind: str, prefix: str = "91", **more: str) -> Firm:
        organisation = "".join(self._rng.choices(_CODE_LETTERS, k=7))
        code17 = f"{prefix}{county.area}MA{organisation}"
        uscc = code17 + stdnum_uscc.calc_check_digit(code17)
        number = f"{len(self.register) + 1:08d}"
        firm = Firm(name, uscc, county.name, kind, number, **more)
        self.register.append(firm)
        return firm

    def builder(self, county: County, **more: str) -> Firm:
        place = self._rng.choice((CITY, CITY, STEM, _prefix(county), PROVINCE))
        tail = self._rng.choice(_TRADES) + self._rng.choice(_FORMS)
        return self.found(f"{place}{self.brand()}{tail}", county, "建筑业企业", **more)


def found_town(rng: Random) -> Town:
    """Found every firm, agency, institution and organ of the city (建单位)."""
    founder, town = _Founder(rng), Town()
    for county in COUNTIES:
        town.builders[county.slug] = [founder.builder(county) for _ in range(8)]
    for trade in _OTHER_TRADES * 3:
        place = rng.choice((CITY, STEM))
        name = f"{place}{founder.brand()}{trade}有限公司"
        town.others.append(founder.found(name, rng.choice(COUNTIES), "其他企业"))
    for county in COUNTIES[:6]:
        former = f"{CITY}{founder.brand()}建筑安装工程有限公司"
        town.renamed.append(founder.builder(county, former=former))
    _found_groups(founder, town)
    _found_lookalikes(founder, town)
    _found_public(founder, town)
    _found_agencies(founder, town)
    town.register = founder.register
    return town


def _found_groups(founder: _Founder, town: Town) -> None:
    for county in COUNTIES[:4]:
        parent = founder.found(f"{CITY}{founder.brand()}建设（集团）有限公司", county, "建筑业企业")
        town.groups.append((parent, founder.builder(county, parent=parent.name)))


def _found_lookalikes(founder: _Founder, town: Town) -> None:
    brand, other = founder.brand(), founder.brand()
    pairs = (
        (f"{CITY}第一{brand}建筑工程有限公司", f"{CITY}第二{brand}建筑工程有限公司"),
        (f"{CITY}{other}市政工程有限公司", f"{CITY}{other[0]}杭市政工程有限公司"),
        (f"松碓县{brand[::-1]}建筑工程有限公司", f"柏篱县{brand[::-1]}建筑工程有限公司"),
        (f"{CITY}{other[::-1]}建筑工程有限公司", f"{CITY}{other[::-1]}建筑劳务有限公司"),
    )
    for number, (left, right) in enumerate(pairs):
        county = COUNTIES[number]
        town.lookalikes.append(
            (
                founder.found(left, county, "建筑业企业"),
                founder.found(right, county, "建筑业企业"),
            )
        )


def _found_public(founder: _Founder, town: Town) -> None:
    for county in COUNTIES[:5]:
        for name in (f"{county.name}第二人民医院", f"{county.name}实验中学"):
            town.institutions.append(founder.found(name, county, "事业单位", "12"))
        town.organs.append(founder.found(f"{CITY}{county.name}水务局", county, "国家机关", "11"))
        institute = founder.found(f"{CITY}{county.name}规划测绘院", county, "事业单位", "12")
        town.reformed.append((institute, founder.builder(county, parent=institute.name)))
    for name, county in (("澜汀工业职业学院", COUNTIES[0]), ("澜汀理工大学", COUNTIES[1])):
        school = founder.found(name, county, "大专院校", "12")
        firm = founder.found(
            f"{name}建筑设计研究院有限公司", county, "勘察设计企业", parent=school.name
        )
        town.schools.append((school, firm))


def _found_agencies(founder: _Founder, town: Town) -> None:
    services = ("人力资源服务有限公司", "劳务派遣有限公司", "人才服务有限公司")
    for number, county in enumerate(COUNTIES):
        name = f"{CITY}{founder.brand()}{services[number % 3]}"
        town.agencies.append(founder.found(name, county, "人力资源服务机构"))


def _prefix(county: County) -> str:
    return county.name if county.name.endswith("县") else CITY
