"""People who work where they are registered, or of whom the files say too little (一致与待补充)."""

from datetime import date

from guazheng_lib.demo.firms import Firm
from guazheng_lib.demo.ledger import Case
from guazheng_lib.demo.people import Person
from guazheng_lib.demo.permits import BUILDERS
from guazheng_lib.demo.stories.sites import RECENT, project_of

_UNCODED = {"employer_uscc": "", "employer_code": ""}


def consistent(case: Case) -> None:
    """Registered and insured at one firm."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.employ(person, firm)
    if case.rng.random() < 0.4:
        case.certify(person, firm)


_SHORTENED = (("工程", ""), ("有限公司", "有限责任公司"), ("市", ""), ("建筑", " 建筑"))


def variant(case: Case) -> None:
    """The bureau spells the firm otherwise: a legal form, a blank, a word left out (写法不同)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.insure(person, firm, employer=_respell(case, firm), **_UNCODED)


def _respell(case: Case, firm: Firm) -> str:
    if "责任" in firm.name:
        return firm.name.replace("有限责任公司", "有限公司")
    known = [(old, new) for old, new in _SHORTENED if old in firm.name]
    return firm.name.replace(*case.rng.choice(known), 1) + case.rng.choice(("", "　"))


def branch(case: Case) -> None:
    """A branch of the registered firm pays (分公司缴纳)."""
    firm, person = case.builder(), case.working()
    place = case.rng.choice(("松碓", "第三", "云埭", "望汀"))
    case.register(person, firm)
    case.insure(person, firm, employer=firm.branch(place), **_UNCODED)


def renamed(case: Case) -> None:
    """The firm took another name while the bureau still carries the old one (更名)."""
    firm, person = case.rng.choice(case.town.renamed), case.working()
    case.register(person, firm)
    case.insure(person, firm, last="2025-09", employer=firm.former, **_UNCODED)
    case.insure(person, firm, "2025-10")


def same_name(case: Case) -> None:
    """Someone else of the same name is insured elsewhere (同名)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.employ(person, firm)
    case.employ(case.working(person.name), case.outsider())


def two_certificates(case: Case) -> None:
    """Two professions at one firm (一人两证)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, profession=BUILDERS[0])
    case.register(person, firm)
    case.employ(person, firm)


def specialties(case: Case) -> None:
    """One certificate, exported as a row for each specialty (多专业)."""
    firm, person = case.builder(), case.working()
    row = case.register(person, firm, profession=BUILDERS[1])
    others = [s for s in BUILDERS[1].specialties if s != row["specialty"]]
    case.ledger.registrations += [row | {"specialty": s} for s in case.rng.sample(others, 2)]
    case.employ(person, firm)


def job_change(case: Case) -> None:
    """Changed employer and registration, the insurance following a month later (调动)."""
    firm, person = case.builder(), case.working()
    changed = case.rng.randint(4, 10)
    case.register(person, firm, registered_on=date(2025, changed, 11))
    case.insure(person, case.builder(firm), last=f"2025-{changed:02d}")
    case.insure(person, firm, f"2025-{changed + 1:02d}")


def new_registration(case: Case) -> None:
    """Registered in the last months; the employer before is nobody's business (新注册)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, registered_on=date(2026, 4, case.rng.randint(2, 25)))
    case.insure(person, case.outsider(), last="2026-03")
    case.insure(person, firm, "2026-04")


def paused(case: Case) -> None:
    """An old employer still shows, but nothing was paid there (暂停缴费)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.employ(person, firm)
    case.insure(person, case.outsider(), status=case.rng.choice(("暂停缴费", "中断", "终止参保")))


def back_paid(case: Case) -> None:
    """Some months were paid later, by the same firm (补缴)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.insure(person, firm, last="2025-08")
    case.insure(person, firm, "2025-09", "2025-12", status="补缴", sheet="spells")
    case.insure(person, firm, "2026-01")


def old_number(case: Case) -> None:
    """A number of an abolished area, which the fund still carries with 15 digits (旧号码)."""
    firm, person = case.builder(), case.people.working(case.county, moved=True)
    case.register(person, firm)
    case.insure(person, firm)
    case.save(Person(person.name, person.number_of_1984), firm)


def coded(case: Case) -> None:
    """The bureau's file names the employer by its own number only (单位编号)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.insure(person, firm, sheet="codes")


def expired(case: Case) -> None:
    """Worked there while the registration was valid, and left when it ran out (过期)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, registered_on=date(2022, 9, 6), valid_until=date(2025, 9, 5))
    case.insure(person, firm, last="2025-09")
    case.insure(person, case.outsider(), "2025-10")


def on_site(case: Case) -> None:
    """Named on a project and seen there (到岗)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm, profession=BUILDERS[0])
    case.employ(person, firm)
    days = {month: case.rng.randint(17, 22) for month in RECENT}
    case.appoint(person, firm, project_of(case), days)


def dispatch(case: Case) -> None:
    """An HR agency pays (劳务派遣)."""
    person = case.working()
    case.register(person, case.builder())
    case.insure(person, case.rng.choice(case.town.agencies))


def affiliated(case: Case) -> None:
    """The parent or the subsidiary pays (母子公司)."""
    registered, paying = case.rng.sample(case.rng.choice(case.town.groups), 2)
    person = case.working()
    case.register(person, registered, actual=paying)
    case.insure(person, paying)


def out_of_city(case: Case) -> None:
    """Not in any of the city's files (本地未参保)."""
    case.register(case.working(), case.builder())


def code_unknown(case: Case) -> None:
    """The bureau's number stands for nobody in the table handed in (编号不明)."""
    firm, person = case.builder(), case.working()
    case.register(person, firm)
    case.insure(person, firm, employer_code=f"9{case.rng.randint(0, 9_999_999):07d}", sheet="codes")
