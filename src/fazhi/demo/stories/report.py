"""The annual report on the year, on its way in January: a draft sent back, now before the director."""

from __future__ import annotations

from datetime import date

from fazhi.demo.stories.script import Script

_JUSTICE, _DEPUTY, _SECRETARY = "楚怀瑾", "梁以宁", "顾云舟"


def tell(script: Script) -> None:
    """The first draft, typed in Word, said 431 disputes for 438; put right, it is to be signed."""
    report = script.open(
        "annual_report",
        "opened",
        date(2026, 1, 5),
        _JUSTICE,
        year=script.office.year,
        material_by=date(2026, 1, 8),
        material_from="各科室、综合行政执法队、便民服务中心、各社区",
    )
    report.do(
        "drafted",
        date(2026, 1, 8),
        _JUSTICE,
        draft_note="Word初稿，在上年文本上改写，个别数字取自各科室报送材料",
    )
    report.do(
        "returned",
        date(2026, 1, 9),
        _DEPUTY,
        return_reason="用“读报告”核对Word初稿：写“受理人民调解案件431件”，账簿为438件；"
        "第一责任人部分仍写“2024年度工作安排”。请改正，数字一律取自账簿。",
    )
    report.do("drafted", date(2026, 1, 12), _JUSTICE, draft_note="数字已全部改为取自账簿")
    report.do("reviewed", date(2026, 1, 13), _DEPUTY, review_opinion="数字与账簿一致，同意送审")
    report.do(
        "approved",
        date(2026, 1, 14),
        _SECRETARY,
        meeting="2026年1月14日党工委会议",
        approval_opinion="同意，请若谷同志签发后按期报送",
    ).end()
