"""Disputes that the year began and ended with: three brought over from 2024, four still open at its end."""

from __future__ import annotations

from datetime import date

from fazhi.demo.stories.open_matters import mediation, session
from fazhi.demo.stories.script import Script

_ESTATE, _MILL, _RIVER, _OLD_TOWN = "990101001005", "990101001004", "990101001007", "990101001002"


def tell(script: Script) -> None:
    """Tell those of both ends; the fourth that stays open, a leak, is told with what else is open."""
    _carried(script)
    _due_today(script)
    _agreed_in_january(script)
    _just_begun(script)


def _carried(script: Script) -> None:
    """Accepted in one December, agreed on in the January after it."""
    for accepted, agreed, place, kind, by, summary, facts, terms, amount in (
        (
            date(2024, 12, 17),
            date(2025, 1, 8),
            _MILL,
            "neighbour",
            "万和平",
            "申请人反映楼上住户阳台浇花滴水，晾晒衣物多次受污，双方发生口角。",
            "双方对滴水的事实无争议。",
            "楼上住户加装接水盘，当场补偿申请人200元，双方互致歉意。",
            200,
        ),
        (
            date(2024, 12, 23),
            date(2025, 1, 10),
            _ESTATE,
            "property_management",
            "成礼",
            "业主反映地下车库道闸故障致车辆剐蹭，物业公司未及时处理。",
            "道闸落杆过快，有监控为证。",
            "物业公司当场赔偿修车费1800元，检修道闸。",
            1800,
        ),
        (
            date(2024, 12, 26),
            date(2025, 1, 14),
            _RIVER,
            "damage",
            "贺顺",
            "行人被店铺门前结冰水渍滑倒，要求赔偿医疗费。",
            "店铺承认清洗门前地面后未及时清除冰面。",
            "店铺当场赔偿医疗费1200元，今后低温天气不在门前洒水。",
            1200,
        ),
    ):
        case = mediation(script, accepted, place, kind, summary, other="sole_trader", sum_=amount, by=by)
        case.do(
            "settled",
            agreed,
            by,
            form="oral",
            facts=facts,
            terms=terms,
            amount=amount,
            performance="at_once",
        )
        case.do("performed", agreed, by, performed_how="full", performed_note="款项当场付清")
        case.do("archived", script.working(agreed, 5), by, volumes=1, retention="short").end()


def _due_today(script: Script) -> None:
    """Accepted a month ago: it is to be settled today."""
    summary = "申请人反映楼上住户夜间跑步机锻炼影响老人休息，双方在业主群内争吵。"
    case = mediation(script, date(2025, 12, 15), _ESTATE, "neighbour", summary, other="individual", sum_=0)
    session(
        case, date(2025, 12, 24), "双方各自陈述，楼上住户称已铺设地垫，申请人要求22时后停止使用。", "stuck"
    )
    session(case, date(2026, 1, 12), "楼上住户同意加铺减震垫、21时30分后不再使用，约定三日内签协议。", "near")
    case.end()


def _agreed_in_january(script: Script) -> None:
    """Accepted before the holiday, agreed on after it."""
    summary = "申请人称饭店停业时欠付两个月工资9600元，经营者承认欠付，要求延期。"
    case = mediation(
        script, date(2025, 12, 25), _OLD_TOWN, "labour", summary, other="sole_trader", sum_=9_600, by="成礼"
    )
    session(
        case, date(2025, 12, 30), "双方核对考勤和转账记录，对数额无争议，对期限有分歧。", "near", by="成礼"
    )
    case.do(
        "settled",
        date(2026, 1, 9),
        "成礼",
        form="written",
        facts="双方确认欠付两个月工资9600元。",
        terms="经营者于2026年2月10日前一次性付清9600元。",
        amount=9_600,
        wages=9_600,
        performance="by_date",
        perform_by=date(2026, 2, 10),
        copies=3,
    ).end()


def _just_begun(script: Script) -> None:
    """Accepted in the last days of the year."""
    summary = "业主反映公共收益多年未公示，要求物业公司说明并返还，物业公司称已用于维修。"
    case = mediation(
        script,
        date(2025, 12, 29),
        _ESTATE,
        "property_management",
        summary,
        other="enterprise",
        sum_=36_000,
        by="贺顺",
    )
    session(
        case,
        date(2026, 1, 7),
        "物业公司提交收支明细，业主代表要求核对发票，约定下次会面。",
        "going_on",
        by="贺顺",
    )
    case.end()
