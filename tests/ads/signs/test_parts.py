import re

import pytest
from ads.advertisements import BROKERS, CLEAR, FALSE_JOBS
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.hits import found, named
from guazheng_lib.ads.signs.lexicon import concepts, concepts_of, look_at
from guazheng_lib.ads.signs.literals import needed
from guazheng_lib.ads.signs.parts import Part, stretches_of
from guazheng_lib.ads.signs.possible import Words
from guazheng_lib.ads.text import fold

PARTS = [part for concept in concepts().values() for part in concept.parts]
ALL = [*BROKERS.values(), *CLEAR.values(), *FALSE_JOBS.values()]

PATTERNS = [
    pytest.param("[^,]{0,3}(?:证书|挂靠)", id="前面还有字"),
    pytest.param("(?<!不)挂靠[^,]{0,2}(?!费)", id="看前看后"),
    pytest.param("不?挂靠$|证书", id="末尾"),
    pytest.param("(?:挂靠|靠)谱?", id="一词含另一词"),
    pytest.param("证书+挂", id="没有上限"),
    pytest.param("[挂靠]{2}|[^证]?证书?", id="单字"),
    pytest.param("证书(?=.{3}费)|挂靠(?!.谱)|费", id="各看各的后文"),
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("不挂靠证书费谱,", max_size=40))
def test_a_search_in_stretches_finds_what_a_search_in_the_whole_finds(pattern, text):
    part = Part(pattern, needed(pattern), certified=False, number=0)
    seen = Words([part.needed.literals]).look(text)
    found = [match.span() for match in part.matches(seen)] if seen.patterns else []
    assert found == [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("concept", concepts().values(), ids=concepts())
def test_concepts_are_found_as_in_the_whole(concept):
    for text in [*ALL, "\n".join(ALL), *concept.entry.examples]:
        seen = look_at(fold(text).text)
        for part in concept.parts:
            found = [m.span() for m in part.matches(seen)] if seen.patterns & part.bit else []
            assert found == [m.span() for m in part.pattern.finditer(seen.text)], part.written


def test_stretches_do_not_overlap():
    parts = [
        Part(word, needed(word), certified=False, number=place)
        for place, word in enumerate(("[^,]?挂靠", "证书"))
    ]
    seen = Words([part.needed.literals for part in parts]).look("挂靠证书。。。。。。。。出证书")
    assert list(stretches_of(parts, seen)) == [(0, 6), (12, 17)]


@pytest.mark.parametrize(
    "concept", [c for c in concepts().values() if any(part.certified for part in c.parts)]
)
def test_where_certificates_are_named_nothing_is_missed(concept):
    for text in ["\n".join(ALL), *ALL, *concept.entry.examples]:
        seen = look_at(fold(text).text)
        names = named(len(seen.text), found(seen, concepts_of(Role.SUBJECT)))
        assert found(seen, [concept], names) == found(seen, [concept])


def test_what_names_a_certificate_is_not_found_where_none_is_named():
    seen = look_at("二级建造师出租")
    parts = [part for part in concepts()["TRADE"].parts if part.certified]
    assert any(list(part.matches(seen)) for part in parts)
    assert not any(list(part.matches(seen, named(len(seen.text), []))) for part in parts)


def test_only_what_has_no_end_is_searched_for_everywhere():
    assert sum(part.needed.ahead is None or part.needed.before is None for part in PARTS) < 12
