"""A case page: cover, entries, next steps, limits, and what is said to the person."""

from datetime import date

from fazhi.desk import drawings
from fazhi.desk.parts import (
    ClosedStep,
    Cover,
    DueDay,
    Happening,
    Light,
    Link,
    NextStep,
    Notice,
    Paper,
    Reason,
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

TODAY = date(2026, 1, 15)

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
