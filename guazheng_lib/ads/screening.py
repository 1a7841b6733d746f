"""Judge a table of advertisements (招聘信息排查): each by itself, then what joins them."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from guazheng_lib.ads.batch import as_frame, as_text, batches, storable
from guazheng_lib.ads.circumstances import circumstances, counted, with_circumstances
from guazheng_lib.ads.contacts import Contact, ContactKind
from guazheng_lib.ads.families import advertiser_key, family_keys, written_ids
from guazheng_lib.ads.families.groups import Groups, key_of
from guazheng_lib.ads.families.signatures import Keys
from guazheng_lib.ads.reading import Ad, ReadAd, read_ads
from guazheng_lib.ads.tables import ScreenedAds
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.frames import records

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

AT_ONCE = 20_000
"""Advertisements that are judged before their templates are signed."""

JOINED = ("group_id", "family_id", "circumstances")
"""The columns that are known only when every advertisement was read."""

_COLUMNS = list(ScreenedAds.to_schema().columns)
_CHANGED = ("verdict", "score", "reasons", "circumstances")
_TEXTS = ("ad_id", "agency", "agency_uscc", "employer", "title", "text")
_BEGINNING = 40
"""What is kept of a text until all are read: enough to tell a short one."""


def screen_ads(job_ads: pd.DataFrame, register: "Registry | None" = None) -> pd.DataFrame:
    """Judge every advertisement, group those of one template, join those of one contact.

    Args:
        job_ads: as `terms.tables.JobAds`.
        register: the business register, where there is one; an employer that it does not know is a
            sign of a false job.

    Returns:
        One row an advertisement, in the order given, as `tables.ScreenedAds`. A title that the text
        does not repeat is judged with it; spans point into the text alone.
    """
    kept = job_ads.reset_index(drop=True)
    with closing(AdScreening()) as screening:
        parts = [
            screening.read(kept.iloc[at : at + AT_ONCE])
            for at in range(0, max(1, len(kept)), AT_ONCE)
        ]
        joined = screening.join(register)
    return complete(pd.concat(parts, ignore_index=True), joined)


def complete(judged: pd.DataFrame, joined: pd.DataFrame) -> pd.DataFrame:
    """Put together what was read and what joins it, row by row: `tables.ScreenedAds`.

    Signs outside the wording lift the score and are told among the reasons.
    """
    whole = judged.reset_index(drop=True).join(joined.reset_index(drop=True))
    signed = [row for row, signs in enumerate(whole["signs"]) if signs]
    changed = [_with_signs(row) for row in records(whole.iloc[signed])]
    whole["circumstances"] = pd.Series([[] for _ in range(len(whole))], dtype="object")
    for name in _CHANGED:
        values = whole[name].astype("object").to_numpy(copy=True)
        for place, row in zip(signed, changed, strict=True):
            values[place] = row[name]
        whole[name] = pd.Series(values, dtype="object")
    return ScreenedAds.validate(whole[_COLUMNS])


def _with_signs(row: dict[str, Any]) -> dict[str, object]:
    verdict, score = with_circumstances(Verdict(row["verdict"]), row["score"], row["signs"])
    signs = counted(verdict, row["signs"])
    return {
        "verdict": verdict.value,
        "score": round(score, 2),
        "reasons": [*row["reasons"], *(sign.reason for sign in signs)],
        "circumstances": [sign.code for sign in signs],
    }


@dataclass
class AdScreening:
    """Advertisements read batch by batch, then joined (分批排查); holds little of each.

    Templates lie in a file until it is closed.
    """

    _groups: Groups = field(default_factory=Groups)
    _advertisers: "array[int]" = field(default_factory=lambda: array("Q"))
    _contacts: list[tuple[Contact, ...]] = field(default_factory=list)
    _told: list[pd.DataFrame] = field(default_factory=list)

    def close(self) -> None:
        """Drop the templates."""
        self._groups.close()

    def read(self, job_ads: pd.DataFrame) -> pd.DataFrame:
        """Judge a batch; give it as `tables.ScreenedAds` without the columns `JOINED`."""
        ads = list(_read(job_ads))
        self._groups.add([ad.template for ad in ads])
        self._contacts.extend(_placeless(ad.contacts) for ad in ads)
        self._advertisers.extend(
            advertiser_key(*names)
            for names in zip(job_ads["agency"], job_ads["employer"], strict=True)
        )
        judged = as_frame(ad.judgement for ad in ads).assign(
            contacts=pd.Series([_structs(ad.contacts) for ad in ads], dtype="object")
        )
        kept = job_ads.reset_index(drop=True)
        kept = kept.assign(**{name: _stored(kept[name]) for name in _TEXTS})
        kept["text"] = kept["text"].fillna("")
        told = kept[["agency", "employer"]].assign(text=kept["text"].str[:_BEGINNING])
        self._told.append(told.assign(score=judged["score"]))
        return kept.join(judged)[[name for name in _COLUMNS if name not in JOINED]]

    def join(self, register: "Registry | None" = None) -> pd.DataFrame:
        """Join what was read, in the order of reading: `group_id`, `family_id`, `signs`."""
        groups = self._groups.keys()
        group_ids = written_ids("G", groups)
        told = pd.concat(self._told, ignore_index=True)
        signs = circumstances(told, self._contacts, group_ids, register)
        return pd.DataFrame(
            {
                "group_id": pd.Series(group_ids, dtype="str"),
                "family_id": pd.Series(written_ids("F", self._families(groups)), dtype="str"),
                "signs": pd.Series(signs, dtype="object"),
            }
        )

    def _families(self, groups: Keys) -> Keys:
        joining = [
            (row, key_of(f"{contact.kind}:{contact.value}"))
            for row, contacts in enumerate(self._contacts)
            for contact in contacts
            # A talent market houses many firms, so an address joins nobody.
            if contact.kind is not ContactKind.ADDRESS
        ]
        rows, keys = [row for row, _ in joining], [key for _, key in joining]
        advertisers = np.array(self._advertisers, np.uint64)
        return family_keys(groups, advertisers, rows, np.array(keys, np.uint64))


def _read(job_ads: pd.DataFrame) -> Iterator[ReadAd]:
    cells = (job_ads["title"], job_ads["text"], job_ads["phone"])
    ads = (Ad(as_text(title), as_text(text), p) for title, text, p in zip(*cells, strict=True))
    for batch in batches(ads, lambda ad: len(ad.text)):
        yield from read_ads(batch)


def _stored(cells: pd.Series) -> pd.Series:
    """Give cells as text that a file can hold; an empty one stays empty."""
    empty = cells.isna()
    written = [
        None if missing else storable(as_text(cell))
        for cell, missing in zip(cells, empty, strict=True)
    ]
    return pd.Series(written, dtype="str")


def _placeless(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(Contact(contact.kind, contact.value) for contact in contacts)


def _structs(contacts: Iterable[Contact]) -> list[dict[str, object]]:
    return [contact._asdict() | {"kind": contact.kind.value} for contact in contacts]
