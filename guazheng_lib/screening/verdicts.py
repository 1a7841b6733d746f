"""From facts to the table that everything else reads (排查结果)."""

import pandas as pd

from guazheng_lib.screening.evidence import collect_evidence
from guazheng_lib.screening.explain import explain, hit_codes
from guazheng_lib.screening.facts import gather
from guazheng_lib.screening.inputs import Inputs
from guazheng_lib.screening.levels import decide_levels, name_exemptions, rank
from guazheng_lib.screening.rules import apply_rules
from guazheng_lib.screening.workplace import find_workplaces
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.tables import Screening


def screen_inputs(inputs: Inputs) -> pd.DataFrame:
    """Screen one county's inputs; see `guazheng_lib.screening.screen`."""
    thresholds = inputs.params.thresholds
    known = gather(inputs)
    facts = known.facts
    hits = apply_rules(facts, thresholds, inputs.sources)
    levels = decide_levels(facts, hits, thresholds)
    exemptions = name_exemptions(facts, levels)
    is_lead = levels.isin([level for level in Level if level.is_lead])
    workplaces = find_workplaces(known).where(is_lead)
    result = facts.assign(
        county=inputs.params.county,
        level=levels,
        score=rank(facts, hits, levels),
        indicators=hit_codes(hits),
        exemption=exemptions,
        actual_employer=workplaces["actual_employer"],
        actual_uscc=workplaces["actual_uscc"],
        months_compared=facts["held_months"],
        explanation=explain(facts, hits, levels, exemptions, known.entities, known.certificates),
        evidence=collect_evidence(known),
    )
    return _in_order(Screening.validate(result[list(Screening.to_schema().columns)]))


def _in_order(result: pd.DataFrame) -> pd.DataFrame:
    """Put the most urgent first; the certificate number settles ties."""
    order = {str(level): n for n, level in enumerate(Level)}
    return (
        result.assign(order=result["level"].map(order))
        .sort_values(
            ["order", "score", "registered_employer", "certificate_no", "person_id"],
            ascending=[True, False, True, True, True],
        )
        .drop(columns="order")
        .reset_index(drop=True)
    )
