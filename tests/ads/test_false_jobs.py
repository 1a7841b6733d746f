"""What the words of `signs/concepts/false_jobs.yml` make of made-up advertisements."""

import pytest

from guazheng_lib.ads.judge import judge
from guazheng_lib.ads.verdicts import Verdict

SEEN = {
    "押金": "诚聘文员，入职须缴纳岗位押金800元，离职退还",
    "登记费": "急招装卸工，面试现场交30元登记费",
    "扣证件": "厂里直招普工，身份证原件由公司保管",
    "先转账": "招行政助理，面试前转账88元核实身份",
    "买产品": "应聘须先购买本公司产品一套299元，熟悉后上岗",
    "分期购机": "上班当天办理分期付款购买手机，完成业绩后返还",
    "学费贷款": "零基础学设计，学费可办理贷款，学完安排工作",
    "先学后付": "招程序员学员，先学后付，从工资里扣",
    "指标": "电力公司内部指标，内招进厂，费用12万",
    "付费内推": "名企付费内推，拿实习证明",
    "入会费": "招代理，交入会费1980元，三级分红",
    "跑分": "跑分兼职，用自己的收款码收款",
    "四件套": "招兼职，提供银行卡四件套即可",
    "刷单": "网络刷单员，一单一结，在家可做",
    "充值做任务": "进群做任务，充值激活账号后返佣",
    "打字": "在家打字，每天200元，无需经验",
    "看视频": "手机看视频就能赚钱，多劳多得",
    "每天三小时": "每天工作3小时，月薪13000元",
    "免签": "出国务工月入3万，免签入境，学历不限",
}
HARMLESS = {
    "声明不收费": "本厂直招，不收取任何押金和费用，如遇收费请举报",
    "体检费报销": "入职体检，体检费用由公司承担",
    "加班费": "加班费20元一小时，夜班补助30元，高温费300元",
    "网约车": "招网约车司机，租车押金5000元，可分期",
    "工程保证金": "项目经理，熟悉投标保证金、履约保证金手续",
    "信贷岗位": "客户经理，负责办理个人贷款、信用卡分期业务",
    "内部推荐": "员工内部推荐成功奖励500元，晋升走内部竞聘",
    "风控": "反诈审核员，识别刷单、跑分等风险账户",
    "办卡": "银行大堂引导员，协助客户办理银行卡",
    "兼职翻译": "兼职翻译，可在家完成，稿费千字120元",
    "人员关系": "维护好与客户的关系，有关系营销经验者优先",
    "保险增员": "寿险公司招客户经理，佣金不封顶，月入过万，免费培训",
    "房产中介": "房产经纪人，无责任底薪4000，开单现金奖，轻松高薪!!!",
    "工厂": "电子厂招普工，两班倒，包吃住，小时工22元，月薪6000到7500元!!!",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in SEEN.items()])
def test_a_sign_is_seen(text):
    judged = judge(text)
    assert judged.verdict in (Verdict.FAKE_JOB, Verdict.SUSPECT)
    assert judged.score >= 50
    assert judged.reasons and judged.spans


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HARMLESS.items()])
def test_what_only_looks_like_a_sign_is_clear(text):
    judged = judge(text)
    assert judged.verdict is Verdict.CLEAR, judged.reasons
    assert judged.score < 50
