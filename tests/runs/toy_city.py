"""A made-up city of a few people in two counties, written as bureaus' files."""

from pathlib import Path

from make import person_id

CITY = """\
city: 甲市
window: {from: 2023-07, to: 2024-06}
as_of: 2024-06-30
sources:
  social_insurance: city/社保.csv
  enterprises: city/企业.csv
  job_ads: city/招聘.csv
  hr_agencies: city/机构.csv
"""
FIRMS = {"甲市乙丙建设有限公司": "", "甲市丁戊建筑工程有限公司": ""}


def write_city(folder: Path) -> Path:
    """Write `data/` and `params/` of the counties 甲县 (jia) and 乙县 (yi)."""
    _write(folder / "params" / "_city.yml", CITY)
    _write(folder / "data/city/社保.csv", _insurance())
    _write(
        folder / "data/city/企业.csv",
        "单位名称,统一社会信用代码\n" + "".join(f"{name},{code}\n" for name, code in _usccs()),
    )
    _write(
        folder / "data/city/招聘.csv",
        "编号,机构,内容\nA1,甲县人力资源有限公司,高价收一建证书 挂靠 不用到岗 费用面议\n"
        "A2,乙县人力资源有限公司,招聘施工员两名 需到岗 缴纳社保 月薪五千\n",
    )
    _write(
        folder / "data/city/机构.csv",
        "机构名称,所属县区\n甲县人力资源有限公司,甲县\n乙县人力资源有限公司,甲市乙县\n",
    )
    for order, (stem, name) in enumerate((("jia", "甲县"), ("yi", "乙县"))):
        _write(
            folder / "params" / f"{stem}.yml",
            f"county: {name}\nsources: {{registrations: {stem}/注册.csv}}\n",
        )
        _write(folder / "data" / stem / "注册.csv", _registrations(order * 10))
    return folder


def _usccs() -> list[tuple[str, str]]:
    from stdnum.cn import uscc

    codes = [
        body + uscc.calc_check_digit(body) for body in ("91999999MA0000001", "91999999MA0000002")
    ]
    return list(zip(FIRMS, codes, strict=True))


def _registrations(first: int) -> str:
    rows = [
        f"某{n},{person_id(n)},冀21320222023{n:05d},二级注册建造师,甲市丁戊建筑工程有限公司"
        for n in range(first + 1, first + 5)
    ]
    return "\n".join(["姓名,身份证号,证书编号,注册类别,注册单位", *rows]) + "\n"


def _insurance() -> str:
    months = [f"2023-{n:02d}" for n in range(7, 13)] + [f"2024-{n:02d}" for n in range(1, 7)]
    elsewhere, here = FIRMS
    rows = [
        f"{person_id(n)},{elsewhere if n % 10 == 1 else here},{month}"
        for n in (*range(1, 5), *range(11, 15))
        for month in months
    ]
    return "\n".join(["身份证号,单位名称,缴费月份", *rows]) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
