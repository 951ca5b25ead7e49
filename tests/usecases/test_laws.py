from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fazhi.core.law import Statute
from fazhi.usecases import law_changes, laws
from usecases.offices import Office

NOW = datetime(2026, 1, 15, tzinfo=UTC)
LAW = """# 中华人民共和国人民调解法

{day} 通过

第一条 为了完善人民调解制度，制定本法。

第十七条 当事人可以向人民调解委员会申请调解；{seventeen}

第三十五条 本法自{since}起施行。
"""
OLD = LAW.format(day="2010年8月28日", since="2011年1月1日", seventeen="人民调解委员会也可以主动调解。")
NEW = LAW.format(
    day="2027年3月1日", since="2027年7月1日", seventeen="人民调解委员会应当主动调解，并告知权利。"
)

pytestmark = pytest.mark.django_db


def filed(folder: Path, **texts: str) -> list[laws.Loaded]:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return list(laws.load([folder], now=NOW))


def test_a_folder_is_loaded_once_and_says_so_the_second_time(tmp_path):
    first = filed(tmp_path, old=OLD)
    again = list(laws.load([tmp_path], now=NOW))
    assert [(one.state, one.title, one.in_force, one.articles) for one in first] == [
        ("new", "人民调解法", date(2011, 1, 1), 3)
    ]
    assert [one.state for one in again] == ["same"]


def test_a_version_corrected_in_its_file_is_written_anew(tmp_path):
    filed(tmp_path, old=OLD)
    (again,) = filed(tmp_path, old=OLD.replace("完善", "健全"))
    assert again.state == "rewritten"
    assert laws.search(["健全"], on=date(2020, 1, 1))[0].number == 1
    assert laws.search(["完善"], on=date(2020, 1, 1)) == []


def test_what_is_no_statute_is_refused_and_the_rest_is_taken(tmp_path):
    (tmp_path / "picture.md").write_bytes(b"\xff\xfe\x00\x81\x00")
    (tmp_path / "undated.txt").write_text("# 某办法\n\n第一条 甲。", encoding="utf-8")
    found = {one.file: one for one in filed(tmp_path, old=OLD)}
    assert {name: one.state for name, one in found.items()} == {
        "old.md": "new",
        "picture.md": "refused",
        "undated.txt": "refused",
    }
    assert "哪一天通过" in found["undated.txt"].message


def test_each_day_has_its_version(tmp_path):
    filed(tmp_path, old=OLD, new=NEW)
    assert laws.version_of("人民调解法", on=date(2027, 6, 30)).adopted == date(2010, 8, 28)
    assert laws.version_of("人民调解法", on=date(2027, 7, 1)).adopted == date(2027, 3, 1)
    assert laws.search(["告知权利"], on=date(2027, 6, 30)) == []
    (hit,) = laws.search(["人民调解法", "告知权利"], on=date(2027, 7, 1))
    assert (hit.label, hit.found) == ("第十七条", "告知权利")


def test_an_article_is_shown_in_the_version_that_is_cited(tmp_path):
    filed(tmp_path, old=OLD, new=NEW)
    cited = laws.cited(Statute("人民调解法", date(2011, 1, 1)).article(17))
    assert "也可以主动调解" in cited.text
    assert laws.cited(Statute("人民调解法", date(2011, 1, 1)).article(99)) is None
    assert laws.cited(Statute("没有的法", date(2011, 1, 1)).article(1)) is None


def test_a_new_version_names_the_procedures_and_running_cases_that_cite_what_changed(
    tmp_path, office: Office
):
    office.accept(office.register().case)
    office.mediate()
    filed(tmp_path, old=OLD, new=NEW)
    (changed, _last) = law_changes.to_look_at(laws.version_of("人民调解法", on=date(2027, 7, 1)))
    assert changed.change.says == "第十七条已修改"
    assert "mediation" in {one.procedure for one in changed.citing}
    assert changed.running == {"mediation": 2}


def test_the_first_version_changes_nothing(tmp_path):
    filed(tmp_path, old=OLD)
    assert law_changes.to_look_at(laws.version_of("人民调解法", on=date(2020, 1, 1))) == []
