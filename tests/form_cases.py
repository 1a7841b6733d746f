"""Cases for the tests of the form: a casebook in memory, filled by the real steps."""

from datetime import datetime, timedelta, timezone

import pandas as pd
from case_history import History
from make import person_id
from stdnum.cn import uscc

from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.decisions import Decision, Hand, decide
from guazheng_lib.casebook.events import Event
from guazheng_lib.params import Casework

AT = datetime(2026, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
FREE = Casework(second_person=())
OWN = "注册单位与实际工作单位不符"


def code(serial=1):
    """Make a credit code with a right check digit that no firm has: area 999999."""
    first17 = f"91999999MA{serial:07d}"
    return first17 + uscc.calc_check_digit(first17)


class Cases:
    """People's cases, decided by the real steps."""

    def __init__(self):
        self.history = History(FREE)
        self.entries, self.state = self.history.entries, self.history.case

    def add(self, case, step, **facts):
        why = facts.pop("why", "")
        self.history.add(Event(case, step, "经办甲", AT, why=why, facts=facts))

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
        others = {entry.case: self.state(entry.case) for entry in self.history.entries}
        hand = Hand("经办甲", AT, demo=demo)
        self.history.add(*decide(self.state(case), others, decision, hand, FREE))

    def frame(self) -> pd.DataFrame:
        return self.history.state
