"""The papers of the page of examples: a certificate, a draft report, a receipt."""

from datetime import date

from fazhi.desk.drawings import small_bar
from fazhi.desk.parts import (
    Breakdown,
    Certificate,
    Column,
    Figure,
    Link,
    MarginNote,
    Paragraph,
    Part,
    Receipt,
    Section,
    Sheet,
    Table,
)


def _parts(*parts: tuple[str, int]) -> list[Part]:
    whole = sum(number for _, number in parts)
    return [
        Part(label=label, text=str(number), bar=small_bar(number, whole), url="#") for label, number in parts
    ]


CERTIFICATE = Certificate(
    label="人民调解受理",
    text="438",
    unit="件",
    facts=(
        ("定义", "期间内受理的人民调解案件，一案计一件；口头协议后补书面的不重复计。"),
        ("期间", "2025年1月1日至2025年12月31日"),
        ("范围", "青槐街道办事处，含8个社区和派驻派出所调解室"),
        ("截至", "2026年1月15日 09:05，簿记第41207号"),
        ("依据", "《人民调解法》第十七条"),
    ),
    breakdowns=(
        Breakdown(label="按来源", parts=_parts(("主动调解", 172), ("当事人申请", 158), ("委托移送", 108))),
        Breakdown(label="按层级", parts=_parts(("社区", 302), ("街道", 87), ("派驻调解室", 49))),
    ),
    difference="现为437件，少1件：簿记第40926号作废了重复登记的一件。",
    entries=Table(
        caption="底下的记录",
        note="最近3条，共438条",
        columns=(
            Column("日期", kind="day"),
            Column("案件", kind="name"),
            Column("簿记", kind="count", unit="号"),
            Column("件数", kind="count", unit="件"),
        ),
        rows=(
            (date(2025, 12, 31), Link("槐市鲜达果蔬行预付卡退款", "#"), Link("41020", "#"), "+1"),
            (date(2025, 12, 30), Link("渡口社区夜间噪声", "#"), Link("41003", "#"), "+1"),
            (date(2025, 12, 30), Link("上槐宅基地相邻通行", "#"), Link("40998", "#"), "+1"),
        ),
    ),
    download_url="#",
    close_url="#",
)


def _figure(text: str, unit: str, label: str) -> Figure:
    return Figure(text=text, unit=unit, label=label, url="#", panel=False)


SHEET = Sheet(
    title="青槐街道办事处2025年法治政府建设年度报告",
    opening=(
        Paragraph(
            parts=(
                "2025年，青槐街道坚持以习近平法治思想为指导，依法履职，法治政府建设取得新的进展。现报告如下。",
            ),
            edit_url="#",
        ),
    ),
    sections=(
        Section(
            heading="一、主要举措和成效",
            paragraphs=(),
        ),
        Section(
            level=2,
            heading="（一）依法化解矛盾纠纷",
            paragraphs=(
                Paragraph(
                    parts=(
                        "全年受理人民调解案件",
                        _figure("438", "件", "人民调解受理"),
                        "，调解成功",
                        _figure("424", "件", "人民调解成功"),
                        "，成功率",
                        _figure("96.8", "%", "人民调解成功率"),
                        "；其中书面协议",
                        _figure("187", "件", "书面协议"),
                        "，口头协议",
                        _figure("237", "件", "口头协议"),
                        "。排查矛盾纠纷线索",
                        _figure("526", "条", "排查线索"),
                        "，就地化解",
                        _figure("127", "条", "就地化解"),
                        "。",
                    ),
                    edit_url="#",
                ),
                Paragraph(
                    parts=("与派出所建立警调衔接机制，全年接收移送纠纷80件，均在一个月内调结。",),
                    notes=(
                        MarginNote(
                            text="“80件”没有记录支持：账上警调移送为78件。",
                            link=Link("换成账上的数字", "#"),
                        ),
                    ),
                    edit_url="#",
                ),
            ),
        ),
        Section(
            level=2,
            heading="（二）严格规范公正文明执法",
            paragraphs=(
                Paragraph(
                    parts=(
                        "作出行政处罚决定",
                        _figure("176", "件", "行政处罚决定"),
                        "，罚没款",
                        _figure("186,450.00", "元", "罚没款"),
                        "；对轻微违法依法不予处罚",
                        _figure("57", "件", "不予处罚"),
                        "。重大行政执法决定法制审核率100%。",
                    ),
                    notes=(MarginNote(kind="remark", text="与上年相比多11件。", link=Link("看上年", "#")),),
                    edit_url="#",
                ),
            ),
        ),
        Section(
            heading="二、存在的不足和原因",
            paragraphs=(
                Paragraph(
                    parts=("个别案卷送达回证未注明见证人身份，原因是结案前没有逐项核对的清单。",),
                    edit_url="#",
                ),
            ),
        ),
    ),
    signature=("青槐街道办事处", "2026年1月29日"),
)

RECEIPT = Receipt(
    title="受理回执",
    number="青槐人调字〔2026〕第4号",
    code="K7Q2-94XD",
    facts=(
        ("事项", "人民调解：云锦苑二期公共收益公示争议"),
        ("申请人", "程*"),
        ("收到材料", "申请书1份，物业服务合同复印件1份"),
        ("经办", "万和平，0000-80000012"),
    ),
    what_next=(
        "调解员会在三日内与双方约定时间。这类纠纷一般在2026年2月6日(周五)前调结"
        "（《人民调解工作若干规定》第三十三条）。调解不收费；任何一方都可以随时退出。"
    ),
    organ="青槐街道人民调解委员会",
    day="2026年1月6日(周二)",
)
