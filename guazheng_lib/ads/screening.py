"""Judge a table of advertisements (招聘信息排查): each by itself, then what joins them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import numpy as np
import pandas as pd

from guazheng_lib.ads.batch import as_frame, as_text, storable
from guazheng_lib.ads.contacts import Contact, ContactKind
from guazheng_lib.ads.families import advertiser_key, family_keys, written_ids
from guazheng_lib.ads.groups import Groups, key_of
from guazheng_lib.ads.reading import ReadAd, read_ad
from guazheng_lib.ads.tables import ScreenedAds

AT_ONCE = 20_000
"""Advertisements that are judged before their templates are signed."""

JOINED = ("group_id", "family_id", "circumstances")
"""The columns that are known only when every advertisement was read."""

_COLUMNS = list(ScreenedAds.to_schema().columns)
_TEXTS = ("title", "text")


def screen_ads(job_ads: pd.DataFrame) -> pd.DataFrame:
    """Judge every advertisement, group those of one template, join those of one contact.

    Args:
        job_ads: as `terms.tables.JobAds`.

    Returns:
        One row an advertisement, in the order given, as `tables.ScreenedAds`. A title that the text
        does not repeat is judged with it; spans point into the text alone.
    """
    kept = job_ads.reset_index(drop=True)
    with AdScreening() as screening:
        parts = [
            screening.read(kept.iloc[at : at + AT_ONCE])
            for at in range(0, max(1, len(kept)), AT_ONCE)
        ]
        joined = screening.join()
    screened = pd.concat(parts, ignore_index=True).join(joined)
    return ScreenedAds.validate(screened[_COLUMNS])


@dataclass
class AdScreening:
    """Advertisements read batch by batch, then joined (分批排查); holds little of each.

    Use it as a context: templates lie in a file until the block ends.
    """

    _groups: Groups = field(default_factory=Groups)
    _advertisers: list[int] = field(default_factory=list)
    _contacts: list[tuple[Contact, ...]] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop the templates."""
        self._groups.__exit__(kind, problem, trace)

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
        cells = {name: map(storable, map(as_text, job_ads[name])) for name in _TEXTS}
        texts = {name: pd.Series(list(values), dtype="str") for name, values in cells.items()}
        kept = job_ads.reset_index(drop=True).assign(**texts)
        titled = job_ads["title"].notna().to_numpy()
        kept["title"] = kept["title"].where(titled)
        return kept.join(judged)[[name for name in _COLUMNS if name not in JOINED]]

    def join(self) -> pd.DataFrame:
        """Join what was read: the columns `JOINED`, in the order of reading."""
        groups = self._groups.keys()
        rows = [row for row, contacts in enumerate(self._contacts) for _ in _joining(contacts)]
        keys = [
            key_of(f"{contact.kind}:{contact.value}")
            for contacts in self._contacts
            for contact in _joining(contacts)
        ]
        families = family_keys(
            groups, np.array(self._advertisers, np.uint64), rows, np.array(keys, np.uint64)
        )
        return pd.DataFrame(
            {
                "group_id": pd.Series(written_ids("G", groups), dtype="str"),
                "family_id": pd.Series(written_ids("F", families), dtype="str"),
                "circumstances": pd.Series([[] for _ in self._contacts], dtype="object"),
            }
        )


def _read(job_ads: pd.DataFrame) -> Iterator[ReadAd]:
    cells = (job_ads["title"], job_ads["text"], job_ads["phone"])
    for title, text, phone in zip(*cells, strict=True):
        yield read_ad(as_text(title), as_text(text), phone)


def _placeless(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(Contact(contact.kind, contact.value) for contact in contacts)


def _joining(contacts: Iterable[Contact]) -> Iterator[Contact]:
    """Give what joins: not an address, for a talent market houses many firms."""
    return (contact for contact in contacts if contact.kind is not ContactKind.ADDRESS)


def _structs(contacts: Iterable[Contact]) -> list[dict[str, object]]:
    return [contact._asdict() | {"kind": contact.kind.value} for contact in contacts]
