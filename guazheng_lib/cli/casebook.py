"""The verbs of the case ledger (台账命令)."""

from pathlib import Path
from typing import Any

import click

from guazheng_lib.cli.complaint import complaint
from guazheng_lib.cli.options import CASEWORK, COUNTIES, PATH, desk, shared
from guazheng_lib.runs.console import Verbs, finish, say_usage

_CASE = click.argument("case", metavar="案件编号")


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    help="案件台账：收录线索，发出和交回核查表，作结论，登记投诉举报，查期限，验证。\n\n"
    "例: guazheng casebook import 柏篱县核查表.xlsx --by 张三",
)
@click.pass_context
def casebook(ctx: click.Context) -> None:
    """Say how it is used where no verb is given."""
    say_usage(ctx)


casebook.add_command(complaint)


@casebook.command(
    help="把最近一次排查的线索收入台账；再收一次只记变化。\n\n"
    "例: guazheng casebook take boling --by 张三"
)
@COUNTIES
@shared(*CASEWORK)
def take(counties: tuple[str, ...], **where: Any) -> None:
    """Take the leads in (收录线索)."""
    finish(desk(where).take(counties), is_complete=True)


@casebook.command(
    "import",
    help="交回填好的核查表：认得的记入台账，认不得的和有冲突的原表退回并注明。\n\n"
    "例: guazheng casebook import 柏篱县核查表.xlsx --by 张三",
)
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="核查表...")
@click.option("--returned", type=PATH, metavar="文件夹", help="退回的表放哪里，默认在原表旁边")
@shared(*CASEWORK)
def hand_in(files: tuple[Path, ...], returned: Path | None, **where: Any) -> None:
    """Take worksheets back (交回核查表)."""
    lines, is_whole = desk(where).hand_in(files, returned)
    finish(lines, is_complete=is_whole)


@casebook.command(
    help="按台账现状发出核查表，可按企业分开。\n\n"
    "例: guazheng casebook export boling --to 发出 --by-enterprise"
)
@COUNTIES
@click.option(
    "--to", "folder", type=PATH, default="outputs/核查表", metavar="文件夹", help="写到哪里"
)
@click.option("--by-enterprise", is_flag=True, help="一家企业一张表")
@shared(*CASEWORK)
def export(counties: tuple[str, ...], folder: Path, by_enterprise: bool, **where: Any) -> None:
    """Write worksheets (发出核查表)."""
    lines = desk(where).export(counties, folder, by_enterprise=by_enterprise)
    finish(lines, is_complete=True)


@casebook.command(
    "open",
    help="把比对没有列出的线索收入台账：投诉举报、招聘信息、现场检查反映的人员、单位、机构。\n\n"
    "例: guazheng casebook open boling --agency 某某人力资源服务有限公司 "
    "--why 招聘信息排查 --by 张三",
)
@click.argument("county", metavar="县区")
@click.option("--certificate", default="", metavar="证书编号", help="注册人员，写证书编号")
@click.option("--unit", default="", metavar="单位", help="用证单位")
@click.option("--agency", default="", metavar="机构", help="人力资源服务机构")
@click.option("--uscc", default="", metavar="代码", help="单位、机构的统一社会信用代码")
@click.option("--why", required=True, metavar="文字", help="线索来源")
@click.option("--basis", default="", metavar="文字", help="依据")
@shared(*CASEWORK)
def open_lead(county: str, **given: Any) -> None:
    """Open a case by hand (线索入册)."""
    from guazheng_lib.runs.opening import Lead, open_case

    where = {name: given.pop(name) for name in CASEWORK}
    finish(open_case(desk(where), county, Lead(**given)), is_complete=True)


@casebook.command(
    "list",
    help="列出本市的案件和办到哪一步。\n\n例: guazheng casebook list boling --status 核查中",
)
@COUNTIES
@click.option("--status", metavar="状态", help="只列这种办理状态的")
@shared(*CASEWORK)
def list_cases(counties: tuple[str, ...], status: str | None, **where: Any) -> None:
    """List the cases (列案件)."""
    finish(desk(where).list_cases(counties, status), is_complete=True)


@casebook.command(help="一个案件的全部经过。\n\n例: guazheng casebook history 3fa9c2d1")
@_CASE
@shared(*CASEWORK)
def history(case: str, **where: Any) -> None:
    """Tell a case's story (办理经过)."""
    finish(desk(where).history(case), is_complete=True)


@casebook.command(
    help="对一个案件作结论。\n\n"
    "例: guazheng casebook decide 3fa9c2d1 --outcome 排除 --reason 'E1 退休人员' --by 张三"
)
@_CASE
@click.option("--outcome", required=True, metavar="结论", help="认定、排除、自查已整改、继续核查")
@click.option("--reason", default="", metavar="原因", help="排除的原因，92号文第几项或其他")
@click.option("--violation", default="", metavar="行为", help="认定的违法违规行为")
@click.option("--measure", "measures", multiple=True, metavar="措施", help="处理措施，可写几次")
@click.option("--using-employer", default="", metavar="单位", help="买卖租借证书单位，默认注册单位")
@click.option("--agency", default="", metavar="机构", help="中介机构")
@click.option("--paper", "deregistration_paper", default="", metavar="材料", help="直接注销凭据")
@click.option("--document-no", default="", metavar="文号", help="已出文书的文号")
@click.option("--endorsed-by", default="", metavar="姓名", help="复核人")
@click.option("--remark", default="", metavar="文字", help="备注")
@shared(*CASEWORK)
def decide(case: str, outcome: str, measures: tuple[str, ...], **given: Any) -> None:
    """Enter a conclusion (作结论)."""
    from guazheng_lib.runs.desk_words import conclusion

    where = {name: given.pop(name) for name in CASEWORK}
    decision = conclusion(outcome, measures=measures, verified_by=where["by"], **given)
    finish(desk(where).decide(case, decision), is_complete=True)


@casebook.command(
    help="另一人复核同意已提出的结论。\n\n例: guazheng casebook endorse 3fa9c2d1 --by 李四"
)
@_CASE
@shared(*CASEWORK)
def endorse(case: str, **where: Any) -> None:
    """Agree as the second person (复核同意)."""
    finish(desk(where).endorse(case), is_complete=True)


@casebook.command(
    help="记一步：派发、通知说明、处理、公布、告知、移送、重新核查等。\n\n"
    "例: guazheng casebook step 3fa9c2d1 派发 --fact 承办=李四 --by 张三"
)
@_CASE
@click.argument("step", metavar="步骤")
@click.option("--why", default="", metavar="文字", help="事由")
@click.option("--basis", default="", metavar="文字", help="依据")
@click.option("--fact", "facts", multiple=True, metavar="事项=内容", help="写明的事项，可写几次")
@shared(*CASEWORK)
def step(case: str, step: str, why: str, basis: str, facts: tuple[str, ...], **where: Any) -> None:
    """Enter a step (记一步)."""
    from guazheng_lib.runs.desk_words import facts_of

    finish(desk(where).step(case, step, facts_of(facts), why, basis), is_complete=True)


@casebook.command(help="到期和该办未办的事。\n\n例: guazheng casebook due boling")
@COUNTIES
@shared(*CASEWORK)
def due(counties: tuple[str, ...], **where: Any) -> None:
    """List what is due (到期清单)."""
    finish(desk(where).due(counties), is_complete=True)


@casebook.command(
    help="验证台账：逐条核对哈希，证明没有改动和缺失。\n\n例: guazheng casebook verify"
)
@click.option("--noted", default="", metavar="条数:哈希", help="上次验证的留底，看是否还对得上")
@shared(*CASEWORK)
def verify(noted: str, **where: Any) -> None:
    """Prove the chain (验证台账)."""
    finish(desk(where).verify(noted), is_complete=True)
