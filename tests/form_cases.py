"""Cases for the tests of the form: a casebook in memory, filled by the real steps."""

from datetime import datetime, timedelta, timezone

import pandas as pd
from make import person_id
from stdnum.cn import uscc

from guazheng_lib.casebook import fold
from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.decisions import Decision, Hand, decide
from guazheng_lib.casebook.events import NO_EVENT, Event, entry_of
from guazheng_lib.casebook.judgement import judge
from guazheng_lib.casebook.life import NEW
from guazheng_lib.casebook.states import fold_one
from guazheng_lib.params import Casework

AT = datetime(2026, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
FREE = Casework(second_person=())
OWN = "注册单位与实际工作单位不符"


def code(serial=1):
    """Make a credit code with a right check digit that no firm has: area 999999."""
    first17 = f"91999999MA{serial:07d}"
    return first17 + uscc.calc_check_digit(first17)


class Cases:
    """Events in, states out, as the ledger does it."""

    def __init__(self):
        self.entries, self.seal = [], NO_EVENT

    def add(self, case, step, **facts):
        why = facts.pop("why", "")
        self._enter(Event(case, step, "经办甲", AT, why=why, facts=facts))

    def person(self, serial=1, county="甲县", **what_matters):
        facts = {
            "county": county,
            "person_name": f"某{serial}",
            "person_id": person_id(serial),
            "certificate_no": f"冀21320222023{serial:05d}",
            "profession": "二级注册建造师",
            "registered_employer": "甲市丁戊建筑工程有限公司",
            "actual_employer": "甲市某某学校",
        } | what_matters
        parts = ("county", "person_id", "profession", "certificate_no")
        case = person_case(*(facts[name] for name in parts))
        self.add(case, "opened", **facts)
        return case

    def decide(self, case, *, outcome="confirmed", violation=OWN, demo=False, **said):
        said = {"reason": OWN, "verified_by": "经办甲"} | said
        decision = Decision(outcome, violation=violation, **said)
        others = {entry.case: self.state(entry.case) for entry in self.entries}
        hand = Hand("经办甲", AT, demo=demo)
        for event in decide(self.state(case), others, decision, hand, FREE):
            self._enter(event)

    def state(self, case):
        return fold_one(entry for entry in self.entries if entry.case == case)

    def frame(self) -> pd.DataFrame:
        return fold(self.entries)

    def _enter(self, event):
        state = self.state(event.case)
        status = judge(event, state.get("status", NEW), lambda: state, FREE)
        self.entries.append(
            entry_of(event, seq=len(self.entries) + 1, status=status, previous=self.seal)
        )
        self.seal = self.entries[-1].seal
