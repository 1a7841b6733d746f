"""How the leads panel says a lead (线索的文字), for widgets and for the static twin."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd

from guazheng_lib.params import Window
from guazheng_lib.reports.evidence import evidence_table
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.tables import Table, cell_text, known_titles
from guazheng_lib.reports.pages.timeline import timeline
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.tables import Screening

_LABEL = (Screening.person_name, Screening.level, Screening.profession)
_FACTS = (
    Screening.person_id,
    Screening.profession,
    Screening.certificate_no,
    Screening.registered_employer,
    Screening.actual_employer,
    Screening.level,
    Screening.indicators,
    Screening.exemption,
    Screening.months_compared,
    Screening.months_elsewhere,
)
_LISTED = (
    Screening.person_name,
    Screening.person_id,
    Screening.profession,
    Screening.registered_employer,
    Screening.level,
    Screening.indicators,
    Screening.actual_employer,
    Screening.months_elsewhere,
    Screening.explanation,
)


def lead_label(lead: Mapping[Hashable, Any]) -> str:
    """Say a lead in one line of the list: who, how urgent, registered where."""
    words = [cell_text(column, lead[column]) for column in _LABEL]
    months = f"不一致 {lead[Screening.months_elsewhere]} 个月"
    return " · ".join([*words, cell_text("", lead[Screening.registered_employer]), months])


def lead_html(lead: pd.Series) -> str:
    """Say why a person was raised (线索说明), as HTML; the number masked."""
    titles = known_titles()
    facts = " ".join(
        f"<span><b>{escape(titles[column])}</b> {escape(cell_text(column, lead[column]))}</span>"
        for column in _FACTS
    )
    name, why = (
        escape(cell_text("", lead[column]))
        for column in (Screening.person_name, Screening.explanation)
    )
    return f"<h3>{name}</h3><p>{why}</p><p class='facts'>{facts}</p>"


def leads_table(leads: pd.DataFrame, caption: str) -> Table:
    """List leads as a table (线索表)."""
    return Table(leads[list(_LISTED)], caption, LEAD_IS_NO_FINDING)


def lead_chart(lead: pd.Series, window: Window | None) -> Chart:
    """Draw a lead's timeline with its evidence beside it (时间轴与依据)."""
    caption = f"{lead[Screening.person_name]}：各来源的月份与出处"
    return Chart(timeline(lead, window), Table(evidence_table(lead), caption))
