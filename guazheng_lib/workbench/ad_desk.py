"""What an analyst looks at advertisements with (招聘信息工作台): results, and labels on file."""

import re
from functools import cached_property
from pathlib import Path

import pandas as pd

from guazheng_lib.ads.contacts import Contact
from guazheng_lib.ads.examples import (
    EXAMPLES_FILE,
    HEADINGS,
    Example,
    add_example,
    example_key,
    read_examples,
    read_history,
)
from guazheng_lib.ads.reading import Ad, read_ads
from guazheng_lib.ads.text import fold
from guazheng_lib.terms.errors import InputError
from guazheng_lib.terms.hidden_numbers import hide_numbers
from guazheng_lib.workbench.ad_reading import AdReading
from guazheng_lib.workbench.problem_line import problem_line
from guazheng_lib.workbench.results import project_folder
from guazheng_lib.workbench.similar_ads import read_city_ads, similar_ads

LONGEST_PASTE = 20_000
"""Characters of one advertisement; Excel holds 32 767 in a cell."""

_WEB_PAGE = re.compile(r"<(?:!doctype|html|head|body|script|style)\b", re.IGNORECASE)
_UNREADABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


def open_ads(outputs: str = "outputs", data: str = "data") -> "AdDesk":
    """Open the city's advertisements and what officers judged of them (打开招聘信息).

    Args:
        outputs: the outputs folder; without results nothing similar is shown.
        data: the folder in which the labels are kept.
    """
    return AdDesk(project_folder(outputs), project_folder(data) / EXAMPLES_FILE)


class AdDesk:
    """The city's advertisements beside the labels on file (招聘信息工作台)."""

    def __init__(self, outputs: Path, examples_file: Path) -> None:
        """Take the folder of the results and the file of the labels."""
        self._outputs = outputs
        self.examples_file = examples_file

    def __repr__(self) -> str:
        """Say what was opened; neither a text nor where the folders lie."""
        given = "没有全市结果" if self.ads is None else f"全市信息 {len(self.ads)} 条"
        return f"已打开：{given}，人工标注 {len(self.examples)} 条"

    @cached_property
    def ads(self) -> pd.DataFrame | None:
        """The city's advertisements as judged (全市结果); None where nothing was run."""
        return read_city_ads(self._outputs)

    @property
    def place(self) -> str:
        """Where the labels are kept, without the machine's folders (标注文件)."""
        return f"{self.examples_file.parent.name}/{self.examples_file.name}"

    @property
    def examples(self) -> pd.DataFrame:
        """What officers judged: of every text the last judgement (人工标注)."""
        return _table(read_examples(self.examples_file))

    @property
    def history(self) -> pd.DataFrame:
        """Every judgement in its order, those that were replaced too (标注经过)."""
        return _table(read_history(self.examples_file))

    def read(self, text: str) -> AdReading:
        """Judge a text and say why (判断一条信息).

        Raises:
            InputError: where it cannot be one advertisement.
        """
        pasted = _one_ad(text)
        (read,), key = read_ads([Ad("", pasted)]), example_key(pasted)
        past, unread = self._past(key)
        similar = None
        if self.ads is not None:
            similar = similar_ads(self.ads, pasted, read.template, read.contacts)
        return AdReading(
            text=hide_numbers(pasted),
            judgement=read.judgement,
            read_as=_read_as(pasted),
            contacts=tuple(_contact(contact) for contact in read.contacts),
            past=past,
            unread=unread,
            similar=similar,
        )

    def keep(self, example: Example) -> Example:
        """Put an officer's judgement on file (记下)."""
        return add_example(self.examples_file, example)

    def _past(self, key: str) -> tuple[Example | None, str]:
        """Look a text up among the labels; a table that cannot be read stops no judgement."""
        try:
            labels = read_examples(self.examples_file)
        except InputError as problem:
            return None, problem_line(problem)
        return {example_key(label.text): label for label in labels}.get(key), ""


def _one_ad(text: str) -> str:
    """Take what was pasted for one advertisement, or say why it is none."""
    if len(text) > LONGEST_PASTE:
        raise InputError(
            f"太长（{len(text)} 字，最多 {LONGEST_PASTE} 字）", remedy="一次只粘贴一条信息的正文"
        )
    if _WEB_PAGE.search(text):
        raise InputError("这是网页源代码", remedy="在浏览器里选中信息的正文，复制后粘贴")
    readable = _UNREADABLE.sub("", text).strip()
    if not example_key(readable):
        raise InputError("没有可读的文字", remedy="粘贴一条招聘信息的正文")
    return readable


def _read_as(text: str) -> str:
    """Give the text as it was understood, where signs or letters in it were changed."""
    folded = fold(text).text
    return "" if _letters(folded) == _letters(text.lower()) else hide_numbers(folded.strip())


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _contact(contact: Contact) -> str:
    return f"{contact.kind.zh} {hide_numbers(contact.value)}"


def _table(examples: list[Example]) -> pd.DataFrame:
    rows = [
        (each.text, each.verdict.zh, each.judged.zh if each.judged else "", *_said(each))
        for each in examples
    ]
    return pd.DataFrame(rows, columns=list(HEADINGS))


def _said(example: Example) -> tuple[str, str, str]:
    return example.by, example.at, example.note
