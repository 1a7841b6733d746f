"""The folders of a run (运行的文件夹)."""

from dataclasses import dataclass
from pathlib import Path

from guazheng_lib.terms.errors import ParamsError, Place

CITY = "city"
"""The folder of the whole city among the outputs."""


@dataclass(frozen=True)
class Folders:
    """Parameters, data and outputs (参数、来件、输出)."""

    params: Path
    data: Path
    outputs: Path

    @property
    def work(self) -> Path:
        """Where tables that were read once are kept; may be deleted at any time."""
        return self.outputs / ".cache"

    def resolved(self) -> "Folders":
        """Make them absolute: a kernel need not start where the run started."""
        return Folders(self.params.resolve(), self.data.resolve(), self.outputs.resolve())

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
