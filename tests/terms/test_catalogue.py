"""The catalogue is complete, and agrees with the tables that are built on it."""

import pytest

from guazheng_lib.terms import catalogue
from guazheng_lib.terms.catalogue import (
    EXEMPTIONS,
    INDICATORS,
    LEVELS,
    RELATIONS,
    Exemption,
    Indicator,
    Level,
    Relation,
)
from guazheng_lib.terms.insurance import InsuredAs, Payment
from guazheng_lib.terms.tables import (
    SOURCES,
    Contributions,
    Located,
    OfPerson,
    Screening,
    SocialInsurance,
    SourceKind,
    column_titles,
)


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        pytest.param(Level, LEVELS, id="级别"),
        pytest.param(Indicator, INDICATORS, id="指标"),
        pytest.param(Exemption, EXEMPTIONS, id="免责情形"),
        pytest.param(Relation, RELATIONS, id="单位关系"),
        pytest.param(SourceKind, SOURCES, id="来源"),
    ],
)
def test_every_word_has_its_term_in_the_same_order(words, terms):
    assert list(terms) == list(words)
    titles = [word.zh for word in words]
    assert all(titles) and len(set(titles)) == len(titles)


@pytest.mark.parametrize("word", [*InsuredAs, *Payment])
def test_every_standing_has_a_chinese_name(word):
    assert word.zh


def test_only_three_levels_ask_an_officer_to_look():
    assert [level for level in Level if level.is_lead] == ["priority", "review", "data_gap"]


def test_one_employer_is_one_legal_person():
    one = {relation for relation in Relation if relation.is_one_employer}
    assert one == {"same", "branch", "renamed"}


def test_no_word_names_two_exemptions():
    words = [word for term in EXEMPTIONS.values() for word in term.words]
    assert len(words) == len(set(words))
    assert all(term.documents for term in EXEMPTIONS.values())


def allowed(table: type, column: str) -> list[str]:
    checks = table.to_schema().columns[column].checks
    (values,) = [check.statistics["allowed_values"] for check in checks if check.name == "isin"]
    return list(values)


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        pytest.param(Screening, "level", Level, id="级别"),
        pytest.param(Screening, "exemption", Exemption, id="免责情形"),
        pytest.param(SocialInsurance, "insured_as", InsuredAs, id="参保身份"),
        pytest.param(Contributions, "payment", Payment, id="缴费性质"),
    ],
)
def test_a_table_allows_exactly_the_words_of_the_catalogue(table, column, words):
    assert allowed(table, column) == [str(word) for word in words]


@pytest.mark.parametrize("kind", SourceKind)
def test_a_source_names_only_columns_of_its_table(kind):
    term = SOURCES[kind]
    columns = set(column_titles(term.table))
    of_months = {"month"} if "from_month" in columns else set()
    of_days = {"date"} if "date" in columns else set()
    assert set(term.fields) <= columns | of_months | of_days
    assert len(set(term.fields)) == len(term.fields)
    assert issubclass(term.table, OfPerson) == ("person_id" in term.fields)
    assert issubclass(term.table, Located)


@pytest.mark.parametrize("kind", SourceKind)
def test_every_column_has_a_chinese_heading(kind):
    titles = column_titles(SOURCES[kind].table)
    assert all(not title.isascii() for title in titles.values())
    assert len(set(titles.values())) == len(titles)


def test_the_sentence_of_every_page():
    assert "线索不等于违法事实" in catalogue.LEAD_IS_NO_FINDING
