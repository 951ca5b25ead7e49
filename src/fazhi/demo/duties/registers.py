"""Registers that the year leans on: advisers, law-knowers, and the printed matter that is given out."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.stories.script import Tale
from fazhi.demo.street_2025 import rows

FIRM = "拟州衡川律师事务所"
LEAD = "祁衡川"
_JUSTICE, _PUBLICITY, _PUBLIC_LAWYER = "楚怀瑾", "乔知夏", "易修远"
_ENROLLED = date(2024, 12, 10)
_IDENTITIES = {
    "community_cadre": 16,
    "grid_worker": 16,
    "mediator": 12,
    "women_children": 8,
    "party_member": 8,
    "veteran": 4,
    "elder": 4,
    "resident": 4,
}
#: Printed matter: (name, kind, laws, share of what is given out).
_MATERIALS = (
    ("《民法典》生活手册", "booklet", ("civil_code",), 18),
    ("《法治宣传教育法》宣传折页", "leaflet", ("other",), 10),
    ("宪法宣传单", "leaflet", ("constitution",), 12),
    ("人民调解、法律援助指引折页", "leaflet", ("other",), 16),
    ("反诈防骗宣传单", "leaflet", ("public_security",), 14),
    ("电动自行车停放充电安全告知单", "leaflet", ("production_safety",), 12),
    ("《信访工作条例》问答手册", "booklet", ("petition",), 6),
    ("普法环保袋", "goods", ("other",), 8),
    ("安全生产和消防海报", "poster", ("production_safety",), 3),
    ("主题普法横幅", "banner", ("other",), 1),
)


def tell(dealer: Dealer) -> None:
    """Tell the three registers."""
    _advisers(dealer)
    _law_knowers(dealer)
    _materials(dealer)
    _boards(dealer)


def _assessed(dealer: Dealer, entry: Tale, by: str, nth: int, **form: Any) -> None:
    """Tell the yearly review of an entry, in December."""
    day = dealer.working_days(12)[8 + nth % 8]
    entry.do("changed", day, by, event="assessed", year=dealer.year, **form)


def _advisers(dealer: Dealer) -> None:
    script = dealer.script
    term: dict[str, Any] = {"term": "standing", "term_from": date(2024, 5, 1)}
    firm = script.open(
        "legal_adviser",
        "enrolled",
        _ENROLLED,
        _JUSTICE,
        name=FIRM,
        adviser_kind="firm",
        phone="10099900001",
        term_ends=date(2026, 4, 30),
        services="常年法律顾问，出具法律意见，参与重大决策论证和纠纷处理",
        **term,
    )
    _assessed(dealer, firm, _JUSTICE, 0, score=96, grade="excellent")
    firm.end()
    for nth, row in enumerate(rows("lawyers")):
        there: dict[str, Any] = (
            {"community": row["community"], "duty_days": row["duty_days"]} if row["community"] else {}
        )
        entry = script.open(
            "legal_adviser",
            "enrolled",
            _ENROLLED,
            _JUSTICE,
            place=row["community"],
            name=row["name"],
            adviser_kind="community" if row["community"] else "office",
            firm=FIRM,
            licence_no=row["licence"],
            person=script.person(row["name"]).code,
            phone=f"100999{nth:05}",
            term_ends=date(2026, 4, 30),
            services="坐班咨询、调解协助、法治讲座" if there else "法律意见、列席会议、参与决策",
            **there,
            **term,
        )
        _assessed(
            dealer, entry, _JUSTICE, nth, score=90 + nth % 8, grade="excellent" if nth % 3 == 0 else "passed"
        )
        entry.end()
    entry = script.open(
        "legal_adviser",
        "enrolled",
        _ENROLLED,
        _JUSTICE,
        name=_PUBLIC_LAWYER,
        adviser_kind="public_lawyer",
        term="standing",
        licence_no="19901202110000010",
        person=script.person(_PUBLIC_LAWYER).code,
        term_from=date(2021, 7, 1),
    )
    _assessed(dealer, entry, _JUSTICE, 3, score=95, grade="excellent")
    entry.end()


def _law_knowers(dealer: Dealer) -> None:
    places = [one.code for one in dealer.script.office.places]
    identities = [identity for identity, number in _IDENTITIES.items() for _ in range(number)]
    trained = [*dealer.working_days(5)[10:13], *dealer.working_days(10)[8:11]]
    for nth in range(dealer.total("law_knower.count")):
        entry = _knower(dealer, places[nth % len(places)], "law_knower", identities[nth % len(identities)])
        day = trained[nth % len(trained)]
        entry.do("changed", day, _PUBLICITY, event="trained", note="参加法律明白人集中培训")
        _assessed(dealer, entry, _PUBLICITY, nth, yearly_result="excellent" if nth % 5 == 0 else "passed")
        entry.end()
    for nth in range(dealer.total("law_leader.count")):
        entry = _knower(dealer, places[nth % len(places)], "law_leader", "community_cadre")
        _assessed(dealer, entry, _PUBLICITY, nth, yearly_result="passed")
        entry.end()


def _knower(dealer: Dealer, place: str, role: str, identity: str) -> Tale:
    names = dealer.script.names
    return dealer.script.open(
        "law_knower",
        "enrolled",
        _ENROLLED,
        _PUBLICITY,
        place=place,
        role=role,
        name=names.person(),
        phone=names.mobile(),
        community=place,
        identity=identity,
        recommended_by="committee",
        level="backbone" if role == "law_leader" else "general",
        tasks="宣传法律、收集纠纷线索、引导法律服务",
    )


def _materials(dealer: Dealer) -> None:
    """What is given out each month is parted among what lies in stock."""
    months = dealer.months("publicity.materials")
    shares = sum(share for *_, share in _MATERIALS)
    given = dict.fromkeys(months, 0)
    entries = []
    for name, kind, laws, share in _MATERIALS:
        whole = sum(months.values()) * share // shares
        entry = dealer.script.open(
            "publicity_material",
            "enrolled",
            date(2024, 12, 11),
            _PUBLICITY,
            name=name,
            material_kind=kind,
            law=list(laws),
            printed_by="青槐街道司法所",
            reviewer=_JUSTICE,
            accurate="yes",
            first_copies=whole // 2 + 200,
        )
        entry.do(
            "changed", date(2025, 1, 3), _PUBLICITY, move="made", copies=whole, moved_on=date(2025, 1, 3)
        )
        entries.append((entry, share))
    first = entries[0][0]
    for month, number in months.items():
        for nth, (entry, share) in enumerate(entries[1:], start=1):
            part = number * share // shares
            day = dealer.working_days(month)[-4 + nth % 3]
            given[month] += part
            if part:
                _give(entry, day, part)
        _give(first, dealer.working_days(month)[-1], number - given[month])
    for entry, _ in entries:
        entry.end()


def _give(entry: Tale, day: date, copies: int) -> None:
    entry.do(
        "changed", day, _PUBLICITY, move="given", copies=copies, moved_on=day, taken_by="各社区、普法活动现场"
    )


def _boards(dealer: Dealer) -> None:
    """A notice board in each community, with a new issue each month."""
    entry = dealer.script.open(
        "publicity_material",
        "enrolled",
        date(2024, 12, 11),
        _PUBLICITY,
        name="社区法治宣传栏",
        material_kind="board",
        law=["constitution", "civil_code"],
        printed_by="青槐街道司法所",
        reviewer=_JUSTICE,
        accurate="yes",
        first_copies=8,
    )
    for month in range(1, 13):
        day = dealer.working_days(month)[2]
        entry.do("changed", day, _PUBLICITY, move="issued", copies=8, moved_on=day, note="八个社区各一期")
    entry.end()
