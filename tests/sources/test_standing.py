"""What the words of a contribution row say about the payment."""

import pytest

from guazheng_lib.sources.standing import payment


@pytest.mark.parametrize("status", ["停止缴费", "中止", "离职", "退工", "人员减少", "辞职"])
def test_status_of_who_has_left_is_no_payment(status: str) -> None:
    assert payment(status) == "unpaid"


@pytest.mark.parametrize("status", ["未停止缴费", "未中止", "参保缴费", "已到账"])
def test_status_of_who_stays_is_a_payment(status: str) -> None:
    assert payment(status) == "paid"
