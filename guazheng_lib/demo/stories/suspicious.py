"""People whom the screening must raise (应列为线索)."""

from datetime import date

from guazheng_lib.demo.ledger import FLEXIBLE, PUBLIC, RESIDENT, Case
from guazheng_lib.demo.permits import BUILDERS
from guazheng_lib.demo.stories.sites import RECENT, project_of
from guazheng_lib.terms.month import month_ordinal, month_text


def plain(case: Case) -> None:
    """Insured and saving at a firm of another trade (挂证)."""
    person, elsewhere = case.working(), case.outsider()
    case.register(person, case.builder(), actual=elsewhere)
    case.employ(person, elsewhere)


def lookalike(case: Case) -> None:
    """Insured at a firm whose name is nearly the same (名称相近)."""
    registered, elsewhere = case.rng.choice(case.town.lookalikes)
    person = case.working()
    case.register(person, registered, actual=elsewhere)
    case.employ(person, elsewhere)


def fund_only(case: Case) -> None:
    """No insurance in the city, but housing fund at another firm (仅公积金)."""
    person, elsewhere = case.working(), case.outsider()
    case.register(person, case.builder(), actual=elsewhere)
    case.save(person, elsewhere)


def proxy(case: Case) -> None:
    """Insurance bought through the registered firm, housing fund where the work is (代缴)."""
    firm, person, elsewhere = case.builder(), case.working(), case.outsider()
    case.register(person, firm, actual=elsewhere)
    case.insure(person, firm)
    case.save(person, elsewhere)


def brief(case: Case) -> None:
    """Insured by the registered firm just for the registration (短期参保)."""
    firm, person, elsewhere = case.builder(), case.working(), case.outsider()
    month = case.rng.randint(3, 6)
    case.register(person, firm, actual=elsewhere, registered_on=date(2025, month, 16))
    start = month_ordinal(f"2025-{month:02d}")
    case.insure(person, elsewhere, last=month_text(start - 2))
    case.insure(person, firm, month_text(start - 1), month_text(start + 2))
    case.insure(person, elsewhere, month_text(start + 3))


def public(case: Case) -> None:
    """On the payroll of a state organ or public institution (机关事业单位在编)."""
    payers = case.town.institutions + case.town.organs
    person, payer = case.working(), case.rng.choice(payers)
    case.register(person, case.builder(), actual=payer)
    case.insure(person, payer, scheme=PUBLIC)


def b_elsewhere(case: Case) -> None:
    """Holds the B certificate at another construction firm (B证在外)."""
    firm, person = case.builder(), case.working()
    elsewhere = case.builder(firm)
    case.register(person, firm, actual=elsewhere)
    case.insure(person, firm)
    case.certify(person, elsewhere)


def several_registrations(case: Case) -> None:
    """Registered at two firms that have nothing to do with each other (多单位注册)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, profession=BUILDERS[0])
    case.register(person, case.builder(firm), actual=firm, profession=BUILDERS[1])
    case.employ(person, firm)


def several_insurers(case: Case) -> None:
    """Insured by two unrelated firms at once (多家参保)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.insure(person, firm)
    case.insure(person, case.outsider())


def flexible(case: Case) -> None:
    """Registered with a firm but insured as one without any (灵活就业参保)."""
    person = case.working()
    case.register(person, case.builder())
    case.insure_alone(person, FLEXIBLE, "灵活就业人员", "正常缴费")


def resident(case: Case) -> None:
    """Registered with a firm but insured as a resident (居民参保)."""
    person = case.working()
    case.register(person, case.builder())
    case.insure_alone(person, RESIDENT, "城乡居民参保人员", "正常缴费")


def absent(case: Case) -> None:
    """Named on a project and never seen there (未到岗)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, profession=BUILDERS[0])
    case.insure(person, firm)
    case.appoint(
        person, firm, project_of(case), {month: case.rng.randint(0, 2) for month in RECENT}
    )


def two_sites(case: Case) -> None:
    """Project manager of two projects at once (同时多个项目)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, profession=BUILDERS[1])
    case.insure(person, firm)
    present = case.rng.randint(18, 22)
    case.appoint(person, firm, project_of(case, "一期"), dict.fromkeys(RECENT, present))
    case.appoint(person, firm, project_of(case, "二期"), dict.fromkeys(RECENT, 0))


def expired_elsewhere(case: Case) -> None:
    """Worked elsewhere all the time that the registration was valid (过期前已不符)."""
    person, elsewhere = case.working(), case.outsider()
    case.register(
        person,
        case.builder(),
        actual=elsewhere,
        registered_on=date(2022, 12, 6),
        valid_until=date(2025, 12, 5),
    )
    case.employ(person, elsewhere)


def late_correction(case: Case) -> None:
    """Corrected after the time for it was over (整改逾期)."""
    person, elsewhere = case.working(), case.outsider()
    row = case.register(person, case.builder(), actual=elsewhere)
    case.insure(person, elsewhere)
    done = date(2026, 5, case.rng.randint(20, 30))
    case.correct(person, row, action="变更注册", completed_on=done)
