"""What a contribution row says about the payment and about the person's standing (参保状态)."""

from enum import StrEnum


class Payment(StrEnum):
    """Whether a row is a payment (缴费性质)."""

    PAID = "paid"
    BACK_PAID = "back_paid"
    UNPAID = "unpaid"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return {"paid": "正常缴费", "back_paid": "补缴", "unpaid": "未缴"}[self]


class InsuredAs(StrEnum):
    """In which standing a person is insured (参保身份)."""

    EMPLOYEE = "employee"
    PUBLIC = "public"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"
    RETIRED = "retired"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return {
            "employee": "单位职工",
            "public": "机关事业单位工作人员",
            "flexible": "灵活就业人员",
            "resident": "城乡居民",
            "retired": "退休待遇领取人员",
        }[self]
