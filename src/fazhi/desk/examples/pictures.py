"""Charts of a year and the flow pictures of two procedures."""

from fazhi.desk import charts, drawings
from fazhi.desk.drawings import BracketSpec, RunSpec, StopSpec
from fazhi.desk.parts import Chart, Column, Link, Table

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
