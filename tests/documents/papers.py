"""Papers that the tests of this folder share."""

from fazhi.documents.paper import (
    Attachments,
    Cell,
    FieldGrid,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    runs,
)

ORGAN = "拟州市云汀区青槐街道办事处"
CHECK = {"check_code": "7K3M-92QX", "check_address": "https://check.example.gov.cn/7K3M-92QX"}


def notice() -> Paper:
    """A notice with a red head and every kind of block."""
    return Paper(
        kind="official",
        organ=ORGAN,
        title="关于开展矛盾纠纷排查的通知",
        number="青槐街办〔2025〕12号",
        addressee=runs("各社区居民委员会："),
        body=(
            Heading("一、总体要求"),
            Paragraph(
                runs("全年共排查", Run("1,234", figure=Figure("dispute.registered", "#f1")), "件。"),
            ),
            Table(
                head=(runs("社区"), runs("件数")),
                rows=((runs("桐花里"), runs("12")), (runs("望桥"), runs("7"))),
                widths=(3, 1),
                caption="分社区情况",
                align=("left", "right"),
            ),
            Attachments(("排查情况表", "责任分工")),
            Signature(runs(ORGAN), date="2025年9月12日", seal="（印章）"),
        ),
        copies="区司法局。",
        **CHECK,
    )


def register_form() -> Paper:
    """A standard form with a person's sealed name, and cells that span."""
    return Paper(
        kind="form",
        organ="桐花里社区人民调解委员会",
        title="人民调解受理登记表",
        body=(
            FieldGrid(
                widths=(2, 2, 3, 2, 3),
                rows=(
                    (
                        Cell(runs("申请人"), label=True, down=2),
                        Cell(runs("姓名"), label=True),
                        Cell(runs(Run("张三丰", sealed=True))),
                        Cell(runs("性别"), label=True),
                        Cell(runs("男")),
                    ),
                    (Cell(runs("住址"), label=True), Cell(runs("桐花里12号"), across=3)),
                    (Cell(runs("纠纷简要情况"), label=True), Cell(runs("楼上漏水。"), across=4, lines=6)),
                ),
            ),
            Signature(runs("申请人（签名）")),
        ),
        **CHECK,
    )
