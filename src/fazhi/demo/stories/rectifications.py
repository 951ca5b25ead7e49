"""Problems fed back to the street: files put right and looked at again, and what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fazhi.demo import attachments
from fazhi.demo.stories.script import Script, Tale
from fazhi.demo.street_2025 import rows

FILES = "3份处罚案卷的送达回证未注明见证人身份"
STORAGE = "行政检查音像记录存储期限不足"
CHECKED_BY_THE_DISTRICT = "个别社区普法阵地更新不及时"
_JUSTICE = "楚怀瑾"
#: Who leads what an office has to put right.
_LEADERS = {
    "党政综合办公室": "沈若谷",
    "党群工作办公室": "白露晞",
    "平安法治办公室": "梁以宁",
    "便民服务中心": "姜望舒",
    "城市管理建设办公室": "陆行之",
    "综合行政执法队": "陆行之",
    "司法所": "梁以宁",
}


def tell(script: Script) -> None:
    """Tell what was put right, what is sixteen days over, and two not due yet; the district checks one."""
    team, captain = "综合行政执法队", "岳长风"
    files = _item(
        script,
        date(2025, 6, 16),
        subject=FILES,
        source="file_review",
        problem="区司法局案卷评查发现3份案卷的留置送达回证未注明见证人身份。",
        category="files",
    )
    how = "组织送达专题培训，建立结案前清单核对，逐卷回查。"
    _assign(
        script,
        files,
        date(2025, 6, 18),
        date(2025, 9, 30),
        owner=captain,
        unit=team,
        leader="陆行之",
        how=how,
    )
    _done(
        files,
        date(2025, 8, 28),
        date(2025, 9, 4),
        by=captain,
        text="8月19日组织18人参加送达专题培训；回查案卷26份，补正3份，建立结案前核对清单。",
    )
    files.do("closed", date(2025, 9, 8), "梁以宁", closing_note="整改到位，同意销号", published="yes").end()

    overdue = _item(
        script,
        date(2025, 10, 20),
        subject=STORAGE,
        source="law_supervision/district",
        problem="抽查发现部分行政检查的音像记录保存不足规定期限即被覆盖。",
        category="enforcement",
        grade="second",
    )
    how = "扩容存储设备，修订音像记录管理办法，指定专人备份。"
    _assign(
        script,
        overdue,
        date(2025, 10, 22),
        date(2025, 12, 30),
        owner=captain,
        unit=team,
        leader="陆行之",
        how=how,
    )
    overdue.do(
        "reminded",
        date(2026, 1, 5),
        "孟长庚",
        reminded_person=script.person("陆行之").code,
        reminder_text="存储设备采购滞后，已超过完成时限，请督促尽快完成并说明原因",
    )
    overdue.end()

    waiting = _item(
        script,
        date(2025, 11, 10),
        subject="合同台账要素登记不全",
        source="audit",
        problem="审计抽查合同台账，个别合同未登记履行期限和付款节点。",
        category="funds",
    )
    _assign(
        script,
        waiting,
        date(2025, 11, 12),
        date(2026, 1, 23),
        owner="傅知微",
        unit="党政综合办公室",
        leader="姜望舒",
        how="补登要素，按月核对台账。",
    )
    _done(
        waiting,
        date(2026, 1, 8),
        date(2026, 1, 12),
        by="傅知微",
        text="补登合同要素41份，建立月度核对制度。",
    )
    waiting.end()

    checked = _item(
        script,
        date(2025, 12, 8),
        subject=CHECKED_BY_THE_DISTRICT,
        source="law_supervision/district",
        problem="区司法局督察发现2个社区的法治宣传栏内容半年未更新。",
        category="publicity",
    )
    _assign(
        script,
        checked,
        date(2025, 12, 10),
        date(2026, 2, 27),
        owner="乔知夏",
        unit="司法所",
        leader="梁以宁",
        how="更换宣传栏内容，建立季度更新台账，社区普法专员负责。",
    )
    checked.do(
        "submitted",
        date(2026, 1, 13),
        "乔知夏",
        done_text="2个社区宣传栏已全部更换，8个社区建立季度更新台账。",
        self_check="逐栏核对，内容均为最近一季度",
        proof=attachments.digests()[:2],
    )
    checked.end()
    for row in rows("findings"):
        _put_right(script, row)


def _put_right(script: Script, row: Mapping[str, str]) -> None:
    """Tell what was found and put right within the year."""
    on, due, submitted = (date.fromisoformat(row[name]) for name in ("on", "due", "submitted"))
    item = _item(
        script,
        on,
        subject=row["subject"],
        source=row["source"],
        problem=row["problem"],
        category=row["category"],
        grade="second" if row["source"] == "party_inspection" else "third",
    )
    owner = script.person(row["owner"])
    _assign(
        script,
        item,
        script.working(on, 2),
        due,
        owner=owner.name,
        unit=owner.unit,
        leader=_LEADERS[owner.unit],
        how=row["how"],
    )
    verified = script.working(submitted, script.random.randint(2, 5))
    by = _JUSTICE if owner.unit != "司法所" else "孟长庚"
    _done(item, submitted, verified, by=owner.name, text=row["done"], verifier=by)
    closed = script.working(verified, script.random.randint(1, 4))
    item.do("closed", closed, "梁以宁", closing_note="整改到位，同意销号", published="yes").end()


def _unit(script: Script, name: str) -> str:
    """Return the key of a unit in the register."""
    office = script.office
    return next(key for key in office.of["org_unit"] if office.cases[key].lines[0].form.get("name") == name)


def _item(
    script: Script,
    added: date,
    *,
    subject: str,
    source: str,
    problem: str,
    category: str,
    grade: str = "third",
) -> Tale:
    return script.open(
        "rectification",
        "added",
        added,
        "孟长庚",
        subject=subject,
        source=source,
        fed_back_on=added,
        problem=problem,
        category=category,
        grade=grade,
    )


def _assign(
    script: Script, item: Tale, on: date, due: date, *, owner: str, unit: str, leader: str, how: str
) -> None:
    item.do(
        "assigned",
        on,
        "孟长庚",
        target="问题整改到位，形成长效机制",
        measures=how,
        leader=script.person(leader).code,
        owner_unit=_unit(script, unit),
        owner=script.person(owner).code,
        term="by_date",
        due=due,
    )


def _done(
    item: Tale, submitted: date, verified: date, *, by: str, text: str, verifier: str = _JUSTICE
) -> None:
    item.do(
        "submitted",
        submitted,
        by,
        done_text=text,
        self_check="对照清单逐项自查，已整改到位",
        proof=attachments.digests()[:1],
    )
    item.do(
        "verified",
        verified,
        verifier,
        verified_by=item.script.person(verifier).code,
        verified_how="looked_back",
        verified_note="回头看抽查，未发现同类问题，同意销号",
    )
