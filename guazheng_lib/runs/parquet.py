"""Results as Parquet with declared types (结果表落盘): a list is a list, a struct a struct."""

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from guazheng_lib.terms.files import write_whole
from guazheng_lib.terms.tables import EVIDENCE_FIELDS, Screening

_EVIDENCE = pa.list_(
    pa.struct([(name, pa.int64() if name == "row" else pa.string()) for name in EVIDENCE_FIELDS])
)
_SPANS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("code", pa.string())]))
_TEXTS = pa.list_(pa.string())
_CONTACTS = pa.list_(
    pa.struct(
        [("kind", pa.string()), ("value", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
    )
)
_NESTED = {
    "evidence": _EVIDENCE,
    "spans": _SPANS,
    "contacts": _CONTACTS,
    "certificate_ads": pa.list_(pa.int64()),
} | dict.fromkeys(
    (
        "indicators",
        "reasons",
        "certificates",
        "circumstances",
        "linked_agencies",
        "employers",
        "other_names",
    ),
    _TEXTS,
)


def write_screening(screening: pd.DataFrame, path: Path) -> None:
    """Write the result of the screening, the contract's columns in the contract's order."""
    write_table(screening[list(Screening.to_schema().columns)], path)


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table whole or not at all; the same rows give the same bytes.

    A column without a single value keeps its type: text, unless it is known to be nested.
    """
    buffer = io.BytesIO()
    pq.write_table(as_arrow(table), buffer, compression="zstd")
    write_whole(path, buffer.getvalue())


def as_arrow(table: pd.DataFrame) -> pa.Table:
    """Give a table its declared types (按声明类型转换)."""
    return pa.table({str(name): _column(str(name), table[name]) for name in table.columns})


def _column(name: str, values: pd.Series) -> pa.Array:
    if name in _NESTED:
        return pa.array(list(values), type=_NESTED[name])
    made = pa.Array.from_pandas(values)
    return made.cast(pa.string()) if pa.types.is_null(made.type) or _is_text(made.type) else made


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_large_string(kind))


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV that Excel opens as it is: with a mark that says UTF-8."""
    write_whole(path, table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))
