"""Complaints (投诉举报): entered one by one, merged, tied to cases, handed on, answered.

What belongs together is suggested; a person merges and links.
"""

from typing import TYPE_CHECKING

from guazheng_lib.terms.late import late

if TYPE_CHECKING:
    from guazheng_lib.casebook.complaints.answers import complaint_results, unanswered
    from guazheng_lib.casebook.complaints.duplicates import suggest_merges
    from guazheng_lib.casebook.complaints.intake import register
    from guazheng_lib.casebook.complaints.links import suggest_links
    from guazheng_lib.casebook.complaints.steps import answer, link, merge, refer, resume

__all__ = [
    "answer",
    "complaint_results",
    "link",
    "merge",
    "refer",
    "register",
    "resume",
    "suggest_links",
    "suggest_merges",
    "unanswered",
]

__getattr__ = late(
    __name__,
    {
        "answer": "steps",
        "complaint_results": "answers",
        "link": "steps",
        "merge": "steps",
        "refer": "steps",
        "register": "intake",
        "resume": "steps",
        "suggest_links": "links",
        "suggest_merges": "duplicates",
        "unanswered": "answers",
    },
)
