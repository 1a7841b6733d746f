"""Advertisements on file, gone through by batches (招聘信息分批处理): a million fit no memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from numpy.typing import NDArray

from guazheng_lib.runs.parquet import as_arrow
from guazheng_lib.terms.files import written_whole

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

LIGHT = (
    *("ad_id", "agency", "agency_uscc", "employer", "verdict", "score", "group_id", "family_id"),
    *("certificates", "contacts", "published_on"),
)
"""What counting and ranking need of every advertisement; the texts stay on file."""

AT_ONCE = 20_000

Rows = NDArray[np.bool_]


def judge_file(source: Path, target: Path, register: "Registry | None" = None) -> None:
    """Judge the canonical table of `job_ads`; write it as `ads.tables.ScreenedAds` (分批排查)."""
    from guazheng_lib.ads.screening import AdScreening

    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".ads-") as folder:
        judged = Path(folder) / "judged.parquet"
        with closing(AdScreening()) as screening:
            _write(judged, (screening.read(batch) for batch in _batches(source)))
            joined = screening.join(register)
        with written_whole(target) as part:
            _write(part, _completed(judged, joined))


def number_of_rows(file: Path) -> int:
    """Count the rows without reading them (行数)."""
    return int(pq.read_metadata(file).num_rows)


def light_table(file: Path) -> pd.DataFrame:
    """Read what counting and ranking need (简表)."""
    return pd.read_parquet(file, columns=list(LIGHT))


def suspicious_rows(file: Path, rows: Rows) -> pd.DataFrame:
    """Read those of the chosen rows that are not clear, whole (可疑的信息)."""
    found = [
        batch[chosen & (batch["verdict"] != "clear").to_numpy()]
        for batch, chosen in _with_choice(file, rows)
    ]
    return pd.concat(found, ignore_index=True)


def copy_rows(parts: Sequence[tuple[Path, Rows]], target: Path) -> None:
    """Write the chosen rows of some files under each other into a new one (写出信息)."""
    chosen = (batch[here] for file, rows in parts for batch, here in _with_choice(file, rows))
    with written_whole(target) as part:
        _write(part, chosen)


def _completed(judged: Path, joined: pd.DataFrame) -> Iterator[pd.DataFrame]:
    from guazheng_lib.ads.screening import complete

    at = 0
    for batch in _batches(judged):
        yield complete(batch, joined.iloc[at : at + len(batch)])
        at += len(batch)


def _with_choice(file: Path, rows: Rows) -> Iterator[tuple[pd.DataFrame, Rows]]:
    at = 0
    for batch in _batches(file):
        yield batch, rows[at : at + len(batch)]
        at += len(batch)


def _batches(file: Path) -> Iterator[pd.DataFrame]:
    """Give a table piece by piece, at least one piece, so that its columns are known."""
    with pq.ParquetFile(file, buffer_size=1 << 20) as table:
        if not table.metadata.num_rows:
            yield table.read().to_pandas()
        for batch in table.iter_batches(AT_ONCE):
            yield batch.to_pandas()


def _write(file: Path, pieces: Iterable[pd.DataFrame]) -> None:
    """Write pieces into one table; the first says how the columns are typed."""
    tables = (as_arrow(piece) for piece in pieces)
    first = next(tables)
    with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for table in chain([first], tables):
            if len(table):
                writer.write_table(table.cast(first.schema))
