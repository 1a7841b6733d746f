"""The kinds of notices and letters, read from their data (文书种类)."""

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from guazheng_lib.casebook.life import Subject, life
from guazheng_lib.casebook.periods.clocks import Owed, clocks_of
from guazheng_lib.params import Casework
from guazheng_lib.reports.layouts import read_data
from guazheng_lib.terms.errors import DocumentError

UNCHECKED = "（待核）"
"""What stands behind a basis whose text nobody of us has read."""


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(_Closed):
    """A law or document that a notice rests on (依据)."""

    text: str
    checked: bool = True

    def __str__(self) -> str:
        """Write it as the notice does."""
        return self.text if self.checked else self.text + UNCHECKED

    @property
    def state(self) -> str:
        """Whether its text was read (核对)."""
        return "已核对原文" if self.checked else "待核，发文前核对"


class Kind(_Closed):
    """A kind of notice (文书种类); what each word means stands in `notices.yml`."""

    name: str
    title: str
    about: str
    per: Literal["all", "case", "area", "route", "registered_employer", "actual_employer"]
    subjects: tuple[Subject, ...] = ()
    standings: tuple[str, ...] = ()
    route: str = ""
    needs: tuple[str, ...] = ()
    owed: Owed | None = None
    optional_cases: bool = False
    by_hand: bool = False
    from_city: bool = False
    leaves_out: tuple[str, ...] = ()
    city_fill_in: dict[str, str] = {}
    uses_figures: bool = False
    public: bool = False
    masks: tuple[Literal["names", "units"], ...] = ()
    receivers: dict[str, str] = {}
    shows: tuple[str, ...] = ()
    basis: tuple[str, ...]
    basis_by_route: dict[str, tuple[str, ...]] = {}
    must: tuple[str, ...] = ()
    fill_in: dict[str, str] = {}

    @property
    def template(self) -> str:
        """The name of its Word template, shipped or the office's own."""
        return f"{self.title}.docx"

    @property
    def is_about_cases(self) -> bool:
        """Whether it is written about cases at all."""
        return bool(self.subjects)

    @property
    def given(self) -> tuple[str, ...]:
        """What the officer may give with it."""
        return (*self.must, *self.fill_in)


class Notices(_Closed):
    """The whole of `notices.yml` (文书种类)."""

    kinds: tuple[Kind, ...]
    basis: dict[str, Basis]
    internal_measures: tuple[str, ...]
    nothing_public: str
    placeholders: dict[str, str]
    computed: dict[str, str]
    figures: tuple[str, ...]
    deregistration_papers: dict[str, str]
    self_check_papers: tuple[str, ...]


@cache
def notices() -> Notices:
    """Read the kinds (读文书种类)."""
    return Notices.model_validate(read_data("notices/notices.yml"))


@cache
def wording() -> dict[str, list[dict[str, Any]]]:
    """Read the words of the shipped templates (读模板文字)."""
    words: dict[str, list[dict[str, Any]]] = read_data("notices/wording.yml")
    return words


def kind_of(name: str) -> Kind:
    """Find a kind by its name or its title (查文书种类).

    Raises:
        DocumentError: where there is none.
    """
    for kind in notices().kinds:
        if name in (kind.name, kind.title):
            return kind
    titles = [kind.title for kind in notices().kinds]
    raise DocumentError(f"没有「{name}」这种文书", remedy="可用的有：" + "、".join(titles))


def field_of(title: str) -> str:
    """Give the case's field that a placeholder of the list stands for (占位符对应的事项)."""
    return _fields_by_title()[title]


def placeholders(kind: Kind) -> dict[str, str]:
    """List what a kind's template may write, with its meaning (占位符); `行.` in the list."""
    data = notices()
    listed = {
        f"行.{title}": data.computed.get(title) or _shown(kind, title) for title in kind.shows
    }
    numbers = {f"数字.{name}": "总结报告附表里同名的数字" for name in data.figures}
    given = dict.fromkeys(kind.must, "写文书时必须给出") | {
        name: f"写文书时给出；不给则写“{default}”"
        for name, default in unless_given(kind, Casework()).items()
    }
    return data.placeholders | listed | (numbers if kind.uses_figures else {}) | given


def unless_given(kind: Kind, office: Casework) -> dict[str, str]:
    """Give what stands where the officer gave nothing, with the office's periods (不给时照写)."""
    spans = {
        name: clock.span + ("" if clock.certain or name in office.periods else UNCHECKED)
        for name, clock in clocks_of(office).items()
    }
    return {name: text.format_map(spans) for name, text in kind.fill_in.items()}


def said_of(kind: Kind) -> tuple[str, str, str]:
    """Say whose cases a kind is for, in how many documents, hiding what (用于、份数、遮去)."""
    whose = "、".join(life().subjects[each] for each in kind.subjects) or "县区"
    if kind.route:
        whose = life().routes[kind.route].title
    titles = [life().statuses[name].title for name in _statuses(kind)]
    hides = [_HIDES[each] for each in kind.masks]
    if "身份证号" in kind.shows and not hides:
        hides = ["身份证号只留前 6 后 2 位"]
    return "、".join(titles) + "的" * bool(titles) + whose, _PARTS[kind.per], "；".join(hides)


def _statuses(kind: Kind) -> list[str]:
    """Name the statuses that a case in such a notice can have (办理状态)."""
    steps = [step for step in life().steps.values() if set(step.subjects) & set(kind.subjects)]
    reached = {step.to for step in steps} | set(life().outcomes)
    statuses = life().statuses.items()
    return [name for name, one in statuses if one.standing in kind.standings and name in reached]


def nearest(word: str, known: list[str]) -> str:
    """Name the known word that is most like one (最接近的词)."""
    found = process.extractOne(word, known, scorer=fuzz.ratio)
    return f"，最接近的是「{found[0]}」" if found and found[1] else ""


def _shown(kind: Kind, title: str) -> str:
    field = field_of(title)
    if field == "person_id":
        return "默认不写；选了显示时只有前 6 后 2 位" if kind.masks else "只有前 6 后 2 位"
    if "names" in kind.masks and field == "person_name":
        return "只留姓"
    if "names" in kind.masks and field == "certificate_no":
        return "脱敏"
    if "units" in kind.masks and field in ("registered_employer", "actual_employer", "name"):
        return "隐名，如“某建筑工程有限公司”"
    return title


_PARTS = {
    "all": "合写一份",
    "area": "一份",
    "case": "一案一份",
    "route": "注册建筑师和其他人员各一份",
    "registered_employer": "一个注册单位一份",
    "actual_employer": "一个实际工作单位一份",
}
_HIDES = {"names": "姓名只留姓，证书编号脱敏，不写身份证号", "units": "单位隐名"}


@cache
def _fields_by_title() -> dict[str, str]:
    return {field.title: name for name, field in life().fields.items()}
