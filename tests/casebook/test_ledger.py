"""What a ledger promises, on SQLite and on PostgreSQL alike (台账)."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from guazheng_lib.casebook.events import NO_EVENT, Entry, Event, seal_of
from guazheng_lib.casebook.ledger import Ledger, Proof, migrations
from guazheng_lib.casebook.ledger.names import REVISION
from guazheng_lib.terms.errors import (
    BrokenChainError,
    CasebookError,
    LedgerUnavailableError,
    NotAllowedError,
)

CHINA = timezone(timedelta(hours=8))
AT = datetime(2024, 11, 30, 9, tzinfo=CHINA)


def event(case: str = "person:ab", step: str = "opened", **more: Any) -> Event:
    return Event(case, step, **{"by": "核查员甲", "at": AT} | more)


def run(address: str, *statements: str) -> None:
    """Do to the database what the program never does."""
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def unguarded(address: str, *statements: str) -> None:
    """The same with the guards taken away, as somebody would who knows the database."""
    if address.startswith("sqlite"):
        names = ("keep_update", "keep_delete")
        guards = [f"DROP TRIGGER casebook_entries_{name}" for name in names]
    else:
        guards = ["SET session_replication_role = replica"]
    run(address, *guards, *statements)


def test_what_was_entered_is_there_when_opened_again(address, opened):
    first = opened(address)
    given = event(why="本人承认", basis="方案三", facts={"county": "甲县", "remark": ["一", "二"]})
    (entry,) = first.append([given])
    assert entry == Entry(
        *(1, "person:ab", "opened", "核查员甲", "2024-11-30T09:00:00+08:00", "本人承认", "方案三"),
        *('{"county":"甲县","remark":["一","二"]}', "", "lead"),
        seal=entry.seal,
    )
    first.close()
    assert list(opened(address, create=False).entries()) == [entry]


def test_each_entry_is_sealed_with_the_one_before(address, opened):
    ledger = opened(address)
    ledger.append([event("person:ab"), event("person:ac")])
    ledger.append([event("person:ab", "verifying")])
    seal = NO_EVENT
    for entry in ledger.entries():
        *values, own = entry
        seal = seal_of(seal, tuple(values))
        assert own == seal
    assert ledger.verify() == Proof(3, seal)


def test_nothing_given_nothing_entered(address, opened):
    ledger = opened(address)
    assert ledger.append([]) == []
    assert (ledger.verify(), ledger.entries("person:ab")) == (Proof(0, NO_EVENT), [])


@pytest.mark.parametrize(
    ("batches", "entered"),
    [
        pytest.param([["一"], ["一"]], [[1], [None]], id="再交一次"),
        pytest.param([["一", "一"]], [[1, None]], id="同一批里两次"),
        pytest.param([["一"], ["二", "一", "三"]], [[1], [2, None, 3]], id="夹在新的中间"),
        pytest.param([["", ""], [""]], [[1, 2], [3]], id="没有键的都是新的"),
    ],
)
def test_a_key_is_entered_once(address, opened, batches, entered):
    ledger = opened(address)
    found = [ledger.append([event(key=key) for key in keys]) for keys in batches]
    assert [[each and each.seq for each in batch] for batch in found] == entered
    again = opened(address).append([event("person:ac", key=key) for key in batches[0] if key])
    assert again == [None] * len([key for key in batches[0] if key])


def refuse_second(event: Event, status: str, entries: Any) -> str:
    if event.why == "不行":
        raise NotAllowedError("不能这样办", remedy="换一种")
    return "lead"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_all_or_none(address, opened, at):
    ledger = opened(address, admit=refuse_second)
    ledger.append([event("person:aa", key="一")])
    batch = [event(f"person:b{n}", key=f"批{n}", why="不行" if n == at else "") for n in range(3)]
    with pytest.raises(NotAllowedError, match="不能这样办"):
        ledger.append(batch)
    with pytest.raises(NotAllowedError):
        ledger.append([batch[at]])
    assert [entry.case for entry in opened(address).entries()] == ["person:aa"]
    answer = ledger.append([event(f"person:b{n}", key=f"批{n}") for n in range(3)])
    assert [entry.seq for entry in answer] == [2, 3, 4]
    assert ledger.verify().entries == 4


class Watching:
    """Gives a new status each time, and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str, list[int]]] = []

    def __call__(self, event: Event, status: str, entries: Any) -> str:
        shown: Sequence[Entry] = entries()
        self.shown.append((event.case, status, [entry.seq for entry in shown]))
        return f"{event.step}后"


def test_an_event_is_judged_by_all_that_came_before_it(address, opened):
    watch = Watching()
    ledger, other = opened(address, admit=watch), opened(address)
    ledger.append([event("person:ab", "甲"), event("person:ac", "乙"), event("person:ab", "丙")])
    ledger.append([event("person:ab", "丁")])
    assert watch.shown == [
        ("person:ab", "new", []),
        ("person:ac", "new", []),
        ("person:ab", "甲后", [1]),
        ("person:ab", "丙后", [1, 3]),
    ]
    other.append([event("person:ac", "戊")])
    watch.shown.clear()
    ledger.append([event("person:ac", "己")])
    assert watch.shown[-1] == ("person:ac", "lead", [2, 5])
    assert [entry.status for entry in ledger.entries("person:ac")] == ["乙后", "lead", "己后"]


@pytest.mark.parametrize("several", [1, 2])
def test_an_event_may_be_judged_by_another_case(address, opened, several):
    shown: list[list[int]] = []

    def by_the_other(event: Event, status: str, entries: Any) -> str:
        shown.append([entry.seq for entry in entries("person:ab")])
        return "lead"

    ledger = opened(address, admit=by_the_other)
    ledger.append([event("person:ab"), event("person:ac")])
    ledger.append([event("person:ad")] * several)
    assert shown == [[], [1], *[[1]] * several]


def test_nobody_is_refused_for_want_of_what_another_wrote(address, opened):
    def only_known(event: Event, status: str, entries: Any) -> str:
        if event.step != "opened" and status == "new":
            raise NotAllowedError("没有这个案件", remedy="先入册")
        return "lead"

    ledger, other = (opened(address, admit=only_known) for _ in range(2))
    ledger.append([event("person:ab")])
    other.append([event("person:ac")])
    (entry,) = ledger.append([event("person:ac", "verifying")])
    assert entry.seq == 3


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        pytest.param("3f", ["person:3fa9", "unit:3f77"], id="不写对象"),
        pytest.param("person:3f", ["person:3fa9"], id="写对象"),
        pytest.param("3fa9", ["person:3fa9"], id="写全"),
        pytest.param("per", [], id="不是编号"),
        pytest.param("%", [], id="没有通配符"),
        pytest.param("agency:", ["agency:0c11"], id="只写对象"),
    ],
)
def test_cases_are_found_by_how_they_begin(address, opened, prefix, found):
    ledger = opened(address)
    ledger.append([event(one) for one in ("unit:3f77", "person:3fa9", "agency:0c11")])
    assert ledger.cases_like(prefix) == found


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casebook_entries SET why = '改'",
        "DELETE FROM casebook_entries",
        "DELETE FROM casebook_entries WHERE seq = 2",
        "DELETE FROM casebook_head",
        "INSERT INTO casebook_head VALUES (2, 0, '')",
        "INSERT INTO casebook_entries VALUES (9,'person:ab','','','','','','{}','','lead','')",
    ],
)
def test_the_database_itself_refuses(address, opened, statement):
    ledger = opened(address)
    ledger.append([event(), event("person:ac")])
    with pytest.raises(sa.exc.DBAPIError):
        run(address, statement)
    assert ledger.verify().entries == 2


CHANGES = [
    pytest.param("UPDATE casebook_entries SET why = '改' WHERE seq = 2", "第 2 条", id="改一字"),
    pytest.param("UPDATE casebook_entries SET \"by\" = '乙' WHERE seq = 3", "第 3 条", id="改末条"),
    pytest.param("UPDATE casebook_entries SET seal = 'f' WHERE seq = 1", "第 1 条", id="改哈希"),
    pytest.param("DELETE FROM casebook_entries WHERE seq = 2", "第 2 条账页缺失", id="抽掉一条"),
    pytest.param("DELETE FROM casebook_entries WHERE seq = 3", "第 3 条账页缺失", id="截去末条"),
    pytest.param("DELETE FROM casebook_entries", "第 1 条账页缺失", id="全部删去"),
    pytest.param("UPDATE casebook_entries SET seq = 7 WHERE seq = 2", "第 2 条账页缺失", id="挪走"),
    pytest.param("DELETE FROM casebook_head", "第 4 条账页缺失", id="账尾没有了"),
    pytest.param(
        "INSERT INTO casebook_entries VALUES (4,'person:ab','','','','','','{}','','lead','')",
        "第 4 条",
        id="塞进一条",
    ),
]


@pytest.mark.parametrize(("change", "named"), CHANGES)
def test_whatever_gets_past_the_guards_is_named(address, opened, change, named):
    opened(address).append([event(), event("person:ac"), event("person:ad")])
    if change.endswith("casebook_head") and address.startswith("sqlite"):
        change = "DROP TRIGGER casebook_head_keep; " + change
    unguarded(address, *change.split("; "))
    with pytest.raises(BrokenChainError, match=named) as caught:
        opened(address).verify()
    assert "\n" not in str(caught.value)


def test_a_ledger_cut_short_is_not_written_on(address, opened):
    opened(address).append([event(), event("person:ac")])
    guard = "DROP TRIGGER casebook_entries_keep_delete"
    if not address.startswith("sqlite"):
        guard = "SET session_replication_role = replica"
    run(address, guard, "DELETE FROM casebook_entries WHERE seq = 2")
    with pytest.raises(LedgerUnavailableError, match="接不上"):
        opened(address).append([event("person:ad")])
    with pytest.raises(BrokenChainError, match="第 2 条账页缺失"):
        opened(address).verify()


def test_a_whole_tail_rewritten_is_found_only_by_a_proof_noted_before(address, opened):
    ledger = opened(address)
    ledger.append([event(), event("person:ac")])
    noted = ledger.verify()
    first, second = ledger.entries()
    *values, _ = second
    values[5] = "改写"
    seal = seal_of(first.seal, tuple(values))
    unguarded(
        address,
        f"UPDATE casebook_entries SET why = '改写', seal = '{seal}' WHERE seq = 2",
        f"UPDATE casebook_head SET seal = '{seal}'",
    )
    assert ledger.verify() == Proof(2, seal)
    with pytest.raises(BrokenChainError, match=r"第 2 条.*当时记下"):
        ledger.verify(noted)
    with pytest.raises(BrokenChainError, match="第 3 条账页缺失"):
        ledger.verify(Proof(3, seal))
    later = opened(address)
    later.append([event("person:ad")])
    assert later.verify(Proof(2, seal)).entries == 3


@pytest.mark.parametrize("text", ["甲\0乙", "甲\udc80"])
@pytest.mark.parametrize("place", ["why", "basis", "key", "by"])
def test_text_that_no_database_keeps_is_refused(address, opened, place, text):
    ledger = opened(address)
    with pytest.raises(CasebookError, match="不能保存的字符"):
        ledger.append([event(**{place: text})])
    assert ledger.entries() == []


def test_every_text_comes_back_as_it_was(address, opened):
    odd = "'\"\\%s:x $1 ?\n\t𠮷=1 NULL"
    ledger = opened(address)
    (entry,) = ledger.append([event(why=odd, key=odd, facts={"remark": odd + "\0"})])
    ledger.close()
    again = opened(address)
    assert again.entries() == [entry] and again.verify().entries == 1
    assert again.append([event(key=odd)]) == [None]


def test_cases_are_found_by_what_was_said(address, opened):
    ledger = opened(address)
    ledger.append([event("person:ab", facts={"registered_employer": '甲"市丁戊公司'})])
    ledger.append([event("person:ac", facts={"remark": "别的"})])
    assert ledger.cases_saying('甲"市') == ["person:ab"]
    assert ledger.cases_saying("甲%司") == []
    assert ledger.cases_saying("没有") == []


def test_none_is_made_where_none_was_asked_for(address, opened):
    with pytest.raises(LedgerUnavailableError, match="还没有台账"):
        opened(address, create=False)


@pytest.mark.parametrize("create", [True, False])
def test_a_newer_ledger_is_left_alone(address, opened, create):
    opened(address).append([event()])
    run(address, "UPDATE casebook_version SET version_num = '9999'")
    with pytest.raises(LedgerUnavailableError, match="更新的版本"):
        opened(address, create=create)
    run(address, f"UPDATE casebook_version SET version_num = '{REVISION}'")
    assert opened(address).verify().entries == 1


def test_the_newest_version_is_the_last_file():
    assert migrations.knows(REVISION)
    names = sorted(path.name for path in migrations.FOLDER.glob("versions/[0-9]*.py"))
    assert names[-1].startswith(REVISION)


def test_many_at_once(address, opened):
    ledger = opened(address)
    ledger.append([event(f"person:{n:04x}", key=f"{n}") for n in range(5001)])
    assert ledger.verify().entries == 5001
    assert opened(address).append([event(key="4999"), event(key="5001")])[0] is None


def test_a_closed_ledger_lets_go_until_it_is_asked_again(address):
    ledger = Ledger(address, admit=lambda event, status, entries: "lead")
    ledger.append([event()])
    ledger.close()
    ledger.close()
    assert len(ledger.entries()) == 1
    ledger.close()
