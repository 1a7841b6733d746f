import pytest
from make import person_id, screened

from guazheng_lib.terms.catalogue import Level
from guazheng_lib.workbench.lead_filter import LeadFilter
from guazheng_lib.workbench.lead_state import PAGE_ROWS, LeadState

TWO_PAGES = PAGE_ROWS + 5


@pytest.fixture
def state():
    rows = [
        {"level": "review" if n % 2 else "priority", "score": float(100 - n)}
        for n in range(2 * TWO_PAGES)
    ]
    return LeadState(screened(*rows), LeadFilter(levels={Level.PRIORITY}))


def test_a_page_holds_at_most_twenty(state):
    assert len(state.selection) == TWO_PAGES
    assert state.pages == 2
    assert len(state.in_view) == PAGE_ROWS
    assert state.chosen_row == state.selection.index[0]


def test_turning_beyond_the_end_shows_the_last_page(state):
    state.turn_to(7)
    assert state.page == 1
    assert len(state.in_view) == 5
    assert state.chosen_row == state.selection.index[PAGE_ROWS]


def test_the_person_in_view_stays_when_others_join(state):
    state.turn_to(1)
    person = state.chosen_row
    state.narrow(levels=set())
    assert state.chosen_row == person
    assert person in state.in_view.index


def test_a_person_filtered_away_gives_place_to_the_first(state):
    state.narrow(levels={Level.REVIEW})
    assert state.page == 0
    assert state.lead["level"] == "review"


def test_nobody_left_is_no_error(state):
    state.narrow(employer="没有这家单位")
    assert (state.pages, state.chosen_row, state.lead) == (1, None, None)
    assert state.chosen.empty


def test_a_row_out_of_view_cannot_be_chosen(state):
    before = state.chosen_row
    state.choose(state.selection.index[-1])
    assert state.chosen_row == before


def test_the_person_chosen_comes_with_every_registration():
    one = person_id(5)
    state = LeadState(
        screened(
            {"level": "priority", "person_id": one},
            {"level": "consistent", "person_id": one, "profession": "一级建造师"},
            {"level": "priority"},
        ),
        LeadFilter(),
    )
    state.choose(0)
    assert list(state.chosen["profession"]) == ["二级注册建造师", "一级建造师"]
