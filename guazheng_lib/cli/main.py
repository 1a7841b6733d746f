"""The main job and what belongs to it (主命令): run, check, demo."""

from pathlib import Path
from typing import Any, NoReturn

import click

from guazheng_lib import __version__
from guazheng_lib.cli.casebook import casebook
from guazheng_lib.cli.documents import ask, form, notice, report
from guazheng_lib.cli.options import COUNTIES, PATH, shared
from guazheng_lib.runs.console import Verbs, finish, say_usage, start


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
    say_usage(ctx)


@cli.command(
    help="逐县区排查，生成页面、核查表和报告；不写县区就做全部，再做全市汇总。\n\n"
    "例: guazheng run boling 澜东区 --data data --outputs outputs"
)
@COUNTIES
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="同时做几个县区，默认 2")
@click.option("--force", is_flag=True, help="输入没有变化也重做")
@shared("params", "data", "outputs", "casebook")
def run(counties: tuple[str, ...], jobs: int, force: bool, **where: Any) -> None:
    """Run the counties, then the city (主任务)."""
    from guazheng_lib.runs.batch import run_all
    from guazheng_lib.runs.folders import Folders

    outcome = run_all(Folders(**where), counties, jobs=jobs, force=force)
    finish(outcome.lines(), is_complete=outcome.is_complete)


@cli.command(
    help="只读入并校验来件，给出每个文件的行数核对，不排查。\n\n"
    "例: guazheng check boling --data data"
)
@COUNTIES
@shared("params", "data")
def check(counties: tuple[str, ...], params: Path, data: Path) -> None:
    """Read and validate the inputs only (校验来件)."""
    from guazheng_lib.runs.check import check_sources

    checked = check_sources(params, data, counties)
    finish(checked.lines(), is_complete=checked.is_complete)


@cli.command(
    help="生成一座虚构的演示城市：来件、参数和答案。\n\n例: guazheng demo data/demo --seed 7"
)
@click.argument("folder", type=PATH, metavar="文件夹")
@click.option("--seed", type=int, default=2024, metavar="N", help="种子；同一种子给出同一城市")
@click.option("--people", type=click.IntRange(min=50), default=900, metavar="N", help="注册人数")
@shared("casebook")
def demo(folder: Path, seed: int, people: int, casebook: str | None) -> None:
    """Write the demonstration city (演示城市)."""
    from guazheng_lib.casebook.place import FILE, casebook_url
    from guazheng_lib.demo import make_city

    # Not by the environment: an office's own casebook is no place for a demonstration.
    url = casebook_url(folder, casebook or str(folder / "data" / FILE))
    made = make_city(folder, seed=seed, people=people, casebook=url)
    finish(
        [
            f"演示城市已写入 {folder}（data、params、truth.csv）",
            f"演示台账里有 {made.cases} 个案件，决定都是虚构的，逐条标明“演示”",
        ],
        is_complete=True,
    )


for verb in (casebook, form, report, notice, ask):
    cli.add_command(verb)


def main() -> NoReturn:
    """Run the command line (入口)."""
    start(cli)
