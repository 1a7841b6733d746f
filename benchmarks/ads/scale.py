"""How long many advertisements take, and how much memory (招聘信息规模); all of them made up.

Each text is a wording of the demonstration city among sentences put together by chance, about 500
characters in all; half of them fill one of some thousand templates in again, so that there are
groups and families to find. They go the way that a run takes them, in a process of its own: from
the canonical Parquet to `ads.parquet`, then counted and ranked.

    python benchmarks/ads/scale.py [N]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

AT_ONCE = 10_000
LENGTH = 500
ADS_OF_TEMPLATE, ADS_OF_AGENCY = 200, 600
REFILLED = 0.5
SHARES = {"legit": 85, "broker": 5, "fake_job": 4, "training": 4, "notice": 2}
"""Brokers are rare among what is published, and cost more time than ordinary jobs."""

WHO = "客户|同事|领导|供应商|业主|项目部|门店|仓库|车间|财务部|人事部|行政部|市场部|工程部|新员工"
WHAT = (
    "订单|合同|图纸|报表|账目|档案|设备|物料|样品|投标文件|施工方案|验收资料|考勤|库存|工资表|培训计划|宣传材料"
    "|网站|客诉|发票|车辆|安全检查|质量记录|进度计划|会议纪要|采购清单|展会|直播间|产品说明|测试用例"
)
DOING = (
    "整理|核对|跟进|编制|审核|维护|统计|汇总|归档|登记|更新|协调|安排|检查|准备|接待|发放|盘点|处理|反馈|对接"
    "|督促|落实|记录|分析|优化|起草|下发|回收|保管"
)
HOW = (
    "每天|每周|按月|及时|按公司制度|在主管指导下|独立|配合各部门|根据现场情况|按客户要求|耐心细致地|定期|提前"
    "|准确|按时|随时"
)
WELFARE = (
    "月薪{pay}元|试用期{n}个月|五险一金|周末双休|包吃住|带薪年假|节日福利|年底双薪|免费班车|定期体检|每月{n}天休息"
    "|餐补{n}00元|朝九晚六|工龄奖|{n}险一金|加班有补贴"
)


def main() -> None:
    """Make the advertisements, judge them in a child process, print what it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", nargs="?", type=int, default=100_000)
    options.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.judge:
        judge(chosen.judge)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = make(chosen.count, Path(folder) / "job_ads.parquet")
        command = [sys.executable, __file__, "--judge", str(made)]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
        report(chosen.count, json.loads(answer.stdout.splitlines()[-1]))


def report(count: int, took: dict[str, Any]) -> None:
    """Print the measurements, and what they would be for a million."""
    print(f"{count:,} advertisements, median {took['median']:.0f} characters")
    print(f"{took['seconds']:.1f} s, {took['cpu']:.1f} s of CPU, {took['peak_mb']:,.0f} MB at most")
    print(f"a million at this rate: {took['seconds'] / count * 1e6 / 60:.1f} minutes")
    print(
        f"{took['groups']:,} groups, {took['families']:,} families, {took['agencies']:,} agencies"
    )
    print(", ".join(f"{verdict} {number:,}" for verdict, number in took["verdicts"].items()))


def judge(job_ads: Path) -> None:
    """Do what a run does with the advertisements of a city; print a line of JSON."""
    from guazheng_lib.runs.advertisements import Advertisements
    from guazheng_lib.sources.result import SourceResult, empty_quarantine, empty_reconciliation
    from guazheng_lib.terms.sources import SourceKind

    result = SourceResult(SourceKind.JOB_ADS, job_ads, empty_quarantine(), empty_reconciliation())
    started = time.perf_counter()
    city = Advertisements.of_city({SourceKind.JOB_ADS: result}, job_ads.parent / "work")
    ads, agencies = city.ads, city.agencies
    city.write(job_ads.parent / "ads.parquet")
    took = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time(),
        "peak_mb": peak_megabytes(),
        "groups": ads["group_id"].nunique(),
        "families": ads["family_id"].nunique(),
        "agencies": len(agencies),
        "verdicts": ads["verdict"].value_counts().to_dict(),
        "median": pd.read_parquet(job_ads, columns=["text"])["text"].str.len().median(),
    }
    print(json.dumps(took))


def peak_megabytes() -> float:
    """Give the most memory that this process ever held."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def make(count: int, path: Path) -> Path:
    """Write the canonical table of made-up advertisements."""
    rng = Random(count)
    source = files("guazheng_lib.demo").joinpath("adverts.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    templates = [wording(data, rng) for _ in range(max(1, count // ADS_OF_TEMPLATE))]
    writer: pq.ParquetWriter | None = None
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(count, start + AT_ONCE))
        rows = pa.Table.from_pandas(table(numbers, data, templates, rng), preserve_index=False)
        writer = writer or pq.ParquetWriter(path, rows.schema)
        writer.write_table(rows.cast(writer.schema))
    if writer:
        writer.close()
    return path


def table(numbers: range, data: dict[str, Any], templates: list[str], rng: Random) -> pd.DataFrame:
    """Make some rows as `terms.tables.JobAds` has them."""
    owned = [rng.randrange(len(templates)) for _ in numbers]
    agencies = [number * ADS_OF_TEMPLATE // ADS_OF_AGENCY for number in owned]
    texts = [
        filled(templates[number] if rng.random() < REFILLED else wording(data, rng), data, rng)
        for number in owned
    ]
    ads = pd.DataFrame({"ad_id": [f"A{number:07d}" for number in numbers], "text": texts})
    ads["title"] = [text[:10] if rng.random() < 0.5 else "诚聘英才" for text in texts]
    ads["agency"] = [f"第{number}人力资源有限公司" for number in agencies]
    ads["employer"] = [f"第{rng.randint(1, 90_000)}商贸有限公司" for _ in numbers]
    ads["published_on"] = pd.Timestamp("2026-03-01")
    ads["file"], ads["row"] = "made.csv", list(numbers)
    ads["row"] += 1
    empty = pd.Series(None, index=ads.index, dtype="str")
    return ads.assign(agency_uscc=empty, salary=empty, phone=empty, sheet=empty)


def wording(data: dict[str, Any], rng: Random) -> str:
    """Give a text with places to fill in: what is offered, and talk around it."""
    label = rng.choices(list(SHARES), list(SHARES.values()))[0]
    parts = [rng.choice(data["wordings"][label])]
    length = rng.triangular(0.2, 2.0, 0.8) * LENGTH
    talk = sentences(rng)
    while sum(map(len, parts)) < length:
        parts.insert(rng.randint(0, len(parts)), next(talk))
    return "；".join(parts)


def sentences(rng: Random) -> Iterator[str]:
    """Give sentences about ordinary work without end."""
    who, what, doing, how, welfare = (w.split("|") for w in (WHO, WHAT, DOING, HOW, WELFARE))
    while True:
        if rng.random() < 0.2:
            yield "，".join(rng.sample(welfare, 3))
        else:
            yield (
                f"{rng.choice(how)}{rng.choice(doing)}{rng.choice(who)}的{rng.choice(what)}"
                f"，{rng.choice(doing)}{rng.choice(what)}"
            )


def filled(text: str, data: dict[str, Any], rng: Random) -> str:
    """Fill a wording in."""
    return text.format(
        cert=rng.choice(data["certificates"]),
        price=rng.choice(data["prices"]),
        n=rng.randint(2, 6),
        pay=rng.randrange(4000, 12000, 500),
        phone=f"0000-{rng.randint(1_000_000, 1_300_000)}",
        city="澜汀市",
    )


if __name__ == "__main__":
    main()
