"""Where a person seems to work (疑似实际工作单位): the employer that the evidence names most."""

import pandas as pd

from guazheng_lib.screening.facts import Known
from guazheng_lib.screening.stances import Stance
from guazheng_lib.terms.tables import SourceKind

_WORKPLACES = [str(each) for each in (Stance.DIFFERENT, Stance.PUBLIC, Stance.PARENT_BODY)]
_WORKPLACES.append(str(Stance.AFFILIATED))
_ORDER = [str(SourceKind.SOCIAL_INSURANCE), str(SourceKind.HOUSING_FUND), str(SourceKind.SAFETY_B)]


def find_workplaces(known: Known) -> pd.DataFrame:
    """Name the employer with most months; the social insurance first, the B certificate last.

    An agency is no workplace: where it leads, is for the officer to find out.

    Returns:
        `actual_employer`, `actual_uscc` per registration; NA where nothing names one.
    """
    paid = known.entities[known.entities["stance"].isin(_WORKPLACES)]
    held = known.certificates[
        (known.certificates["source"] == SourceKind.SAFETY_B)
        & known.certificates["stance"].isin(_WORKPLACES)
    ].assign(months=0)
    columns = ["reg", "source", "months", "entity", "entity_name", "entity_uscc"]
    named = pd.concat([paid[columns], held[columns]], ignore_index=True)
    named = named.assign(source_order=named["source"].map(_ORDER.index))
    named = named.sort_values(
        ["reg", "months", "source_order", "entity"], ascending=[True, False, True, True]
    )
    first = named.drop_duplicates("reg").set_index("reg").reindex(known.facts.index)
    return first[["entity_name", "entity_uscc"]].set_axis(
        ["actual_employer", "actual_uscc"], axis="columns"
    )
