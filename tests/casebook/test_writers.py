"""Several writers at once: nothing is lost, and the chain stays whole (同时记账)."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from casebook.test_ledger import event

from guazheng_lib.casebook import Casebook, Decision
from guazheng_lib.casebook.ledger import Ledger
from guazheng_lib.terms.errors import NotAllowedError

WRITERS, ROUNDS = 3, 40

WRITE = """
import sys
from guazheng_lib.casebook.events import Event
from guazheng_lib.casebook import Casebook, Decision
from guazheng_lib.casebook.ledger import Ledger
from guazheng_lib.terms.errors import NotAllowedError
address, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
given = {"step": "opened", "by": name, "at": "2024-11-30T09:00:00+08:00"}
ledger = Ledger(address, admit=lambda event, status, entries: "lead")
for n in range(rounds):
    one = Event.of({**given, "case": f"person:{name}{n}", "key": f"{name}/{n}"})
    ours = Event.of({**given, "case": "person:both", "key": f"both/{n}"})
    three = [Event.of({**given, "case": "person:row", "key": f"{name}/{n}/{i}"}) for i in range(3)]
    ledger.append([one]), ledger.append(three), ledger.append([ours])
print(len(ledger.entries()))
"""


def check(ledger: Ledger) -> None:
    """Each writer's entries are all there, a batch's side by side, what both gave only once."""
    entries = ledger.entries()
    assert ledger.verify().entries == len(entries) == ROUNDS * (WRITERS * 4 + 1)
    assert set(Counter(entry.key for entry in entries).values()) == {1}
    rows = [entry for entry in entries if entry.case == "person:row"]
    for first, second, third in zip(*[iter(rows)] * 3, strict=True):
        assert first.key[:-1] == second.key[:-1] == third.key[:-1]
        assert (second.seq, third.seq) == (first.seq + 1, first.seq + 2)


def test_processes_that_even_make_the_ledger_at_once(address, opened):
    command = [sys.executable, "-c", WRITE, address]
    writers = [
        subprocess.Popen(
            [*command, name, str(ROUNDS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in "甲乙丙"[:WRITERS]
    ]
    said = [writer.communicate() for writer in writers]
    assert [stderr.decode() for _, stderr in said] == [""] * WRITERS
    check(opened(address))


@pytest.mark.parametrize("one_for_all", [True, False])
def test_threads(address, opened, one_for_all):
    shared = opened(address)

    def write(name: str) -> None:
        ledger = shared if one_for_all else opened(address)
        for n in range(ROUNDS):
            ledger.append([event(f"person:{name}{n}", key=f"{name}/{n}")])
            ledger.append([event("person:row", key=f"{name}/{n}/{i}") for i in range(3)])
            ledger.append([event("person:both", key=f"both/{n}")])

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, "甲乙丙"[:WRITERS]))
    check(shared)


def test_each_is_judged_by_what_all_the_others_wrote(address, opened):
    """A count that every event takes one further ends at their number, whoever wrote."""

    def one_more(event: object, status: str, entries: object) -> str:
        return str(1 + int(status.replace("new", "0")))

    def count(_: int) -> None:
        ledger = opened(address, admit=one_more)
        for _ in range(ROUNDS):
            ledger.append([event("person:count")])

    opened(address)
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(count, range(WRITERS)))
    assert [entry.status for entry in opened(address).entries()] == [
        str(n + 1) for n in range(WRITERS * ROUNDS)
    ]


def person(book: Casebook, n: int) -> str:
    case = f"person:{n}"
    facts = {"county": "甲县", "registered_employer": "甲市丁戊建筑工程有限公司"}
    book.append({"case": case, "step": "opened", "facts": facts})
    return case


def test_two_officers_confirm_two_people_of_one_unit_at_once(tmp_path, monkeypatch):
    """Both conclude the unit's case; who comes second adds to it and is not refused."""
    url = f"sqlite:///{tmp_path.as_posix()}/c.sqlite"
    said = Decision("confirmed", violation="其他违法违规行为", measures=("单位通报",))
    with Casebook(url, user="甲") as one, Casebook(url, user="乙") as other:
        first, second = person(one, 1), person(one, 2)
        read, waiting = one._cases, [first]

        def read_before_the_other_writes(numbers):
            found = read(list(numbers))
            if waiting:
                other.decide(waiting.pop(), said)
            return found

        monkeypatch.setattr(one, "_cases", read_before_the_other_writes)
        one.decide(second, said)
        state = one.state().set_index("case")
        assert set(state["status"]) == {"confirmed"}
        (unit,) = state.loc[second, "links"]
        assert state.loc[first, "links"] == [unit]
        assert list(one.history(unit)["step"]).count("concluded") == 1


def test_two_officers_decide_one_case_at_once(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path.as_posix()}/c.sqlite"
    said = Decision("confirmed", violation="其他违法违规行为")
    with Casebook(url, user="甲") as one, Casebook(url, user="乙") as other:
        case = person(one, 1)
        read = one._cases

        def read_before_the_other_writes(numbers):
            monkeypatch.setattr(one, "_cases", read)
            found = read(list(numbers))
            other.decide(case, Decision("excluded", reason="E1 退休人员"))
            return found

        monkeypatch.setattr(one, "_cases", read_before_the_other_writes)
        with pytest.raises(NotAllowedError, match="案件现在是“排除”"):
            one.decide(case, said)
        assert list(one.history(case)["step"]) == ["opened", "concluded"]
