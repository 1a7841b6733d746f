"""The verbs (命令): each parses, calls one library function and prints.

Exit status: 0 all done; 1 something asked for could not be done; 2 wrong usage. Nothing heavy is
imported before a verb runs, so that `guazheng --help` answers at once.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from guazheng_lib import __version__
from guazheng_lib.runs.console import WRONG_USAGE, Verbs, finish, start

_PATH = click.Path(path_type=Path)
_FOLDERS = {
    "params": "参数文件夹，每个县区一个 .yml",
    "data": "来件文件夹",
    "outputs": "输出文件夹",
}
_DEBUG = "出错时给出详细经过，给维护人看"


def _shared(*folders: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the options that verbs share: their folders and `--debug`."""

    def add(verb: Callable[..., None]) -> Callable[..., None]:
        verb = click.option("--debug", is_flag=True, help=_DEBUG)(verb)
        for name in reversed(folders):
            verb = click.option(f"--{name}", type=_PATH, default=name, help=_FOLDERS[name])(verb)
        return verb

    return add


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    help="挂证核查工作台：排查、核查并报告注册单位与实际工作单位不一致的线索。\n\n"
    "例: guazheng run --params params --data data --outputs outputs",
)
@click.version_option(__version__, message="guazheng %(version)s", help="版本号")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Say how it is used where no verb is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        raise click.exceptions.Exit(WRONG_USAGE)


@cli.command(
    help="逐县区排查，生成页面、核查表和报告；不写县区就做全部，再做全市汇总。\n\n"
    "例: guazheng run boling 澜东区 --data data --outputs outputs"
)
@click.argument("counties", nargs=-1, metavar="[县区]...")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="同时做几个县区，默认 2")
@click.option("--force", is_flag=True, help="输入没有变化也重做")
@_shared("params", "data", "outputs")
def run(
    counties: tuple[str, ...], jobs: int, force: bool, params: Path, data: Path, outputs: Path
) -> None:
    """Run the counties, then the city (主任务)."""
    from guazheng_lib.runs.batch import run_all
    from guazheng_lib.runs.folders import Folders

    outcome = run_all(Folders(params, data, outputs), counties, jobs=jobs, force=force)
    finish(outcome.lines(), is_complete=outcome.is_complete)


@cli.command(
    help="只读入并校验来件，给出每个文件的行数核对，不排查。\n\n"
    "例: guazheng check boling --data data"
)
@click.argument("counties", nargs=-1, metavar="[县区]...")
@_shared("params", "data")
def check(counties: tuple[str, ...], params: Path, data: Path) -> None:
    """Read and validate the inputs only (校验来件)."""
    from guazheng_lib.runs.check import check_sources

    checked = check_sources(params, data, counties)
    finish(checked.lines(), is_complete=checked.is_complete)


@cli.command(
    help="生成一座虚构的演示城市：来件、参数和答案。\n\n例: guazheng demo data/demo --seed 7"
)
@click.argument("folder", type=_PATH, metavar="文件夹")
@click.option("--seed", type=int, default=2024, metavar="N", help="种子；同一种子给出同一城市")
@click.option("--people", type=click.IntRange(min=50), default=900, metavar="N", help="注册人数")
@_shared()
def demo(folder: Path, seed: int, people: int) -> None:
    """Write the demonstration city (演示城市)."""
    from guazheng_lib.demo import make_city

    make_city(folder, seed=seed, people=people)
    finish([f"演示城市已写入 {folder}（data、params、truth.csv）"], is_complete=True)


def main() -> NoReturn:
    """Run the command line (入口)."""
    start(cli)
