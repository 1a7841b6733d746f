"""The city's advertisements and complaints (招聘信息、投诉举报), with what each is."""

from datetime import date, timedelta
from random import Random
from typing import Any

from guazheng_lib.demo.firms import Town
from guazheng_lib.demo.people import Person
from guazheng_lib.demo.places import CITY

Row = dict[str, Any]

_WORDINGS: dict[str, tuple[str, ...]] = {
    "broker": (
        "长期收{cert}，{price}万一年，配合社保，不用坐班，注册成功付全款，电话{phone}",
        "急聘{cert}，初始转注均可，挂靠费{price}万/年，唯一社保，一次性支付，微信同号{phone}",
        "【建筑企业资质用】{cert}{n}名，只要证书不要人，{price}万三年，详询{phone}",
        "G靠{cert}，{price}w/年，不出场，证章分离，加V {phone}",
        "卦靠{cert}➕➕➕{price}个／年，无社保可代缴，❤{phone}",
        "{cert}挂＊证，价格面议，转 注 优 先，打款快，薇信{phone}",
        "资质升级诚聘{cert}，挂章不到岗，年薪{price}万，先付一半，电{phone}",
    ),
    "legit": (
        "招聘项目经理{n}名，要求持{cert}证书，常驻{city}项目现场，月薪{pay}元，五险一金，联系{phone}",
        "招聘造价员，有{cert}证书者优先，朝九晚五，双休，月薪{pay}元",
        "招聘会计{n}名，熟悉建筑企业账务，需到岗坐班，月薪{pay}元",
        "施工单位招聘技术负责人，{cert}，全职到岗，缴纳社保公积金，月薪{pay}元，面试地址：{city}滨汀路",
        "酒店招聘前台{n}名，月薪{pay}元，包吃住，联系电话{phone}",
        "运输公司招聘车队调度，处理车辆挂靠合同归档，月薪{pay}元，坐班",
        "翻译兼职，不需要到公司上班，按千字计费，联系{phone}",
    ),
    "notice": (
        "关于开展工程建设领域专业技术人员违规“挂证”行为专项治理的通知：严禁买卖、租借{cert}证书，举报电话{phone}",
        "{city}住房和城乡建设局提示：挂证违法，{cert}被撤销后三年内不得再次申请注册",
        "以案说法：某公司用工未缴社保，劳动者以微信记录挂证据维权",
    ),
    "training": (
        "{cert}考前培训，周末面授，不过退费，报名电话{phone}",
        "0元试听{cert}精讲课，通过率高，题库免费领，微信{phone}",
    ),
    "fake_job": (
        "高薪诚聘打字员，日结{pay}元，在家可做，入职先交押金{n}00元，加微信{phone}",
        "招聘文员，无需经验月入{pay}元起，需先交服装费体检费培训费，名额有限，QQ联系",
        "内部直招，保证录用，先缴纳岗位稳定金{n}000元，身份证原件由公司保管，联系{phone}",
    ),
}
"""What is offered, by what it is (`truth_ads.csv`); every wording is our own."""

_SHARES = {"broker": 18, "legit": 66, "notice": 4, "training": 6, "fake_job": 6}
_CERTIFICATES = (
    "一级建造师市政",
    "二级建造师机电",
    "一建公路",
    "二建水利",
    "注册监理工程师",
    "一级造价工程师",
    "注册电气工程师",
    "注册岩土工程师",
)


def advertisements(town: Town, rng: Random, count: int) -> list[Row]:
    """Draw advertisements, each with its `label`; every label occurs."""
    labels = list(_SHARES) + rng.choices(list(_SHARES), list(_SHARES.values()), k=count)
    return [_advertisement(number, label, town, rng) for number, label in enumerate(labels, 1)]


def _advertisement(number: int, label: str, town: Town, rng: Random) -> Row:
    agency = rng.choice(town.agencies[:3] if label == "broker" else town.agencies)
    text = rng.choice(_WORDINGS[label]).format(
        cert=rng.choice(_CERTIFICATES),
        price=rng.choice(("1.5", "2", "2.8-3.2", "4", "6")),
        n=rng.randint(2, 6),
        pay=rng.randrange(4000, 12000, 500),
        phone=f"0000-{rng.randint(1000000, 9999999)}",
        city=CITY,
    )
    return {
        "ad_id": f"LT{number:05d}",
        "agency": agency.name,
        "agency_uscc": agency.uscc,
        "published_on": date(2026, 1, 5) + timedelta(days=rng.randint(0, 170)),
        "title": text[:12],
        "text": text,
        "label": label,
    }


def licensed_agencies(town: Town) -> list[Row]:
    """List the licensed agencies (许可名录)."""
    return [
        {
            "name": agency.name,
            "uscc": agency.uscc,
            "county": agency.county,
            "licence_no": f"冀人服证字〔2025〕第99{number:02d}号",
        }
        for number, agency in enumerate(town.agencies, start=1)
    ]


def complaints(town: Town, known: list[tuple[Person, str]], rng: Random) -> list[Row]:
    """Write complaints about people and their registered firms, and one about an agency."""
    rows = [
        {
            "complaint_id": f"TS2026{number:03d}",
            "received_on": date(2026, 3, 2) + timedelta(days=9 * number),
            "channel": rng.choice(("电话", "来信", "网络平台")),
            "person_name": person.name,
            "employer": employer,
            "content": f"反映{person.name}注册在{employer}，实际从未在该单位上班。",
        }
        for number, (person, employer) in enumerate(known, start=1)
    ]
    agency = town.agencies[0].name
    rows.append(
        {
            "complaint_id": "TS2026999",
            "received_on": date(2026, 6, 8),
            "channel": "电话",
            "agency": agency,
            "content": f"{agency}在网上发布收证信息，承诺按年付费。",
        }
    )
    return rows
