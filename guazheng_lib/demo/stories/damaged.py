"""Rows that cannot be right (坏行), which must be set aside and counted."""

from guazheng_lib.demo.ledger import Case, LostDigits
from guazheng_lib.demo.people import Person
from guazheng_lib.terms.identity import check_character


def bad_payment_rows(case: Case) -> None:
    """Consistent, but some of the insurance rows cannot be right (坏行)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.employ(person, firm)
    wrong = person.number[:17] + ("0" if person.number[17] != "0" else "1")
    case.insure(person, firm, "2026-05", "2025-02", sheet="spells")
    case.insure(person, firm, "2025-13", "2025-13", sheet="spells")
    case.insure(Person(person.name, wrong), firm, "2026-03", "2026-04")


def lost_digits(case: Case) -> None:
    """A spreadsheet turned the number into a float (号码丢位)."""
    firm, person = case.builder(), case.working()
    row = case.register(person, firm)
    row["person_id"] = LostDigits(person.number)
    case.insure(person, firm)


def wrong_check(case: Case) -> None:
    """One digit of the number was mistyped (校验码不符)."""
    row = case.register(case.working(), case.builder())
    number = row["person_id"]
    _misprint(case, row, number[:16] + str((int(number[16]) + 2) % 10) + number[17])


def impossible_birth(case: Case) -> None:
    """The number holds a birth date that never was (出生日期不存在)."""
    row = case.register(case.working(), case.builder())
    first17 = row["person_id"][:10] + "0230" + row["person_id"][14:17]
    _misprint(case, row, first17 + check_character(first17))


def _misprint(case: Case, row: dict[str, object], number: str) -> None:
    row["person_id"] = case.ledger.truth[-1]["person_id"] = number


def two_persons(case: Case) -> None:
    """One certificate with two persons (一证两人)."""
    firm = case.builder()
    row = case.register(case.working(), firm)
    other = case.register(case.working(), firm)
    own = ("person_name", "person_id")
    other.update({field: cell for field, cell in row.items() if field not in own})
    case.ledger.truth[-1]["certificate_no"] = row["certificate_no"]
