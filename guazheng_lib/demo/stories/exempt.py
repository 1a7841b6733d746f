"""Situations in principle not 挂证, proved and unproved, and self-corrections (免责与整改)."""

from datetime import date

from guazheng_lib.demo.ledger import FLEXIBLE, PUBLIC, STAFF, Case


def retired_proved(case: Case) -> None:
    """Retired and working on, with the papers filed (退休返聘)."""
    person = case.people.retired(case.county)
    case.register(person, case.builder())
    proof = case.rng.choice(("退休证、返聘协议", "基本养老金核定表、返聘协议"))
    case.prove(person, "达到法定退休年龄正式退休，返聘", proof)


def retired_by_insurance(case: Case) -> None:
    """Retired as the insurance itself says (退休待遇领取)."""
    person = case.people.retired(case.county)
    case.register(person, case.builder())
    case.insure_alone(person, STAFF, "退休人员社会化管理", "退休待遇领取")


def retired_unproved(case: Case) -> None:
    """Past the retirement age, no papers, no payment (疑似退休)."""
    case.register(case.people.retired(case.county), case.builder())


def overage_proved(case: Case) -> None:
    """Past the registration's limit of age, with the papers of retirement (超龄已退休)."""
    person = case.people.overage(case.county)
    case.register(person, case.builder())
    case.prove(person, "退休人员返聘", "退休证、返聘协议")


def overage(case: Case) -> None:
    """Past the limit of age, no papers, no payment (超龄)."""
    case.register(case.people.overage(case.county), case.builder())


def reformed(case: Case) -> None:
    """Kept the institution's standing in its subsidiary, with papers (改制保留身份)."""
    institute, firm = case.rng.choice(case.town.reformed)
    person = case.working()
    case.register(person, firm)
    case.insure(person, institute, scheme=PUBLIC)
    case.prove(person, "事业单位改制保留事业身份", "市测绘院人事关系证明")


def reformed_unproved(case: Case) -> None:
    """The same without papers; only the register names the institution as parent."""
    institute, firm = case.rng.choice(case.town.reformed)
    person = case.working()
    case.register(person, firm)
    case.insure(person, institute, scheme=PUBLIC)


def teacher(case: Case) -> None:
    """Teaches at the school that owns the design firm, with papers (院校教师)."""
    school, firm = case.rng.choice(case.town.schools)
    person = case.working()
    case.register(person, firm)
    case.insure(person, school, scheme=PUBLIC)
    case.prove(person, "院校在职教师，受聘于本校设计院", "学校人事处在职证明")


def teacher_unproved(case: Case) -> None:
    """The same without papers."""
    school, firm = case.rng.choice(case.town.schools)
    person = case.working()
    case.register(person, firm)
    case.insure(person, school, scheme=PUBLIC)


def veteran(case: Case) -> None:
    """Left the forces to find work alone (自主择业)."""
    person = case.working()
    case.register(person, case.builder())
    case.prove(person, "军队自主择业干部", "军队转业干部自主择业证")


def buyout(case: Case) -> None:
    """The insurance was bought out when the land was taken (买断)."""
    person = case.working()
    case.register(person, case.builder())
    case.insure_alone(person, FLEXIBLE, "灵活就业人员", "正常缴费")
    case.prove(person, "征地拆迁买断社保", "征地补偿安置协议")


def other_ground(case: Case) -> None:
    """Lent to another region by policy (其他法定情形)."""
    person = case.working()
    case.register(person, case.builder())
    case.insure(person, case.outsider())
    case.prove(person, "援疆挂职，有国家政策依据", "市委组织部援派文件")


def rectified(case: Case) -> None:
    """Corrected in time; the payment elsewhere goes on for a while (自查已整改)."""
    person = case.working()
    row = case.register(person, case.builder())
    case.insure(person, case.outsider())
    action = case.rng.choice(("变更注册", "注销注册", "解除劳动合同并注销"))
    case.correct(person, row, action=action, completed_on=date(2026, 4, case.rng.randint(1, 29)))
