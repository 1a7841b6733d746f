"""The options that verbs share (共用选项)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from guazheng_lib.runs.desk import Desk


class _Named(click.Path):
    """A path with a name: an empty one, of a variable not set, would be the folder one is in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse an empty name."""
        if value == "":
            self.fail("empty", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Named(path_type=Path)
COUNTIES = click.argument("counties", nargs=-1, metavar="[县区]...")
DAY = click.DateTime(["%Y-%m-%d"])

_FOLDERS = {
    "params": "参数文件夹，每个县区一个 .yml",
    "data": "来件文件夹",
    "outputs": "输出文件夹",
}
_DEBUG = "出错时给出详细经过，给维护人看"
_CASEBOOK = "案件台账：文件，或 postgresql+psycopg:// 地址；默认是来件文件夹里的 casebook.sqlite"
_BY = "经办人姓名；也可写在环境变量 GUAZHENG_USER 里"

CASEWORK = ("params", "data", "outputs", "casebook", "by")
"""The options of everything that works with the casebook."""

Add = Callable[[Callable[..., None]], Callable[..., None]]


def shared(*names: str) -> Add:
    """Add the folders named, `casebook`, `by`, and `--debug` (共用选项)."""

    def add(verb: Callable[..., None]) -> Callable[..., None]:
        verb = click.option("--debug", is_flag=True, help=_DEBUG)(verb)
        for name in reversed(names):
            verb = _option(name)(verb)
        return verb

    return add


def desk(where: dict[str, Any]) -> "Desk":
    """Sit down at the desk that the options name (办案桌)."""
    from guazheng_lib.runs.desk import Desk

    return Desk(where["params"], where["data"], where["outputs"], where["casebook"], where["by"])


def _option(name: str) -> Add:
    if name == "casebook":
        return click.option("--casebook", metavar="URL", help=_CASEBOOK)
    if name == "by":
        return click.option("--by", default="", envvar="GUAZHENG_USER", metavar="姓名", help=_BY)
    return click.option(f"--{name}", type=PATH, default=name, metavar="文件夹", help=_FOLDERS[name])
