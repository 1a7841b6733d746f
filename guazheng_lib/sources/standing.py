"""What the words of a contribution row say (缴费性质与参保身份); the words are in statuses.yml."""

from functools import cache

from guazheng_lib.sources.words import pattern
from guazheng_lib.terms.insurance import InsuredAs, Payment
from guazheng_lib.terms.text import fold_width

_WORDS = "statuses.yml"


@cache
def payment(status: str, *, housing_fund: bool = False) -> Payment:
    """Tell whether a status says that something was paid (缴费性质).

    >>> str(payment("暂停缴费")), str(payment("未暂停")), str(payment("补缴"))
    ('unpaid', 'paid', 'back_paid')
    """
    text = fold_width(status).lower()
    if pattern(_WORDS, "payment", "not_back_paid").search(text):
        return Payment.UNPAID
    if pattern(_WORDS, "payment", "back_paid").search(text):
        return Payment.BACK_PAID
    text = pattern(_WORDS, "payment", "lifted").sub("", text)
    parts = text.split(";")
    if any(pattern(_WORDS, "payment", "unpaid_whole").search(part) for part in parts):
        return Payment.UNPAID
    if pattern(_WORDS, "payment", "unpaid").search(text):
        return Payment.UNPAID
    if housing_fund and pattern(_WORDS, "no_deposit").search(text):
        return Payment.UNPAID
    return Payment.PAID


@cache
def insured_as(scheme: str, status: str, employer: str) -> InsuredAs:
    """Tell in which standing a person is insured (参保身份).

    >>> str(insured_as("机关事业单位养老保险", "正常缴费", "某局"))
    'public'
    """
    told = fold_width(f"{scheme};{status}")
    payer = fold_width(employer)
    own = payer if is_no_employer(employer) else ""
    retired = pattern(_WORDS, "insured_as", "retired_lifted").sub("", told)
    if pattern(_WORDS, "insured_as", "retired").search(retired):
        return InsuredAs.RETIRED
    for text in (pattern(_WORDS, "insured_as", "flexible_lifted").sub("", told), own):
        for standing in (InsuredAs.FLEXIBLE, InsuredAs.RESIDENT, InsuredAs.PUBLIC):
            if pattern(_WORDS, "insured_as", standing).search(text):
                return standing
    return InsuredAs.FLEXIBLE if own else InsuredAs.EMPLOYEE


@cache
def is_no_employer(employer: str) -> bool:
    """Whether what stands for an employer says that there is none (灵活就业、个人缴费)."""
    return bool(pattern(_WORDS, "no_employer").search(fold_width(employer)))
