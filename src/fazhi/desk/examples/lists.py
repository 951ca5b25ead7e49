"""What is due, and lists of cases and figures."""

from datetime import date
from decimal import Decimal

from fazhi.desk.parts import (
    Choice,
    Column,
    Field,
    Frame,
    Light,
    Link,
    Row,
    Tab,
    Table,
    ToDo,
    ToDoGroup,
    Visitor,
)

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
