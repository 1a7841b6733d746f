"""Against the real sample, read in place; failures print counts, never a name."""

from pathlib import Path

import pandas as pd
import pytest

from guazheng_lib.employers import EmployerIndex, Registry, compare_pairs

REAL = Path(__file__).resolve().parents[2] / "../shared/real_data"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/real_data is not here")


def read(file):
    return pd.read_csv(REAL / file, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def relations():
    pairs = read("name_pairs.csv")
    counted = pairs.assign(relation=compare_pairs(pairs.a, pairs.b).relation)
    return counted.groupby(["kind", "label", "relation"]).size()


def share(relations, kind, label, wanted):
    given = relations[kind][label]
    return given.reindex(wanted).fillna(0).sum() / given.sum()


@pytest.mark.parametrize(
    "kind", ["one_char_same_city", "region_only", "one_char_insert_same_city", "branch_vs_parent"]
)
def test_two_legal_persons_are_never_the_same(relations, kind):
    assert share(relations, kind, "different", ["same", "renamed"]) == 0


@pytest.mark.parametrize(
    ("kind", "label", "wanted", "at_least"),
    [
        ("branch_vs_parent", "different", ["branch"], 0.99),
        ("orthographic_variant", "same", ["same"], 1),
        ("bracket_width_same_uscc", "same", ["same"], 1),
        ("legal_form_only", "review", ["same"], 1),
        ("short_contained", "same", ["same", "unknown", "branch"], 0.98),
        ("brand_alias", "same", ["same", "unknown", "branch"], 0.95),
        ("region_only", "different", ["different"], 0.95),
        ("one_char_same_city", "different", ["different", "branch", "affiliated"], 1),
    ],
)
def test_kinds_get_a_good_answer(relations, kind, label, wanted, at_least):
    assert share(relations, kind, label, wanted) >= at_least


def test_neighbours_on_the_register_are_never_the_same():
    names = read("company_names.csv").iloc[::5].reset_index(drop=True)
    register = Registry(names.rename(columns={"name": "employer", "uscc": "employer_uscc"}))
    found = EmployerIndex(names.name).search(names.name, limit=3)
    itself = compare_pairs(names.name, names.name, register).relation
    assert itself.eq("same").all()
    other = found[found.query_row != found.name_row]
    left = names.name.to_numpy()[other.query_row]
    relation = compare_pairs(left, other.name.to_list(), register).relation
    assert relation.isin(["same", "renamed"]).sum() == 0
