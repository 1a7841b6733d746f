"""Per registered employer: people, leads, and who stands out."""

from make import person_id, screened

from guazheng_lib.screening import units


def test_people_are_counted_once():
    table = screened(
        {"level": "priority", "person_id": person_id(1)},
        {"level": "review", "person_id": person_id(1)},
        {"level": "consistent", "person_id": person_id(2)},
    )
    unit = units(table).iloc[0]
    assert (unit["people"], unit["registrations"], unit["share"]) == (2, 3, 0.5)
    assert (unit["priority"], unit["review"], unit["consistent"]) == (1, 1, 1)


def test_a_unit_with_many_leads_stands_out_and_stands_first():
    calm = [{"registered_employer": "云泽市甲建筑有限公司"} for _ in range(4)]
    busy = [{"registered_employer": "云泽市乙建筑有限公司", "level": "review"} for _ in range(3)]
    table = units(screened(*calm, *busy))
    assert table["registered_employer"].tolist()[0] == "云泽市乙建筑有限公司"
    assert table["needs_duty_check"].tolist() == [True, False]


def test_two_leads_are_too_few_to_stand_out():
    assert not units(screened({"level": "review"}, {"level": "review"}))["needs_duty_check"].any()
