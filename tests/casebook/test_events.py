"""An event says who and when; its seal proves it (事件与哈希)."""

from collections.abc import Callable
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from casebook.test_ledger import AT, event
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.casebook.events import NO_EVENT, Entry, Event, canonical, entry_of, seal_of
from guazheng_lib.casebook.ledger.proof import Proof, prove
from guazheng_lib.terms.errors import BrokenChainError, CasebookError

PLAIN = {"case": "person:ab", "step": "opened", "by": "甲", "at": "2024-11-30T09:00:00+08:00"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"by": " "}, "没有写明是谁办的", id="没有人"),
        pytest.param({"at": "2024-11-30T09:00:00"}, "时间没有时区", id="没有时区"),
        pytest.param({"at": "三十日上午"}, "时间认不出", id="不是时间"),
        pytest.param({"who": "甲"}, "不认识 who", id="多一项"),
        pytest.param({"by": None, "key": 3}, "by 不是文字、key 不是文字", id="不是文字"),
        pytest.param({"facts": None}, "facts 不是事项和内容", id="没有事项"),
        pytest.param({"facts": ["县区"]}, "facts 不是事项和内容", id="事项没有名称"),
    ],
)
def test_what_is_no_event(changed, said):
    with pytest.raises(CasebookError, match=said) as caught:
        Event.of(PLAIN | changed)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["case", "step", "by", "at"])
def test_what_an_event_cannot_lack(name):
    with pytest.raises(CasebookError, match=f"缺少 {name}"):
        Event.of({key: value for key, value in PLAIN.items() if key != name})


def test_an_event_of_plain_values():
    made = Event.of(PLAIN | {"facts": {"county": "甲县"}})
    assert made == Event("person:ab", "opened", "甲", AT, facts={"county": "甲县"})
    assert Event.of(PLAIN | {"at": AT}).facts == {}


def test_equal_facts_are_written_alike():
    assert canonical({"b": "二", "a": ["一"]}) == canonical({"a": ["一"], "b": "二"})
    assert canonical({"b": "二", "a": ["一"]}) == '{"a":["一"],"b":"二"}'
    assert canonical({}) == "{}"


def test_an_entry_keeps_the_zone_it_was_given():
    one = entry_of(event(at=AT.astimezone(UTC)), seq=1, status="lead", previous=NO_EVENT)
    assert one.at == "2024-11-30T01:00:00+00:00"


# Text that could be mistaken for the next field's, were the fields only strung together.
TEXTS = st.text(st.sampled_from('甲",[]\\1\x1f '), max_size=6)
EVENTS = st.lists(
    st.builds(
        Event,
        case=st.sampled_from(["person:ab", "person:ac"]),
        step=TEXTS,
        by=st.sampled_from(["甲", "乙"]),
        at=st.datetimes(timezones=st.just(timezone(timedelta(hours=8)))),
        why=TEXTS,
        basis=TEXTS,
        facts=st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS, max_size=2), max_size=2),
        key=TEXTS,
    ),
    min_size=1,
    max_size=6,
)


def chain(events: list[Event]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    seal = NO_EVENT
    for seq, one in enumerate(events, start=1):
        entry = entry_of(one, seq=seq, status="lead", previous=seal)
        rows.append(list(entry))
        seal = entry.seal
    return rows


def head(rows: list[list[Any]]) -> tuple[int, str]:
    return (rows[-1][0], rows[-1][-1])


@given(EVENTS)
def test_a_chain_that_nobody_touched_proves_itself(events):
    rows = chain(events)
    assert prove(rows, head(rows)) == Proof(len(rows), rows[-1][-1])
    assert prove(rows, head(rows), Proof(1, rows[0][-1])).entries == len(rows)


def named(rows: list[list[Any]], kept: tuple[int, str]) -> str:
    with pytest.raises(BrokenChainError) as caught:
        prove(rows, kept)
    return caught.value.what


@given(EVENTS, st.data())
def test_any_field_changed_is_found_and_its_entry_named(events, data):
    rows = chain(events)
    kept = head(rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.integers(1, len(Entry._fields) - 1))
    new = data.draw(
        (TEXTS | st.none() | st.binary(max_size=3)).filter(lambda v: v != rows[at][field])
    )
    rows[at][field] = new
    assert named(rows, kept).startswith(f"第 {at + 1} 条")


@given(EVENTS, st.data())
def test_text_moved_from_one_field_to_the_next_is_found(events, data):
    rows = chain(events)
    kept = head(rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.integers(1, len(Entry._fields) - 3))
    both = rows[at][field] + rows[at][field + 1]
    cut = data.draw(st.integers(0, len(both)).filter(lambda n: n != len(rows[at][field])))
    rows[at][field : field + 2] = [both[:cut], both[cut:]]
    assert named(rows, kept).startswith(f"第 {at + 1} 条")


@given(EVENTS, st.data())
def test_an_entry_taken_out_is_named(events, data):
    rows = chain(events)
    kept = head(rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    del rows[at]
    assert named(rows, kept).startswith(f"第 {at + 1} 条账页缺失")


def swap_places(rows: list[list[Any]], one: int, other: int) -> None:
    rows[one][1:], rows[other][1:] = rows[other][1:], rows[one][1:]


def swap_rows(rows: list[list[Any]], one: int, other: int) -> None:
    rows[one], rows[other] = rows[other], rows[one]


@pytest.mark.parametrize("swap", [swap_places, swap_rows])
@given(events=EVENTS.filter(lambda events: len(events) > 1), data=st.data())
def test_two_entries_exchanged_are_found(
    swap: Callable[[list[list[Any]], int, int], None], events: list[Event], data: st.DataObject
) -> None:
    rows = chain(events)
    kept = head(rows)
    one, other = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    swap(rows, one, other)
    assert named(rows, kept).startswith(f"第 {one + 1} 条")


@given(EVENTS, st.data())
def test_an_entry_changed_and_sealed_anew_breaks_the_next_or_the_head(events, data):
    rows = chain(events)
    kept = head(rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    rows[at][5] += "改"
    rows[at][-1] = seal_of(rows[at - 1][-1] if at else NO_EVENT, tuple(rows[at][:-1]))
    assert f"第 {min(at + 2, len(rows))} 条" in named(rows, kept)


@given(EVENTS, st.data())
def test_a_tail_cut_off_is_found(events, data):
    rows = chain(events)
    left = data.draw(st.integers(0, len(rows) - 1))
    assert f"第 {left + 1} 条账页缺失" in named(rows[:left], head(rows))
