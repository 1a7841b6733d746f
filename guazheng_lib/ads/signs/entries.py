"""The words of advertisements as data (概念与词表), checked when they are read."""

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field, model_validator

from guazheng_lib.ads.data import read_data
from guazheng_lib.terms.data import Data

CONCEPT_FILES = tuple(
    f"signs/concepts/{name}" for name in ("trade", "clearing", "false_jobs", "manner")
)
CERTIFICATE = "CERT"
COMMON_CERTIFICATE = "PAPER"
WORDING = "WORDING"

Wordings = Annotated[tuple[str, ...], Field(min_length=2)]


class Role(StrEnum):
    """What a concept does to the verdict (作用)."""

    SUBJECT = "subject"
    RAISE = "raise"
    WORDING = "wording"
    FAKE = "fake"
    LURE = "lure"
    CLEAR = "clear"
    PLAIN = "plain"


class Entry(Data):
    """One concept as a file of `concepts/` tells it (概念条目); see `concepts/README.md`."""

    code: str = Field(pattern="^[A-Z][A-Z_]*$", description="标注代码")
    title: str = Field(min_length=2, description="界面上的名称")
    role: Role = Field(description="作用")
    meaning: str = Field(min_length=4, description="含义")
    source: str = Field(min_length=2, description="依据")
    weight: float = Field(ge=0, le=10, description="未经训练时每处计多少")
    patterns: tuple[str, ...] = Field(min_length=1, description="折叠文本上的正则表达式")
    examples: Wordings = Field(description="应当命中的说法")
    counter_examples: tuple[str, ...] = Field(default=(), description="形似而不应命中的说法")
    subject: bool = Field(default=False, description="说法本身已指明证书")
    specific: bool = Field(default=False, description="建筑类证书交易特有的说法")
    element: bool = Field(default=False, description="与证书同现即足以存疑")
    public: bool = Field(default=False, description="公开宣传、执法、考试等语境")
    everyday: bool = Field(default=False, description="日常招聘、培训用语")
    at_most: int = Field(default=1, ge=1, le=6, description="最多计几种不同说法")
    masks: frozenset[str] = Field(default=frozenset(), description="重叠时使其不计的概念")
    everywhere: bool = Field(default=False, description="不重叠也使其不计")

    @model_validator(mode="after")
    def _says_something(self) -> "Entry":
        if not self.weight and not self.masks and self.role is not Role.SUBJECT:
            raise ValueError(f"{self.code}: no weight and nothing to mask")
        return self


class EntryFile(Data):
    """A file of `concepts/` (概念文件)."""

    concepts: tuple[Entry, ...]


class CertificateFile(Data):
    """The certificates that are bought and rented (证书名录)."""

    source: str
    weight: float = Field(ge=0, le=10)
    certificates: dict[str, str]
    common: dict[str, str]


@cache
def entries() -> tuple[Entry, ...]:
    """Give every concept as it is told (概念条目), certificates first."""
    told = (entry for name in CONCEPT_FILES for entry in entries_of(name))
    return (*_certificate_entries(), *told, _wording_entry())


def entries_of(file: str) -> tuple[Entry, ...]:
    """Read what one of `CONCEPT_FILES` tells (概念条目)."""
    return EntryFile.model_validate(read_data(file)).concepts


@cache
def certificates() -> CertificateFile:
    """Read the certificates (证书名录)."""
    return CertificateFile.model_validate(read_data("signs/certificates"))


def _certificate_entries() -> tuple[Entry, Entry]:
    """Make concepts of the certificates: those of the trade, and names that all trades use."""
    known = certificates()
    named = Entry(
        code=CERTIFICATE,
        title="资格证书",
        role=Role.SUBJECT,
        weight=known.weight,
        meaning="提到建筑类职业资格或岗位证书",
        source=known.source,
        patterns=tuple(known.certificates.values()),
        examples=("一级建造师", "注册监理工程师"),
        subject=True,
        specific=True,
    )
    common = Entry(
        code=COMMON_CERTIFICATE,
        title="证书通用名称",
        role=Role.SUBJECT,
        weight=0,
        meaning="只说证书、职称，各行各业都用",
        source=known.source,
        patterns=tuple(known.common.values()),
        examples=("资格证书", "中级职称"),
        subject=True,
    )
    return named, common


def _wording_entry() -> Entry:
    """Make a concept of wording, which `ads.wording` finds and no pattern does."""
    return Entry(
        code=WORDING,
        title="用语与证书中介相近",
        role=Role.WORDING,
        weight=1,
        meaning="没有明说，但整段用语像买卖、租借证书的信息",
        source="自拟样例训练，见 benchmarks/ads",
        patterns=("(?!)",),
        examples=("证在家放着也是放着", "人不用来，名字放我们这边"),
    )
