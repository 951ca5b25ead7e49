"""A form with one field of every kind, two of them filled in wrongly."""

from datetime import date

from fazhi.desk.parts import Choice, Column, Field, Paper

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
