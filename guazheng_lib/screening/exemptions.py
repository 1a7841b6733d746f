"""Situations that are in principle not 挂证 (免责情形, 建办市函〔2019〕92号)."""

import re

import pandas as pd

from guazheng_lib.screening.inputs import Inputs
from guazheng_lib.terms.catalogue import EXEMPTIONS, Exemption
from guazheng_lib.terms.tables import SourceKind
from guazheng_lib.terms.text import fold_width

_NUMBERED = re.compile(
    r"(?:第|情形|类别|E|^)[(（]?([一二三四五六1-6])[)）]?(?:[类项种条款]|[、.:：]|$)"
)
_NUMERALS = {numeral: n for n, numeral in enumerate("一二三四五六", start=1)}
_NO_PROOF = re.compile(r"^(?:无|暂无|没有|缺|缺失|待补.*|未提供.*|尚未提供.*|未提交.*|/|-+|—+)$")


def papers(inputs: Inputs, registrations: pd.DataFrame) -> pd.DataFrame:
    """List the evidence of an exemption per registration, with its place.

    Returns:
        `reg`, `exemption`, `is_named` (the situation is one of the first five in so many words),
        `is_proven` (a row without a paper proves nothing), `situation`, and the place.
    """
    table = inputs.table(SourceKind.EXEMPTION_EVIDENCE)
    ours = registrations[["reg", "person_id"]].merge(table, on="person_id")
    named = ours["situation"].map(exemption_of)
    proof = ours["proof"].astype("string").fillna("").map(fold_width)
    return pd.DataFrame(
        {
            "reg": ours["reg"],
            "exemption": named.fillna(str(Exemption.E6)),
            "is_named": named.notna(),
            "is_proven": ~proof.str.match(_NO_PROOF.pattern),
            "situation": ours["situation"],
            **{name: ours[name] for name in ("file", "sheet", "row")},
        }
    )


def exemption_of(situation: str) -> str | None:
    """Recognise a situation by the words of the catalogue, else by its number (情形归类).

    The longest word decides, so that 企业改制买断 is no 事业单位改制. None where nothing fits.

    >>> exemption_of("达到法定退休年龄正式退休"), exemption_of("第4类")
    ('E1', 'E4')
    """
    folded = fold_width(situation)
    hits = [
        (len(word), str(code))
        for code, term in EXEMPTIONS.items()
        for word in term.words
        if word in folded
    ]
    if hits:
        return max(hits, key=lambda hit: hit[0])[1]
    numbered = _NUMBERED.search(folded.upper())
    if numbered is None:
        return None
    return f"E{_NUMERALS.get(numbered[1]) or int(numbered[1])}"
