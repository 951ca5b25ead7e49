"""The page of examples: every component filled in as an ordinary day of the invented street would fill it.

Photographed by the browser tests; nothing here is read from the books.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.desk import charts, drawings
from fazhi.desk.drawings import BracketSpec, RunSpec, StopSpec
from fazhi.desk.examples_papers import CERTIFICATE, RECEIPT, SHEET
from fazhi.desk.parts import (
    Chart,
    Choice,
    ClosedStep,
    Column,
    Cover,
    DueDay,
    Field,
    Frame,
    Happening,
    Light,
    Link,
    NextStep,
    Notice,
    Pager,
    Paper,
    Reason,
    Row,
    Tab,
    Table,
    ToDo,
    ToDoGroup,
    Visitor,
)

TODAY = date(2026, 1, 15)

FRAME = Frame(
    organ="青槐街道办事处",
    person="万和平",
    post="专职人民调解员",
    demo_day="2026年1月15日(周四)",
    scale_url="#",
    sign_out_url="#",
    search_url="#",
    nav=(
        Tab(label="待办", url="#", count=7),
        Tab(label="案件", url="#", current=True),
        Tab(label="登记簿", url="#"),
        Tab(label="账簿", url="#"),
        Tab(label="年度报告", url="#"),
        Tab(label="看板", url="#"),
        Tab(label="事项流程", url="#"),
    ),
)

VISITORS = (
    Visitor(
        username="wanheping",
        name="万和平",
        post="专职人民调解员",
        task="登记一起楼上漏水的纠纷，调成，打印调解协议书。",
        minutes=5,
    ),
    Visitor(
        username="yuechangfeng",
        name="岳长风",
        post="综合行政执法队队长",
        task="把一件户外广告案从立案办到听证、法制审核和决定。",
        minutes=10,
    ),
    Visitor(
        username="chuhuaijin",
        name="楚怀瑾",
        post="司法所所长",
        task="对一份物业服务合同出具合法性审查意见。",
        minutes=4,
    ),
    Visitor(
        username="shenruogu",
        name="沈若谷",
        post="办事处主任",
        task="读2025年度报告，点开一个数字看到底下的案卷，签发。",
        minutes=3,
    ),
    Visitor(
        username="district",
        name="区司法局",
        post="云汀区 · 监督",
        task="看青槐街道的一年，抽查三件案卷。",
        minutes=5,
    ),
)

GROUPS = (
    ToDoGroup(
        label="已逾期",
        items=(
            ToDo(
                title="送达回证缺见证人身份：三件案卷整改",
                url="#",
                light=Light(state="overdue", note="超16天"),
                due=date(2025, 12, 30),
                act="提交整改材料",
                act_url="#",
                matter="整改任务 · 青槐改〔2025〕第31号",
                basis="清单规定的完成日",
            ),
        ),
    ),
    ToDoGroup(
        label="三日以内",
        items=(
            ToDo(
                title="桐花里小区4栋502室与602室卫生间漏水纠纷",
                url="#",
                light=Light(state="soon", note="余1天"),
                due=date(2026, 1, 16),
                act="达成协议",
                act_url="#",
                matter="人民调解 · 青槐人调字〔2025〕第436号",
                basis="《人民调解工作若干规定》第三十三条",
            ),
            ToDo(
                title="拟州安捷劳务有限公司拖欠14名装卸工工资",
                url="#",
                light=Light(state="soon", note="余2天"),
                due=date(2026, 1, 17),
                act="记录调解",
                act_url="#",
                matter="人民调解 · 青槐人调字〔2026〕第2号",
                basis="《人民调解工作若干规定》第三十三条",
            ),
        ),
    ),
    ToDoGroup(
        label="以后",
        items=(
            ToDo(
                title="云锦苑二期业主与物业公司公共收益公示争议",
                url="#",
                light=Light(state="normal", note="余22天"),
                due=date(2026, 2, 6),
                act="记录调解",
                act_url="#",
                matter="人民调解 · 青槐人调字〔2026〕第4号",
                basis="《人民调解工作若干规定》第三十三条",
            ),
            ToDo(
                title="渡口夜间噪声纠纷回访",
                url="#",
                light=Light(state="normal"),
                due=None,
                act="回访",
                act_url="#",
                matter="人民调解 · 青槐人调字〔2025〕第402号",
            ),
        ),
    ),
)

CASES = Table(
    caption="人民调解",
    note="共438件，按届满日排列，先到期的在前",
    columns=(
        Column("期限", kind="light"),
        Column("届满日", kind="day", sort_url="#", sorted="ascending"),
        Column("纠纷", kind="name"),
        Column("案号"),
        Column("状态"),
        Column("类型"),
        Column("调解员"),
        Column("涉及金额", kind="yuan", unit="元", sort_url="#"),
    ),
    rows=(
        Row(
            id="case-436",
            cells=(
                Light(state="soon", note="余1天"),
                date(2026, 1, 16),
                Link("桐花里小区4栋502室与602室漏水", "#"),
                "青槐人调字〔2025〕第436号",
                "调解中",
                "邻里纠纷",
                "万和平",
                Decimal(6800),
            ),
        ),
        (
            Light(state="soon", note="余2天"),
            date(2026, 1, 17),
            Link("安捷劳务拖欠14名装卸工工资", "#"),
            "青槐人调字〔2026〕第2号",
            "调解中",
            "劳动争议",
            "成礼",
            Decimal(186000),
        ),
        (
            Light(state="normal", note="余22天"),
            date(2026, 2, 6),
            Link("云锦苑二期公共收益公示争议", "#"),
            "青槐人调字〔2026〕第4号",
            "受理",
            "物业纠纷",
            "万和平",
            None,
        ),
        Row(
            state="void",
            cells=(
                Light(state="done"),
                date(2026, 1, 9),
                Link("望桥老面馆油烟影响楼上住户", "#"),
                "青槐人调字〔2026〕第3号",
                "已作废",
                "邻里纠纷",
                "贺顺",
                Decimal("1200.50"),
            ),
        ),
    ),
)

LEDGER = Table(
    caption="人民调解，按社区",
    note="2025年，截至簿记第41207号",
    columns=(
        Column("社区", kind="name"),
        Column("受理", kind="count", unit="件"),
        Column("调解成功", kind="count", unit="件"),
        Column("成功率", kind="count", unit="%"),
        Column("协议涉及金额", kind="yuan", unit="元"),
    ),
    rows=(
        ("桐花里社区", Link("57", "#"), Link("55", "#"), Decimal("96.5"), Decimal("246800.00")),
        ("云锦苑社区", Link("79", "#"), Link("77", "#"), Decimal("97.5"), Decimal("912350.50")),
        ("槐市社区", Link("48", "#"), Link("46", "#"), Decimal("95.8"), Decimal("1208600.00")),
    ),
    total=("合计", Link("184", "#"), Link("178", "#"), Decimal("96.7"), Decimal("2367750.50")),
)

FILTERS = (
    Field(name="q", label="标题、案号或地点", help="如 桐花里 漏水"),
    Field(
        name="stage",
        label="状态",
        kind="code",
        value="mediating",
        choices=(Choice("accepted", "受理"), Choice("mediating", "调解中"), Choice("closed", "已结案")),
    ),
    Field(name="kind", label="类型", kind="code", choices=(Choice("n", "邻里纠纷"), Choice("p", "物业纠纷"))),
    Field(name="since", label="受理日自", kind="day", value=date(2025, 1, 1)),
)

FIELDS = (
    Field(
        name="title",
        label="纠纷名称",
        required=True,
        value="桐花里小区4栋502室与602室卫生间漏水",
        help="地点加事由，不写身份证号和电话。",
    ),
    Field(
        name="source",
        label="来源",
        kind="code",
        required=True,
        value="applied",
        choices=(
            Choice("proactive", "主动调解"),
            Choice("applied", "当事人申请"),
            Choice("entrusted", "委托移送", "公安、法院、信访等"),
        ),
    ),
    Field(
        name="dispute",
        label="纠纷类型",
        kind="code",
        required=True,
        error="请选择一种纠纷类型；拿不准时选“其他”，以后可以更正。",
        choices=tuple(
            Choice(str(place), label)
            for place, label in enumerate(
                ("邻里", "婚姻家庭", "物业", "劳动争议", "损害赔偿", "合同", "道路交通", "房屋宅基地")
            )
        ),
    ),
    Field(
        name="on",
        label="受理日",
        kind="day",
        required=True,
        value=date(2026, 1, 15),
        most="2026-01-15",
        help="不能晚于今天，也不能早于当事人申请的那一天。",
    ),
    Field(
        name="amount",
        label="涉及金额",
        kind="yuan",
        value="1.2万",
        error="“1.2万”不是金额，请填以元为单位的数字，例如 12000.00。",
    ),
    Field(
        name="parties",
        label="当事人",
        kind="rows",
        required=True,
        sealed=True,
        columns=(Column("姓名或名称"), Column("身份证号"), Column("电话"), Column("一方")),
        rows=tuple(
            (
                Field(name=f"parties-{place}-name", label="姓名或名称", value=name, required=True),
                Field(name=f"parties-{place}-id", label="身份证号", value=number),
                Field(name=f"parties-{place}-phone", label="电话", value=phone),
                Field(
                    name=f"parties-{place}-side",
                    label="一方",
                    kind="code",
                    value=side,
                    choices=(Choice("a", "申请"), Choice("b", "被申请")),
                ),
            )
            for place, (name, number, phone, side) in enumerate(
                (
                    ("林向晚", "99010119900307231X", "10000000001", "a"),
                    ("周以南", "990101196512120048", "10000000002", "b"),
                )
            )
        ),
    ),
    Field(
        name="topics",
        label="涉及事项",
        kind="codes",
        value=("leak", "repair"),
        choices=tuple(
            Choice(value, label)
            for value, label in (
                ("leak", "渗漏"),
                ("repair", "维修"),
                ("noise", "噪声"),
                ("passage", "通道"),
                ("pets", "养犬"),
                ("parking", "停车"),
                ("fees", "物业费"),
            )
        ),
    ),
    Field(name="wanted", label="双方是否自愿", kind="yes_no", required=True, value=True),
    Field(
        name="facts",
        label="纠纷事实",
        kind="long",
        sealed=True,
        value="502室反映楼上602室卫生间漏水致吊顶受损，双方协商两次未果。",
    ),
    Field(
        name="evidence",
        label="材料",
        kind="files",
        accept=".pdf,.jpg,.png",
        papers=(Paper(label="漏水现场照片.jpg", url="#", number="图片 · 1.8 MB"),),
        help="PDF 或照片，每件不超过 20 MB。",
    ),
)

COVER = Cover(
    kind="人民调解",
    title="桐花里小区4栋502室与602室卫生间漏水纠纷",
    number="青槐人调字〔2025〕第436号",
    stage="调解中",
    light=Light(state="soon", note="余1天"),
    facts=(
        ("当事人", "林*晚 与 周*南"),
        ("调解员", "万和平"),
        ("受理", "2025年12月16日(周二)"),
        ("地点", "桐花里社区第三网格"),
        ("类型", "邻里纠纷"),
    ),
)

HAPPENINGS = (
    Happening(
        on=date(2026, 1, 8),
        step="调解",
        who="万和平（专职人民调解员）",
        number=41188,
        seal="5f0c 91ab 33d0",
        sentence="第二次调解，双方到场；对渗漏原因无异议，修缮费分担仍差800元，约定1月15日前再谈。",
        basis="《人民调解法》第二十二条",
        fields=(
            ("调解方式", "当面"),
            ("地点", "桐花里社区调解室"),
            ("到场", "林*晚、周*南"),
            ("分歧", "修缮费分担，相差800.00元"),
            ("下次", "2026年1月15日(周四)"),
        ),
        papers=(Paper(label="调解笔录", url="#", number="第2次 · 1页"),),
        correct_url="#",
    ),
    Happening(
        on=date(2025, 12, 29),
        step="调解",
        who="万和平（专职人民调解员）",
        number=40911,
        state="void",
        remark="由簿记第40926号更正：到场人数误记为3人。",
        sentence="第一次调解，三人到场。",
    ),
    Happening(
        on=date(2025, 12, 16),
        step="受理",
        who="万和平（专职人民调解员）",
        number=40655,
        sentence="依林某申请受理，周某同意调解；告知双方权利义务。",
        basis="《人民调解法》第十七条",
        recorded="12月17日补记",
        papers=(
            Paper(label="人民调解申请书", url="#", number="1页"),
            Paper(label="受理登记表", url="#", number="青槐人调字〔2025〕第436号", sealed=True),
        ),
        figures=(("人民调解受理", "+1件", "#"), ("当事人", "+2人", "#")),
    ),
    Happening(
        on=date(2025, 12, 15),
        step="申请",
        who="闵晓棠（综合窗口，代樊清欢）",
        number=40652,
        sentence="林某到便民服务中心申请调解楼上漏水。",
    ),
)

NEXT_STEPS = (
    NextStep(label="达成协议", url="#", basis="《人民调解法》第二十八条", due="1月16日前"),
    NextStep(label="记录调解", url="#", basis="《人民调解法》第二十二条"),
    NextStep(label="终止调解", url="#", basis="《人民调解法》第二十六条"),
)
CLOSED_STEPS = (
    ClosedStep(
        label="申请司法确认",
        reasons=(Reason("案件还没有调解协议。", "《人民调解法》第三十三条"),),
    ),
    ClosedStep(
        label="归档",
        reasons=(
            Reason("案件当前为“调解中”，尚未结案。", "《人民调解工作若干规定》第二十七条"),
            Reason("您是本案调解员，案卷须由他人查验。", "《人民调解工作若干规定》第十七条"),
        ),
    ),
)
DUES = (
    DueDay(
        label="调结",
        light=Light(state="soon", note="余1天"),
        last_day="2026年1月16日(周五)",
        basis="《人民调解工作若干规定》第三十三条：一般在一个月内调结",
        sentences=(
            "2025年12月16日受理，期限从次日起算。",
            "一个月到2026年1月16日届满。",
            "1月16日(周五)是工作日，不顺延。",
        ),
        ruler=drawings.ruler(date(2025, 12, 16), date(2026, 1, 16), TODAY, light="soon", start_label="受理"),
    ),
)
RULERS = (
    drawings.ruler(date(2026, 1, 6), date(2026, 2, 6), TODAY, start_label="受理"),
    drawings.ruler(
        date(2025, 11, 3),
        date(2026, 2, 24),
        TODAY,
        start_label="立案",
        pauses=((date(2025, 12, 1), date(2025, 12, 22)),),
        rolled_from=date(2026, 2, 16),
    ),
    drawings.ruler(date(2025, 12, 15), date(2025, 12, 30), TODAY, light="overdue", last_label="应完成"),
    drawings.ruler(date(2025, 9, 1), date(2025, 9, 10), TODAY, light="done", met_on=date(2025, 9, 8)),
)

REFUSED = Notice(
    kind="refusal",
    title="现在不能办理“作出决定”",
    reasons=(
        Reason("本案经过听证，须先经法制审核。", "《行政处罚法》第五十八条", "review-first"),
        Reason("拟处罚款50,000.00元，须由负责人集体讨论决定。", "《行政处罚法》第五十七条", "discuss-first"),
        Reason("岳长风是本案承办人，不得作出决定。", "《行政处罚法》第五十八条", "same-hand"),
    ),
    link=Link("看本案还能办理什么", "#"),
)
WRONG = Notice(
    kind="problem",
    title="有2处要改",
    reasons=(
        Reason("请选择一种。", place="纠纷类型", place_url="#dispute"),
        Reason("“1.2万”不是金额，请填以元为单位的数字。", place="涉及金额", place_url="#amount"),
    ),
)
WRITTEN = Notice(
    kind="done",
    title="已记入簿记第41208号：达成协议",
    text="调解协议自双方签名之日起生效。三十日内双方可以共同申请司法确认，最晚2026年2月14日(周六)。",
    link=Link("打印调解协议书", "#"),
)
TOLD = Notice(
    title="2027年的放假安排尚未公布", text="落在2027年的届满日按周末和法定节日暂算，公布后自动重算。"
)

KINDS = (
    charts.Bar(label="邻里", value=124, url="#"),
    charts.Bar(label="婚姻家庭", value=71, url="#"),
    charts.Bar(label="物业", value=62, url="#"),
    charts.Bar(label="劳动争议", value=46, url="#"),
    charts.Bar(label="损害赔偿", value=38, url="#"),
    charts.Bar(label="合同", value=27, url="#"),
    charts.Bar(label="道路交通", value=19, url="#"),
    charts.Bar(label="其他", value=51, url="#"),
)
ACCEPTED = (34, 26, 37, 38, 39, 40, 41, 39, 37, 32, 36, 39)
BEFORE = (30, 28, 31, 35, 36, 38, 43, 37, 33, 30, 31, 34)
STATES = (
    charts.Bar(label="正常", value=61, url="#"),
    charts.Bar(label="临期", value=9, url="#"),
    charts.Bar(label="逾期", value=2, url="#", overdue=True),
)


def chart_list() -> list[Chart]:
    """Return the charts of the page."""
    return [
        Chart(
            title="每月受理的人民调解",
            note="件，2025年；横线为2024年同月",
            svg=charts.months(
                charts.Series(label="2025年", values=ACCEPTED, urls=["#"] * 12),
                charts.Series(label="2024年", values=BEFORE),
                title="2025年每月受理的人民调解",
                unit="件",
            ),
            table=Table(
                caption="每月受理",
                quiet_caption=True,
                columns=(
                    Column("月份", kind="name"),
                    Column("2025年", kind="count", unit="件"),
                    Column("2024年", kind="count", unit="件"),
                ),
                rows=[
                    (f"{month}月", now, past)
                    for month, (now, past) in enumerate(zip(ACCEPTED, BEFORE, strict=True), start=1)
                ],
            ),
            link=Link("查看分类账", "#"),
        ),
        Chart(
            title="人民调解的类型",
            note="件，2025年受理438件",
            svg=charts.bars(KINDS, title="2025年人民调解的类型", unit="件"),
            table=_as_table("类型", KINDS),
        ),
        Chart(
            title="在办事项的期限",
            note="件，2026年1月15日",
            svg=charts.share(STATES, title="在办事项的期限", unit="件"),
            table=_as_table("期限", STATES),
        ),
    ]


def _as_table(label: str, rows: tuple[charts.Bar, ...]) -> Table:
    return Table(
        caption=label,
        quiet_caption=True,
        columns=(Column(label, kind="name"), Column("件数", kind="count", unit="件")),
        rows=[(row.label, row.value) for row in rows],
    )


def mediation_flow() -> str:
    """Return the flow picture of a mediation."""
    return drawings.flow(
        (
            StopSpec("已申请"),
            StopSpec("调解中"),
            StopSpec("待签协议"),
            StopSpec("履行中"),
            StopSpec("确认中"),
            StopSpec("已结案", final=True),
            StopSpec("未受理", final=True),
        ),
        (
            RunSpec("申请", (), "已申请", "《人民调解法》第十七条"),
            RunSpec("受理", ("已申请",), "调解中", "《人民调解法》第十七条"),
            RunSpec("不予受理", ("已申请",), "未受理", "《若干规定》第二十四条"),
            RunSpec("调解", ("调解中",), None, "《人民调解法》第二十二条"),
            RunSpec("更换调解员", ("调解中",), None, "《人民调解法》第十五条"),
            RunSpec("谈妥", ("调解中",), "待签协议", "《人民调解法》第二十八条"),
            RunSpec("达成协议", ("待签协议",), "履行中", "《人民调解法》第二十九条"),
            RunSpec("申请司法确认", ("履行中",), "确认中", "《人民调解法》第三十三条"),
            RunSpec("回访", ("履行中",), None, "《若干规定》第三十七条"),
            RunSpec("确认", ("确认中",), "已结案", "《民事诉讼法》第二百零六条"),
            RunSpec("履行完毕", ("履行中",), "已结案", "《人民调解法》第三十一条"),
            RunSpec("终止调解", ("调解中", "待签协议"), "已结案", "《人民调解法》第二十六条"),
        ),
        (
            BracketSpec("调结", "一个月", "受理", "达成协议"),
            BracketSpec("申请确认", "三十日", "达成协议", "申请司法确认"),
        ),
        title="人民调解的办理流程",
    )


def penalty_flow() -> str:
    """Return the flow picture of a penalty in the ordinary procedure."""
    law = "《行政处罚法》"
    return drawings.flow(
        (
            StopSpec("线索核查"),
            StopSpec("调查中"),
            StopSpec("待告知"),
            StopSpec("待陈述申辩"),
            StopSpec("听证中"),
            StopSpec("法制审核中"),
            StopSpec("待决定"),
            StopSpec("待送达"),
            StopSpec("执行中"),
            StopSpec("已结案", final=True),
        ),
        (
            RunSpec("发现线索", (), "线索核查", f"{law}第五十四条"),
            RunSpec("立案", ("线索核查",), "调查中", f"{law}第五十四条"),
            RunSpec("不予立案", ("线索核查",), "已结案", f"{law}第五十四条"),
            RunSpec("先行登记保存", ("调查中",), None, f"{law}第五十六条"),
            RunSpec("调查终结", ("调查中",), "待告知", f"{law}第五十七条"),
            RunSpec("告知", ("待告知",), "待陈述申辩", f"{law}第四十四条"),
            RunSpec("陈述申辩", ("待陈述申辩",), None, f"{law}第四十五条"),
            RunSpec("要求听证", ("待陈述申辩",), "听证中", f"{law}第六十三条"),
            RunSpec("听证", ("听证中",), "法制审核中", f"{law}第六十四条"),
            RunSpec("送审", ("待陈述申辩",), "法制审核中", f"{law}第五十八条"),
            RunSpec("无须审核", ("待陈述申辩",), "待决定", f"{law}第五十七条"),
            RunSpec("审核通过", ("法制审核中",), "待决定", f"{law}第五十八条"),
            RunSpec("退回补查", ("法制审核中",), "调查中", f"{law}第五十八条"),
            RunSpec("集体讨论", ("待决定",), None, f"{law}第五十七条"),
            RunSpec("作出决定", ("待决定",), "待送达", f"{law}第五十七条"),
            RunSpec("送达", ("待送达",), "执行中", f"{law}第六十一条"),
            RunSpec("公开", ("执行中",), None, f"{law}第四十八条"),
            RunSpec("结案", ("执行中",), "已结案", f"{law}第六十七条"),
        ),
        (
            BracketSpec("处罚决定", "九十日", "立案", "作出决定"),
            BracketSpec("要求听证", "五个工作日", "告知", "要求听证"),
            BracketSpec("送达", "七个工作日", "作出决定", "送达"),
            BracketSpec("缴纳罚款", "十五日", "送达", "结案"),
        ),
        title="行政处罚普通程序的办理流程",
    )


def context() -> Mapping[str, Any]:
    """Return everything the page of examples draws."""
    return {
        "desk": FRAME,
        "heading": "部件样张",
        "heading_note": "每个部件一例，内容取自虚构的青槐街道。",
        "crumbs": (Link("待办", "#"), Link("案件", "#"), Link("部件样张")),
        "tabs": (
            Tab(label="案卷", url="#", current=True),
            Tab(label="材料", url="#", count=5),
            Tab(label="期限", url="#", count=2),
            Tab(label="记账", url="#"),
        ),
        "visitors": VISITORS,
        "enter_url": "#",
        "sign_in_url": "#",
        "groups": GROUPS,
        "cases": CASES,
        "ledger": LEDGER,
        "filters": FILTERS,
        "filters_chosen": (Link("状态：调解中", "#"), Link("受理日自2025-01-01", "#")),
        "filters_clear_url": "#",
        "pager": Pager(
            shown="第41–80件，共438件",
            previous_url="#",
            next_url="#",
            pages=(
                Tab(label="1", url="#"),
                Tab(label="2", url="#", current=True),
                Tab(label="3", url="#"),
                Tab(label="…", url=""),
                Tab(label="11", url="#"),
            ),
        ),
        "lights": [Light(state=state) for state in ("normal", "soon", "overdue", "paused", "done")],
        "fields": FIELDS,
        "cover": COVER,
        "happenings": HAPPENINGS,
        "next_steps": NEXT_STEPS,
        "closed_steps": CLOSED_STEPS,
        "dues": DUES,
        "rulers": RULERS,
        "said": (WRITTEN, REFUSED, WRONG, TOLD),
        "certificate": CERTIFICATE,
        "charts": chart_list(),
        "mediation_flow": mediation_flow(),
        "penalty_flow": penalty_flow(),
        "sheet": SHEET,
        "stamp": drawings.stamp("青槐街道办事处"),
        "receipt": RECEIPT,
    }
