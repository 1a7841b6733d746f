"""The folders of a run (运行的文件夹)."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guazheng_lib.terms.errors import ParamsError, Place

CITY = "city"
"""The folder of the whole city among the outputs."""


@dataclass(frozen=True)
class Folders:
    """Parameters, data and outputs (参数、来件、输出).

    Attributes:
        params: the parameter files.
        data: what the offices sent.
        outputs: what a run publishes.
        casebook: the casebook's address, where it is not beside the data.
        today: the day by which periods are overdue; none: that of the clock.
    """

    params: Path
    data: Path
    outputs: Path
    casebook: str | None = None
    today: date | None = None

    @property
    def work(self) -> Path:
        """Where tables that were read once are kept; may be deleted at any time."""
        return self.outputs / ".cache"

    def resolved(self) -> "Folders":
        """Make them absolute: a kernel need not start where the run started."""
        return replace(
            self,
            params=self.params.resolve(),
            data=self.data.resolve(),
            outputs=self.outputs.resolve(),
        )

    def parameters(self, params: Path, staged: Path) -> dict[str, str]:
        """Give a notebook's parameters: plain text only, four paths."""
        return {
            "params": str(params),
            "data": str(self.data),
            "outputs": str(staged),
            "work": str(self.work),
        }

    def check_data(self) -> None:
        """Refuse a data folder that is not there.

        Raises:
            ParamsError: where it is missing.
        """
        if not self.data.is_dir():
            raise ParamsError("找不到来件文件夹", place=Place(str(self.data)), remedy="核对 --data")
