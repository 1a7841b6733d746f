"""Self-corrections made in time (自查自纠)."""

import re

import pandas as pd

from guazheng_lib.screening.inputs import Inputs
from guazheng_lib.terms.tables import SourceKind
from guazheng_lib.terms.text import fold_width

_NOT_DONE = re.compile(
    r"未|拟|正在|计划|准备|待|尚|拒|不(?:同意|配合|愿|予)|无(?:需|须)?整改|申请中|办理中"
)


def papers(inputs: Inputs, registrations: pd.DataFrame) -> pd.DataFrame:
    """List the self-corrections per registration, with their place.

    An entry that names a certificate counts for that certificate only; one that names none, for
    all of the person's.

    Returns:
        `reg`, `is_in_time`, `action`, `completed_on`, and the place.
    """
    table = inputs.table(SourceKind.SELF_INSPECTION)
    ours = registrations[["reg", "person_id", "certificate_no", "seal_no"]].merge(
        table, on="person_id", suffixes=("_registered", "")
    )
    entry = ours["certificate_no"].map(_bare_number)
    fits = (
        entry.isna()
        | entry.eq(ours["certificate_no_registered"].map(_bare_number))
        | entry.eq(ours["seal_no"].map(_bare_number))
    )
    kept = ours[fits.fillna(True)]
    limit = pd.Timestamp(inputs.params.self_inspection_until or inputs.params.as_of)
    done = ~kept["action"].astype("string").map(fold_width).str.contains(_NOT_DONE.pattern)
    return pd.DataFrame(
        {
            "reg": kept["reg"],
            "is_in_time": (done & (pd.to_datetime(kept["completed_on"]) <= limit)).astype(bool),
            "action": kept["action"],
            "completed_on": kept["completed_on"],
            **{name: kept[name] for name in ("file", "sheet", "row")},
        }
    )


def _bare_number(number: object) -> str | None:
    """Fold a certificate number; the province's character goes, for it changes on transfer."""
    if not isinstance(number, str):
        return None
    folded = re.sub(r"[\[\]()【】〔〕\-_]", "", fold_width(number).upper())
    return re.sub(r"^[\u4e00-\u9fff](?=\d)", "", folded) or None
