"""One county on an analyst's desk (一个县区): what the cells of its notebooks call.

The batch gives `outputs` as a staging folder; by hand it is any folder. What a notebook shows are
values of `reports`, what it writes are the outputs of the contract.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.params import CountyParams, load_county
from guazheng_lib.runs.supply import Reader, supplies
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    import pandas as pd

SCREENING = "screening.parquet"
UNITS = "units.parquet"
ADS, AGENCIES = "ads.parquet", "agencies.parquet"


def open_county(params: str, data: str, outputs: str, work: str) -> "CountyRun":
    """Open a county by its parameter file (打开县区).

    Raises:
        ParamsError: where the parameters cannot be used.
    """
    folder, cache = Path(outputs), Path(work)
    folder.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    return CountyRun(Path(params), load_county(Path(params)), Path(data), folder, cache)


class CountyRun:
    """A county's sources, screening and documents, each made when first asked for."""

    def __init__(
        self, file: Path, params: CountyParams, data: Path, folder: Path, work: Path
    ) -> None:
        """Take the county as opened by `open_county`."""
        self.file, self.params, self.folder, self.work = file, params, folder, work
        self._reader = Reader(data, work)
        self._counts: dict[str, Any] = {}

    def __repr__(self) -> str:
        """Name the county."""
        return f"{self.params.city}{self.params.county}，数据截止 {self.params.as_of:%Y-%m-%d}"

    @cached_property
    def sources(self) -> dict[SourceKind, SourceResult]:
        """Every source that the county declares, read (各来源).

        Raises:
            InputError: where one cannot be read: else everybody would look uninsured.
        """
        return {kind: self._reader.read(supply) for kind, supply in supplies(self.params).items()}

    @cached_property
    def screening(self) -> "pd.DataFrame":
        """The result of the screening: as the screening notebook saved it, or made now."""
        import pandas as pd

        saved = self.folder / SCREENING
        return pd.read_parquet(saved) if saved.exists() else self.screen()

    def screen(self) -> "pd.DataFrame":
        """Compare every registration with every source (比对)."""
        from guazheng_lib.screening import screen

        self.screening = screen(self.sources, self.params)
        return self.screening
