"""A history of cases in memory: every event judged and sealed as the ledger does it."""

from datetime import datetime
from typing import Any

import pandas as pd

from guazheng_lib.casebook.events import CHINA, NO_EVENT, Entry, Event, entry_of
from guazheng_lib.casebook.judgement import judge
from guazheng_lib.casebook.life import NEW
from guazheng_lib.casebook.states import fold, fold_one
from guazheng_lib.params import Casework

PERSON, UNIT, AGENCY, COMPLAINT = "person:a1", "unit:b1", "agency:c1", "complaint:d1"


class History:
    """Cases that come to be by their events."""

    def __init__(self, office: Casework | None = None) -> None:
        self.office = office or Casework()
        self.entries: list[Entry] = []

    def add(self, *events: Event) -> "History":
        for event in events:
            status = self.case(event.case).get("status", NEW)
            after = judge(event, status, self.case, self.office)
            previous = self.entries[-1].seal if self.entries else NO_EVENT
            seq = len(self.entries) + 1
            self.entries.append(entry_of(event, seq=seq, status=after, previous=previous))
        return self

    def do(self, case: str, step: str, at: str = "2026-09-01", **facts: Any) -> "History":
        """Add an event by its day or moment; `why` and `by` are taken from the facts."""
        moment = datetime.fromisoformat(at if "T" in at else f"{at}T09:00:00+08:00")
        why, by = facts.pop("why", ""), facts.pop("by", "核查员")
        return self.add(Event(case, step, by, moment, why=why, facts=facts))

    def person(self, case: str = PERSON, at: str = "2026-09-01", **facts: Any) -> "History":
        known = {"county": "甲县", "person_name": "某甲", "profession": "二级注册建造师"}
        return self.do(case, "opened", at, **(known | facts))

    def confirmed(self, case: str = PERSON, at: str = "2026-09-01", **facts: Any) -> "History":
        self.person(case, at, **facts)
        return self.do(case, "concluded", at, outcome="confirmed", reason="属实", violation="其他")

    def complaint(self, case: str = COMPLAINT, at: str = "2026-09-01", **facts: Any) -> "History":
        known = {"county": "甲县", "received_on": at[:10], "content": "反映某公司挂证"}
        return self.do(case, "received", at, **(known | facts))

    @property
    def state(self) -> pd.DataFrame:
        return fold(self.entries)

    def case(self, case: str) -> dict[str, Any]:
        return fold_one(entry for entry in self.entries if entry.case == case)


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=CHINA)
