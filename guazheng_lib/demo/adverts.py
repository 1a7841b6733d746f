"""The city's advertisements and complaints (招聘信息、投诉举报), with what each is."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from guazheng_lib.demo.disguises import FAMILIES
from guazheng_lib.demo.firms import Town
from guazheng_lib.demo.people import Person
from guazheng_lib.demo.places import CITY

Row = dict[str, Any]


@cache
def _wordings() -> dict[str, Any]:
    source = files(__package__).joinpath("adverts.yml")
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return data


def advertisements(town: Town, rng: Random, count: int) -> list[Row]:
    """Draw advertisements, each with its `label`; every label occurs."""
    shares = _wordings()["shares"]
    labels = list(shares) + rng.choices(list(shares), list(shares.values()), k=count)
    return [_advertisement(number, label, town, rng) for number, label in enumerate(labels, 1)]


def _advertisement(number: int, label: str, town: Town, rng: Random) -> Row:
    agency = rng.choice(town.agencies[:3] if label == "broker" else town.agencies)
    text = _text(label, rng)
    return {
        "ad_id": f"LT{number:05d}",
        "agency": agency.name,
        "agency_uscc": agency.uscc,
        "published_on": date(2026, 1, 5) + timedelta(days=rng.randint(0, 170)),
        "title": " ".join(text[:12].split()),
        "text": text,
        "label": label,
    }


def _text(label: str, rng: Random) -> str:
    data = _wordings()
    text: str = rng.choice(data["wordings"][label]).format(
        cert=rng.choice(data["certificates"]),
        price=rng.choice(data["prices"]),
        n=rng.randint(2, 6),
        pay=rng.randrange(4000, 12000, 500),
        phone=f"0000-{rng.randint(1000000, 9999999)}",
        city=CITY,
    )
    if label != "broker" or rng.random() >= data["disguised"]:
        return text
    return rng.choice(list(FAMILIES.values()))(text, rng)


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
