import re

import pytest

from fazhi.config import cli
from fazhi.config.commands import StoppedError, serve


def test_help_lists_every_command_with_a_line(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert re.search(r"^ +serve +\S", shown, flags=re.MULTILINE)
    assert re.search(r"^ +migrate +\S", shown, flags=re.MULTILINE)


def test_a_command_that_does_not_exist_is_an_error_of_use(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["dance"])
    assert left.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_a_command_that_cannot_go_on_says_why_in_a_sentence(monkeypatch, capsys):
    def stop(_args):
        raise StoppedError("没有这个机关。")

    monkeypatch.setattr(serve, "run", stop)
    assert cli.main(["serve"]) == 1
    assert capsys.readouterr().err == "fazhi: 没有这个机关。\n"


@pytest.mark.parametrize("port", ["0", "65536", "八千", "80a"])
def test_a_port_that_is_none_is_refused_with_the_range(port, capsys):
    with pytest.raises(SystemExit):
        cli.main(["serve", "--port", port])
    assert f"“{port}”不是端口" in capsys.readouterr().err


@pytest.mark.django_db
def test_migrating_an_up_to_date_database_changes_nothing(capsys):
    assert cli.main(["migrate"]) == 0
    assert capsys.readouterr().out == "数据库已是最新。\n"
