"""A year of figures, written down by the one door."""

import json
from datetime import date

import pytest

from fazhi.config import cli
from fazhi.demo import enact, scenario
from fazhi.demo.targets import Targets
from fazhi.usecases import clock
from fazhi.usecases.figures import Book, Period
from usecases.offices import home  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def figures(tmp_path):
    def written(*lines):
        file = tmp_path / "figures.json"
        file.write_text(json.dumps(lines), encoding="utf-8")
        return file

    return written


def test_the_books_show_every_figure_that_was_asked_for(target):
    targets = (
        target("mediation.cases", 12),
        target("mediation.settled", 11),
        target("mediation.amount", "50000.01"),
        target("mediation.cases", 4, source="entrusted/police"),
        target("mediation.cases", 3, committee_kind="community", source="entrusted/police"),
        target("mediator.count", 9),
        target("publicity.events", 6),
        target("publicity.participants", 700),
    )

    made = scenario.enact_figures(Targets(targets=targets, carried={}), name="拟州镇", year=2025)

    assert made.missed == ()
    book = Book([made.organ], Period.year(2025))
    assert [book.value(one.indicator, one.where) for one in targets] == [one.value for one in targets]


def test_what_the_books_do_not_show_is_told(target):
    asked = Targets(targets=(target("mediation.cases", 3),), carried={})
    made = scenario.enact_figures(asked, name="拟州镇", year=2025)

    [missed] = enact.missed(made.organ, 2025, [target("mediation.cases", 4)])

    assert missed.shown == 3


def test_an_office_asked_for_on_the_command_line_looks_back_on_its_year(figures, capsys):
    file = figures({"indicator": "mediation.cases", "value": 3}, {"indicator": "moon.landings", "value": 1})

    code = cli.main(["demo", "--figures", str(file), "--organ", "拟州街道", "--year", "2025", "--known-only"])

    said = capsys.readouterr().out
    assert code == 0
    assert "各项目标均与账簿一致" in said
    assert "跳过 moon.landings" in said
    assert clock.today() == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"indicator": "moon.landings", "value": 1}, "moon.landings"),
        ({"indicator": "penalty.yoy", "value": 10}, "比率"),
        ({"indicator": "mediation.cases", "value": -1}, "不能小于零"),
    ],
)
def test_what_cannot_be_asked_for_is_a_sentence_and_nothing_is_written(figures, capsys, line, said):
    code = cli.main(["demo", "--figures", str(figures(line)), "--organ", "拟州街道", "--year", "2025"])

    assert code == 1
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_sentence(capsys):
    code = cli.main(["demo", "--figures", "nowhere.json", "--organ", "拟州街道", "--year", "2025"])

    assert code == 1
    assert "读不了指标文件" in capsys.readouterr().err


def test_one_office_is_not_founded_twice(figures, capsys):
    words = ["demo", "--figures", str(figures()), "--organ", "拟州街道", "--year", "2025"]
    assert cli.main(words) == 0

    assert cli.main(words) == 1
    assert "已经建立" in capsys.readouterr().err
