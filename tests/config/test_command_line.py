import errno
import re

import pytest
from django.db import OperationalError

from fazhi.config import cli
from fazhi.config.commands import StoppedError, migrate, serve
from fazhi.store import models


def test_help_lists_every_command_with_a_line(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert re.search(r"^ +serve +\S", shown, flags=re.MULTILINE)
    assert re.search(r"^ +migrate +\S", shown, flags=re.MULTILINE)


@pytest.mark.parametrize("words", [[], ["serve"], ["report"], ["limits"], ["limits", "explain"], ["verify"]])
def test_help_is_all_in_chinese(words, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"用法：{' '.join(['fazhi', *words])} ")
    assert re.search(r"^选项:\n +-h, --help +显示这份说明$", shown, flags=re.MULTILINE)
    assert not re.search(r"usage|options|positional|arguments|show this", shown)


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "还缺少 命令"),
        (["report"], "还缺少 organ, year, --to"),
        (["report", "青槐街道", "去年", "--to", "x.md"], "year 应填整数，“去年”不是整数"),
        (["verify", "--part"], "--part 后面要写一个值"),
        (["verify", "--dance"], "不认识“--dance”"),
        (["laws", "dance"], "没有“dance”，可以用的有 'load'"),
    ],
)
def test_what_is_typed_wrong_is_told_in_a_sentence(words, told: str, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(words)

    assert left.value.code == 2
    assert told in capsys.readouterr().err


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("fazhi ")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (IsADirectoryError(errno.EISDIR, "Is a directory", "报告.docx"), "报告.docx：这是文件夹，不是文件。"),
        (FileNotFoundError(errno.ENOENT, "No such file", "无/a.md"), "无/a.md：没有这个文件或者文件夹。"),
        (PermissionError(errno.EACCES, "Permission denied", "a.md"), "a.md：没有权限。"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满。"),
    ],
)
def test_a_file_that_cannot_be_written_is_one_sentence(fault: OSError, told: str, monkeypatch, capsys):
    def fail(_args):
        raise fault

    monkeypatch.setattr(serve, "run", fail)

    assert cli.main(["serve"]) == 1
    assert capsys.readouterr().err == f"fazhi: {told}\n"


def test_a_database_that_does_not_answer_is_one_sentence(monkeypatch, capsys):
    def fail(_args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(serve, "run", fail)

    assert cli.main(["serve"]) == 1
    assert capsys.readouterr().err == "fazhi: 数据库现在不能读写（database is locked），请稍后再试。\n"


@pytest.mark.django_db
def test_after_books_of_an_older_version_were_brought_up_what_is_left_to_do_is_told(monkeypatch, capsys):
    monkeypatch.setattr(migrate, "brought_up", lambda: True)

    cli.main(["migrate"])
    assert "fazhi rebuild" not in capsys.readouterr().out

    models.Organ.objects.create(code="990101001", name="青槐街道", kind="street", short="青槐")
    cli.main(["migrate"])
    assert "fazhi rebuild" in capsys.readouterr().out
