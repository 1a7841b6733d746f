"""What a conclusion rests on (依据): rows of the files, joined into spells, each with its cell."""

from collections.abc import Hashable

import pandas as pd

from guazheng_lib.screening.facts import Known
from guazheng_lib.screening.stances import Stance
from guazheng_lib.terms.insurance import InsuredAs, Payment
from guazheng_lib.terms.month import month_text
from guazheng_lib.terms.tables import EVIDENCE_FIELDS, REGISTERED, SourceKind

Piece = dict[Hashable, object]


def collect_evidence(known: Known) -> pd.Series:
    """Give each registration its pieces of evidence, in the order of the sources (依据清单)."""
    pieces = pd.concat(
        [
            _of_registrations(known.facts),
            _of_payments(known.spells),
            known.certificates,
            _of_papers(known.exemptions, SourceKind.EXEMPTION_EVIDENCE),
            _of_papers(known.corrections, SourceKind.SELF_INSPECTION),
            _of_papers(known.posts, SourceKind.PROJECT_STAFF),
        ],
        ignore_index=True,
    )
    order = {str(kind): n for n, kind in enumerate(SourceKind)}
    pieces = pieces.assign(order=pieces["source"].map(order)).sort_values(
        ["reg", "order", "from_month", "file", "row"], kind="stable"
    )
    told = pieces[list(EVIDENCE_FIELDS)].astype(object)
    listed: dict[object, list[Piece]] = {reg: [] for reg in known.facts.index}
    records = told.where(told.notna(), None).to_dict("records")
    for reg, piece in zip(pieces["reg"], records, strict=True):
        listed[reg].append(piece)
    return pd.Series(list(listed.values()), known.facts.index)


def _of_registrations(facts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reg": facts["reg"],
            "source": str(SourceKind.REGISTRATIONS),
            "file": facts["file"],
            "sheet": facts["sheet"],
            "row": facts["row"],
            "from_month": pd.to_datetime(facts["registered_on"]).dt.strftime("%Y-%m"),
            "to_month": pd.to_datetime(facts["valid_until"]).dt.strftime("%Y-%m"),
            "employer": facts["registered_employer"],
            "relation": REGISTERED,
        }
    )


def _of_payments(spells: pd.DataFrame) -> pd.DataFrame:
    standing = spells["insured_as"].map(lambda code: InsuredAs(code).zh)
    payment = spells["payment"].map(lambda code: Payment(code).zh)
    named = spells["employer"].astype("string").fillna("单位编号 " + spells["employer_code"])
    remark = payment.where(spells["payment"] != Payment.PAID, "")
    remark = remark.where(spells["insured_as"] != InsuredAs.RETIRED, standing)
    own = spells["stance"] == Stance.OWN_ACCOUNT
    named = named.where(~own, standing).fillna(standing)
    return spells.assign(
        from_month=spells["from_at"].map(month_text),
        to_month=spells["until"].map(month_text).where(~spells["open_end"]),
        employer=named + remark.map(lambda text: f"（{text}）" if text else ""),
        relation=spells["relation"].where(~own),
    )


def _of_papers(papers: pd.DataFrame, kind: SourceKind) -> pd.DataFrame:
    return papers.assign(source=str(kind))
