"""The verbs of the documents handed in, and the point check (文书、单点核查)."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from guazheng_lib.cli.options import CASEWORK, COUNTIES, DAY, PATH, desk, shared
from guazheng_lib.runs.console import Verb, finish


@click.command(
    cls=Verb,
    help="按台账重出汇总表，不重新排查；不写县区就全出。--merge 合并各县区报来的表。\n\n"
    "例: guazheng form boling\n\n例: guazheng form --merge 报来的表",
)
@COUNTIES
@click.option("--merge", type=PATH, metavar="文件夹", help="合并这个文件夹里各县区报来的汇总表")
@click.option("--filed-on", type=DAY, metavar="日期", help="申报时间，如 2024-11-30；不写则空着")
@shared(*CASEWORK)
def form(
    counties: tuple[str, ...], merge: Path | None, filed_on: datetime | None, **where: Any
) -> None:
    """Write the official form again (汇总表)."""
    from guazheng_lib.runs.documents import merge_folder, write_forms

    if merge is not None:
        lines, is_complete = merge_folder(desk(where), merge)
        finish(lines, is_complete=is_complete)
    else:
        day = filed_on.date() if filed_on else None
        finish(write_forms(desk(where), counties, day), is_complete=True)


@click.command(
    cls=Verb,
    help="按台账和最近一次排查重出总结报告，本单位写的内容保留。\n\n例: guazheng report boling",
)
@COUNTIES
@shared(*CASEWORK)
def report(counties: tuple[str, ...], **where: Any) -> None:
    """Write the report again (总结报告)."""
    from guazheng_lib.runs.documents import write_reports

    finish(write_reports(desk(where), counties), is_complete=True)


@click.command(
    cls=Verb,
    help="出公示、通报、告知函、自查函等文书；不写种类就列出有哪些。\n\n"
    "例: guazheng notice 公示 boling --to 发文",
)
@click.argument("kind", required=False, metavar="[种类]")
@COUNTIES
@click.option("--case", "cases", multiple=True, metavar="案件编号", help="只为这些案件，可写几次")
@click.option(
    "--to", "folder", type=PATH, default="outputs/文书", metavar="文件夹", help="写到哪里"
)
@click.option("--templates", type=PATH, metavar="文件夹", help="本单位改过的模板")
@click.option("--set", "extra", multiple=True, metavar="项=内容", help="另写明的，如 联系电话=…")
@click.option("--city", "is_city", is_flag=True, help="出全市的，不分县区")
@click.option("--show-ids", is_flag=True, help="公示里写出证件号码的前六位和后两位")
@click.option("--export-templates", type=PATH, metavar="文件夹", help="把模板写出来供修改")
@shared(*CASEWORK)
def notice(
    kind: str | None,
    counties: tuple[str, ...],
    cases: tuple[str, ...],
    folder: Path,
    templates: Path | None,
    extra: tuple[str, ...],
    show_ids: bool,
    is_city: bool,
    export_templates: Path | None,
    **where: Any,
) -> None:
    """Write notices and letters (文书)."""
    from guazheng_lib.runs import documents

    if export_templates is not None:
        finish(documents.export_notice_templates(export_templates), is_complete=True)
    elif kind is None:
        finish(documents.list_notices(), is_complete=True)
    else:
        order = documents.NoticeOrder(
            kind, folder, cases, templates, _said(extra), show_ids, is_city
        )
        lines, is_complete = documents.write_notices(desk(where), order, counties)
        finish(lines, is_complete=is_complete)


def _said(pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise click.BadOptionUsage("--set", "--set 写成 项=内容")
    return dict(pair.split("=", 1) for pair in pairs)


@click.command(
    cls=Verb,
    help="查一个人、证书、单位、机构或案件：已知的一切和出处。证件号码可不写在命令里，会另问。\n\n"
    "例: guazheng ask 张某某",
)
@click.argument("query", required=False, metavar="[姓名|证件号码|证书编号|单位|案件编号]")
@shared("data", "outputs", "casebook")
def ask(query: str | None, data: Path, outputs: Path, casebook: str | None) -> None:
    """Check one point (单点核查); what the other verbs load takes longer than its answer."""
    from guazheng_lib.casebook.events import now
    from guazheng_lib.runs.ask import ask as look_up

    asked = query or _asked()
    answer = look_up(asked, outputs=outputs, casebook_url=casebook, data=data, today=now().date())
    finish(answer.lines(), is_complete=True)


def _asked() -> str:
    """Ask for what must not stand in the command; from a pipe, take its first line."""
    import sys

    if sys.stdin is None or not sys.stdin.isatty():
        return sys.stdin.readline() if sys.stdin else ""
    return str(click.prompt("查谁（输入不显示）", hide_input=True))
