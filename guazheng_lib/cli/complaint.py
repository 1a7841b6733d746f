"""The verbs of the complaints (投诉举报命令)."""

from typing import Any

import click

from guazheng_lib.cli.options import CASEWORK, COUNTIES, desk, shared
from guazheng_lib.runs.console import Verbs, finish, say_usage

_CASE = click.argument("case", metavar="编号")


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    help="投诉举报：逐一登记，并案，关联，转办，答复；没有答复的一直列着。\n\n"
    "例: guazheng casebook complaint list",
)
@click.pass_context
def complaint(ctx: click.Context) -> None:
    """Say how it is used where no verb is given."""
    say_usage(ctx)


@complaint.command(
    help="登记参数里写明的投诉举报来件；同一份再登记一次不变。\n\n"
    "例: guazheng casebook complaint register --by 张三"
)
@COUNTIES
@shared(*CASEWORK)
def register(counties: tuple[str, ...], **where: Any) -> None:
    """Enter the complaints received (登记)."""
    from guazheng_lib.runs import complaint_desk

    finish(complaint_desk.register(desk(where), counties), is_complete=True)


@complaint.command(
    help="登记一件来电、来访的投诉举报。\n\n"
    "例: guazheng casebook complaint add boling --content 反映某公司出租证书 --by 张三"
)
@click.argument("county", metavar="县区")
@click.option("--content", required=True, metavar="文字", help="反映的内容")
@click.option("--received-on", default="", metavar="日期", help="收到日期，默认今天")
@click.option("--channel", default="", metavar="渠道", help="电话、来信、网络平台等")
@click.option("--person", "person_name", default="", metavar="姓名", help="被举报人")
@click.option("--employer", default="", metavar="单位", help="被举报单位")
@click.option("--agency", default="", metavar="机构", help="被举报机构")
@click.option("--number", "complaint_id", default="", metavar="编号", help="受理编号")
@shared(*CASEWORK)
def add(county: str, **given: Any) -> None:
    """Enter one complaint (登记一件)."""
    from guazheng_lib.runs import complaint_desk

    where = {name: given.pop(name) for name in CASEWORK}
    finish(complaint_desk.add(desk(where), county, given), is_complete=True)


@complaint.command(
    "list",
    help="列出全部投诉举报、答复和查处结果，提示可能同一件和可能涉及的案件。\n\n"
    "例: guazheng casebook complaint list",
)
@shared(*CASEWORK)
def list_complaints(**where: Any) -> None:
    """List the complaints (列投诉举报)."""
    from guazheng_lib.runs import complaint_desk

    finish(complaint_desk.list_complaints(desk(where)), is_complete=True)


@complaint.command(
    help="并入另一件；答复了那一件，这一件也就答复了。\n\n"
    "例: guazheng casebook complaint merge 3fa9c2d1 77ab01c2 --by 张三"
)
@_CASE
@click.argument("into", metavar="并入的编号")
@shared(*CASEWORK)
def merge(case: str, into: str, **where: Any) -> None:
    """Merge one into another (并案)."""
    from guazheng_lib.runs import complaint_desk

    finish(complaint_desk.merge(desk(where), case, into), is_complete=True)


@complaint.command(
    help="同它涉及的案件关联起来。\n\n"
    "例: guazheng casebook complaint link 3fa9c2d1 77ab01c2 --by 张三"
)
@_CASE
@click.argument("targets", nargs=-1, required=True, metavar="案件编号...")
@shared(*CASEWORK)
def link(case: str, targets: tuple[str, ...], **where: Any) -> None:
    """Tie a complaint to cases (关联)."""
    from guazheng_lib.runs import complaint_desk

    finish(complaint_desk.link(desk(where), case, targets), is_complete=True)


@complaint.command(
    help="转给承办人，可写限期。\n\n"
    "例: guazheng casebook complaint refer 3fa9c2d1 李四 --until 2026-08-31 --by 张三"
)
@_CASE
@click.argument("to", metavar="承办人")
@click.option("--until", default="", metavar="日期", help="限期")
@shared(*CASEWORK)
def refer(case: str, to: str, until: str, **where: Any) -> None:
    """Hand a complaint on (转办)."""
    from guazheng_lib.runs import complaint_desk

    finish(complaint_desk.refer(desk(where), case, to, until), is_complete=True)


@complaint.command(
    help="答复。\n\n例: guazheng casebook complaint answer 3fa9c2d1 --answer 已核实处理 --by 张三"
)
@_CASE
@click.option("--answer", "text", required=True, metavar="文字", help="答复的内容")
@click.option("--document-no", default="", metavar="文号", help="答复文书的文号")
@shared(*CASEWORK)
def answer(case: str, text: str, document_no: str, **where: Any) -> None:
    """Answer a complaint (答复)."""
    from guazheng_lib.runs import complaint_desk

    finish(complaint_desk.answer(desk(where), case, text, document_no), is_complete=True)
