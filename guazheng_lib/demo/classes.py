"""The planted classes (预设情形): how often each occurs, and what the screening may rightly say.

`levels` follows the contract's paragraph on `level`, sentence by sentence; of `codes` at least one
indicator or exemption must be given. `quarantined`: the row must be set aside.
"""

from collections.abc import Callable
from dataclasses import dataclass

from guazheng_lib.demo.ledger import Case
from guazheng_lib.demo.stories import damaged, exempt, ordinary, suspicious

QUARANTINED = "quarantined"
_C, _E, _R, _D = ("consistent",), ("exempt",), ("review",), ("data_gap",)
_RAISED, _ASIDE = ("priority", "review"), (QUARANTINED,)


@dataclass(frozen=True)
class Planted:
    """A class of cases (情形).

    Attributes:
        name: in `truth.csv`; ``gz_`` marks what must be raised.
        weight: cases in a thousand; each class occurs at least once.
        levels: the levels that are right for it.
        story: writes one case.
        codes: indicators or exemptions of which one must be given.
        posts: whether it can only be seen where a county hands in its project posts.
    """

    name: str
    weight: int
    levels: tuple[str, ...]
    story: Callable[[Case], object]
    codes: tuple[str, ...] = ()
    posts: bool = False


PLANTED = (
    Planted("consistent", 330, _C, ordinary.consistent),
    Planted("variant", 100, _C, ordinary.variant),
    Planted("branch", 35, _C, ordinary.branch),
    Planted("renamed", 22, _C, ordinary.renamed),
    Planted("same_name", 10, _C, ordinary.same_name),
    Planted("two_certificates", 20, _C, ordinary.two_certificates),
    Planted("specialties", 20, _C, ordinary.specialties),
    Planted("job_change", 30, _C, ordinary.job_change),
    Planted("new_registration", 15, _C, ordinary.new_registration),
    Planted("paused", 15, _C, ordinary.paused),
    Planted("back_paid", 12, _C, ordinary.back_paid),
    Planted("old_number", 12, _C, ordinary.old_number),
    Planted("coded", 20, _C, ordinary.coded),
    Planted("expired", 8, _C, ordinary.expired),
    Planted("on_site", 10, _C, ordinary.on_site, posts=True),
    Planted("bad_payment_rows", 4, _C, damaged.bad_payment_rows),
    Planted("retired_proved", 28, _E, exempt.retired_proved, ("E1",)),
    Planted("retired_by_insurance", 8, _E, exempt.retired_by_insurance, ("E1",)),
    Planted("overage_proved", 4, _E, exempt.overage_proved, ("E1",)),
    Planted("reformed", 8, _E, exempt.reformed, ("E2",)),
    Planted("teacher", 8, _E, exempt.teacher, ("E3",)),
    Planted("veteran", 6, _E, exempt.veteran, ("E4",)),
    Planted("buyout", 5, _E, exempt.buyout, ("E5",)),
    Planted("other_ground", 3, _E, exempt.other_ground, ("E6",)),
    Planted("rectified", 28, ("rectified",), exempt.rectified),
    Planted("retired_unproved", 8, _D, exempt.retired_unproved, ("E1",)),
    Planted("overage", 5, _D, exempt.overage, ("REG_OVERAGE",)),
    Planted("out_of_city", 30, _D, ordinary.out_of_city, ("SI_NONE",)),
    Planted("code_unknown", 4, _D, ordinary.code_unknown),
    Planted("reformed_unproved", 4, _R, exempt.reformed_unproved, ("E2",)),
    Planted("teacher_unproved", 5, _R, exempt.teacher_unproved, ("E3",)),
    Planted("dispatch", 25, _R, ordinary.dispatch, ("SI_AGENCY",)),
    Planted("affiliated", 9, _R, ordinary.affiliated, ("SI_OTHER",)),
    Planted("gz_plain", 30, _RAISED, suspicious.plain, ("SI_OTHER",)),
    Planted("gz_lookalike", 14, _RAISED, suspicious.lookalike, ("SI_OTHER",)),
    Planted("gz_fund_only", 10, _RAISED, suspicious.fund_only, ("HF_OTHER",)),
    Planted("gz_proxy", 14, _RAISED, suspicious.proxy, ("SI_PROXY", "HF_OTHER")),
    Planted("gz_brief", 12, _RAISED, suspicious.brief, ("SI_BRIEF", "SI_OTHER")),
    Planted("gz_public", 14, ("priority",), suspicious.public, ("SI_PUBLIC",)),
    Planted("gz_b_certificate", 14, _RAISED, suspicious.b_elsewhere, ("SB_OTHER",)),
    Planted(
        "gz_multi_reg", 6, _RAISED, suspicious.several_registrations, ("REG_MULTI", "SI_OTHER")
    ),
    Planted("gz_multi_insured", 6, _RAISED, suspicious.several_insurers, ("SI_MULTI", "SI_OTHER")),
    Planted("gz_flexible", 6, _RAISED, suspicious.flexible, ("SI_FLEX",)),
    Planted("gz_resident", 3, _RAISED, suspicious.resident, ("SI_FLEX",)),
    Planted("gz_absent", 5, _RAISED, suspicious.absent, ("DUTY_ABSENT",), posts=True),
    Planted("gz_two_sites", 4, _RAISED, suspicious.two_sites, ("DUTY_ABSENT",), posts=True),
    Planted("gz_expired", 5, _RAISED, suspicious.expired_elsewhere, ("SI_OTHER",)),
    Planted("gz_late_correction", 4, _RAISED, suspicious.late_correction, ("SI_OTHER",)),
    Planted("lost_digits", 5, _ASIDE, damaged.lost_digits),
    Planted("wrong_check", 3, _ASIDE, damaged.wrong_check),
    Planted("impossible_birth", 2, _ASIDE, damaged.impossible_birth),
    Planted("two_persons", 2, _ASIDE, damaged.two_persons),
)
"""Every class of the demonstration city."""
