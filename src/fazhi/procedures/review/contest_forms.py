"""What suits and reconsiderations ask alike: the act, the evidence, who stands for the organ."""

from fazhi.core import form as ask
from fazhi.law.codes import CAUSES_OF_LOSS, CHALLENGED_ACTS
from fazhi.law.roles import LEADER

#: Who attends for the organ 负责人: 正职、副职或者其他分管负责人.
NO_HEAD = ask.codes("""
    force_majeure 不可抗力, accident 意外事件, duty 需要履行他人不能代替的公务,
    other 无法出席的其他正当事由
""")
PLEAS = ask.codes("""
    lawful 行政行为合法适当, out_of_time 超过法定期限, no_standing 不具有原告（申请人）资格,
    wrong_party 被告（被申请人）不适格, out_of_scope 不属于受案（受理）范围, no_duty 没有相应法定职责,
    performed 已经履行法定职责, settlement 同意调解、和解
""")


class Challenged(ask.Form):
    """被诉（被申请复议）的行政行为"""

    subject = ask.Code("行政行为类别", CHALLENGED_ACTS, short=True)
    act_name = ask.Text("行政行为名称", max=100, sealed=True)
    act_no = ask.Text("行政行为文号", max=60, required=False)
    act_on = ask.Day("作出日期", happened=True, required=False)
    claims = ask.Long("请求", sealed=True)
    compensation_claim = ask.YesNo("一并提出行政赔偿请求", required=False)
    norm_review = ask.YesNo("一并请求审查规范性文件", required=False)
    claimed = ask.Yuan("涉及金额", required=False)


Evidence = ask.form(
    "证据目录",
    evidence_name=ask.Text("证据材料名称", max=100, sealed=True),
    evidence_from=ask.Text("证据来源", max=100, sealed=True),
    proves=ask.Text("证明对象或内容", max=200, sealed=True),
    gathered_later=ask.YesNo("作出行政行为后取得"),
    supplement=ask.YesNo("经准许补充", required=False),
)


class Reply(ask.Form):
    """答复"""

    facts = ask.Long("事实和理由", sealed=True)
    evidence = ask.Rows("证据目录", Evidence)
    norms = ask.Long("所依据的规范性文件")
    pleas = ask.Codes("答辩（答复）意见", PLEAS)


class Presence(ask.Form):
    """出席情况"""

    head_present = ask.YesNo("负责人出席")
    head = ask.Person("出席的负责人", posts=LEADER.posts, needed_when=head_present.is_(True))
    post_level = ask.Code(
        "负责人职级",
        "principal 正职负责人, deputy 副职负责人, in_charge 其他参与分管的负责人",
        needed_when=head_present.is_(True),
    )
    head_spoke = ask.YesNo("负责人就实质性解决争议发表意见", required=False)
    absence = ask.Code("负责人不能出席的事由", NO_HEAD, needed_when=head_present.is_(False))
    absence_text = ask.Text("不能出席的说明", max=300, sealed=True, needed_when=head_present.is_(False))
    absence_proved = ask.YesNo("说明已加盖印章或者由负责人签字", needed_when=head_present.is_(False))
    staff_present = ask.People("出席的工作人员", required=False)


class Lessons(ask.Form):
    """败诉（被纠错）分析"""

    causes = ask.Code("主要原因", CAUSES_OF_LOSS)
    loss_text = ask.Long("原因分析", sealed=True)
    improvement = ask.Long("改进措施")
    accountable = ask.Text("责任认定和处理", max=300, sealed=True, required=False)
