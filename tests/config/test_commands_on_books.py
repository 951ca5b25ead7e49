"""The commands that read and keep the books, as typed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from fazhi.config import cli, terminal
from fazhi.store import files, models
from fazhi.usecases import clock
from fazhi.usecases.evidence import Upload
from usecases.offices import LU, ORGAN, PDF, SECRETS, Office
from usecases.tampering import change

RECEIPT = Upload(name="收条.pdf", content=PDF)


def fazhi(capsys, *words: str) -> tuple[int, str, str]:
    code = cli.main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def data(capsys, *words: str):
    code, out, _ = fazhi(capsys, *words, "--json")
    return code, json.loads(out)


# verify --------------------------------------------------------------------------------------------


def test_books_that_hold_are_told_so(office: Office, capsys):
    office.mediate(evidence=[RECEIPT])

    code, out, err = fazhi(capsys, "verify")

    assert (code, out) == (0, "")
    assert "已核验1个机关：记录3，" in err
    assert "账簿完好。" in err


def test_what_does_not_hold_is_told_with_its_place_and_an_exit_code(office: Office, capsys):
    office.mediate()
    change(models.Entry.objects.get(number=2), "body")

    code, out, err = fazhi(capsys, "verify", "青槐街道办事处", "--part", "entries")

    assert code == terminal.FOUND
    assert out.startswith(f"机关{ORGAN} 第2号记录 案件{ORGAN}-1：记录内容与封印不符")
    assert "处不符" in err


def test_a_program_reads_the_findings(office: Office, capsys):
    office.mediate()
    change(models.Balance.objects.first(), "amount")

    code, told = data(capsys, "verify")

    assert code == terminal.FOUND
    assert told["holds"] is False
    assert told["findings"][0]["what"] == "balance"
    assert told["counts"]["entries"] == 3


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["verify", "无此街道"], "没有名为或编号为“无此街道”的机关；现有：青槐街道办事处（990101001）。"),
        (["verify", "--part", "souls"], "没有“souls”这一部分"),
        (["trace", ORGAN, "2025", "mediation.nothing"], "没有指标“mediation.nothing”；相近的有：mediation."),
        (["trace", ORGAN, "25", "mediation.cases"], "“25”不是年度"),
        (["trace", ORGAN, "2025", "mediation.cases", "--by", "source"], "不是分项"),
        (["limits", "explain", "990101001-77"], "没有编号或文号为“990101001-77”的案件"),
        (["procedures", "dance"], "没有“dance”这一事项；现有："),
        (["keys", "destroy", f"{ORGAN}-1", "--by", "nobody", "--reason", "x"], "没有人员代码为“nobody”的人"),
        (["export", "无此街道", "--to", "x"], "没有名为或编号为"),
        (["restore", "没有的.tar.gz"], "没有找到备份文件"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_sentence_and_no_traceback(words, told: str, capsys):
    code, out, err = fazhi(capsys, *words)

    assert (code, out) == (1, "")
    assert err.startswith("fazhi: ")
    assert told in err


# rebuild -------------------------------------------------------------------------------------------


def test_rebuilding_tells_what_was_not_as_the_entries_say(office: Office, capsys):
    office.mediate()
    assert fazhi(capsys, "rebuild", "--check")[0] == 0
    change(models.Case.objects.get(), "title")

    code, _, err = fazhi(capsys, "rebuild", "--check")
    assert code == terminal.FOUND
    assert "案件现状" in err

    code, told = data(capsys, "rebuild", ORGAN)
    assert (code, told["changed"], told["entries"]) == (0, ["Case"], 3)


# procedures, limits, trace -------------------------------------------------------------------------


def test_every_duty_is_listed(capsys):
    _, out, _ = fazhi(capsys, "procedures")
    _, rows = data(capsys, "procedures")

    assert "人民调解（矛盾纠纷·案件）" in out
    assert {row["code"] for row in rows} >= {"mediation", "publicity_event", "mediator"}


def test_one_duty_is_told_in_full(capsys):
    _, out, _ = fazhi(capsys, "procedures", "mediation")
    _, told = data(capsys, "procedures", "mediation")

    assert out.startswith("# ")
    assert "《人民调解法》" in out
    assert told["code"] == "mediation"
    assert [step["name"] for step in told["steps"]][:2] == ["registered", "accepted"]


def test_limits_explain_themselves(office: Office, capsys):
    case, *_ = office.mediate()
    number = models.Case.objects.get(pk=case).number

    _, out, _ = fazhi(capsys, "limits", "explain", number)
    _, told = data(capsys, "limits", "explain", case)

    assert "调结（ME-01）  最后一日 2025-04-03  已办" in out
    assert "依据：《人民调解工作若干规定》第三十三条" in out
    by_code = {one["code"]: one for one in told["limits"]}
    assert by_code["ME-01"]["met_on"] == "2025-03-03"
    assert by_code["ME-02"]["light"] in ("正常", "已过期")
    assert all(one["steps"] for one in told["limits"])


def test_provisional_last_days_are_counted_anew_and_what_moved_is_listed(office: Office, capsys):
    case = office.register().case
    office.accept(case)
    models.Due.objects.filter(case=case).update(last_day=date(2025, 4, 1), provisional=True)

    _, out, told = fazhi(capsys, "limits", "recompute")

    assert "重新计算1件，1个届满日变动，1个由暂定转为确定，仍有0个暂定。" in told
    assert "调结  2025-04-01 → 2025-04-03" in out
    _, again = data(capsys, "limits", "recompute", "--all")
    assert (again["cases"], again["moved"]) == (1, [])


def test_a_figure_is_led_back_to_its_entries(office: Office, capsys):
    case, *_, settled = office.mediate()

    _, out, _ = fazhi(capsys, "trace", "青槐街道办事处", "2025", "mediation.settled")
    _, told = data(capsys, "trace", ORGAN, "2025", "mediation.settled", "--by", "source=applied")

    assert "人民调解成功件数：1件" in out
    assert f"第{settled}号" in out
    assert told["figure"]["value"] == 1
    assert [(line["case"], line["entry"]) for line in told["lines"]] == [(case, settled)]


def test_a_rate_is_led_back_to_its_figures(office: Office, capsys):
    office.mediate()

    _, told = data(capsys, "trace", ORGAN, "2025", "mediation.success_rate")

    assert told["figure"]["value"] == 100
    assert [part["indicator"] for part in told["parts"]] == ["mediation.settled", "mediation.concluded"]


# export --------------------------------------------------------------------------------------------


def test_an_export_holds_journal_postings_and_figures_and_no_personal_data(office: Office, tmp_path, capsys):
    office.mediate(evidence=[RECEIPT])
    office.publicize()
    folder = tmp_path / "out"

    code, _, err = fazhi(capsys, "export", ORGAN, "--to", str(folder))

    assert code == 0
    assert "journal.jsonl 4行" in err
    entries = [json.loads(line) for line in (folder / "journal.jsonl").read_text("utf-8").splitlines()]
    assert [one["entry"]["number"] for one in entries] == [1, 2, 3, 4]
    assert entries[0]["seal"] == models.Entry.objects.get(number=1).seal
    rows = list(csv.DictReader((folder / "postings.csv").open(encoding="utf-8-sig")))
    assert len(rows) == models.Posting.objects.count()
    figures = list(csv.DictReader((folder / "figures.csv").open(encoding="utf-8-sig")))
    assert {(row["indicator"], row["dimension"], row["amount"]) for row in figures} >= {
        ("mediation.amount", "", "1200"),
        ("mediation.settled", "source", "1"),
        ("publicity.communities_covered", "", "1"),
    }
    whole = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert not [secret for secret in (*SECRETS, "收条") if secret in whole]
    assert "sealed" not in whole


def test_an_export_overwrites_nothing(office: Office, tmp_path, capsys):
    office.register()
    (tmp_path / "mine.txt").write_text("mine")

    code, _, err = fazhi(capsys, "export", ORGAN, "--to", str(tmp_path))

    assert code == 1
    assert "不是空文件夹" in err


# keys, heads ---------------------------------------------------------------------------------------


def test_keys_are_listed_and_rotated(office: Office, capsys):
    office.register()

    assert fazhi(capsys, "keys", "list")[1] == "青槐街道办事处（990101001）：机关密钥1代；第1代1件\n"
    assert "第2代" in fazhi(capsys, "keys", "rotate", ORGAN)[2]
    assert data(capsys, "keys", "list", ORGAN)[1] == [
        {
            "organ": ORGAN,
            "organ_name": "青槐街道办事处",
            "generations": 2,
            "wrapped": {"2": 1},
            "destroyed": 0,
        }
    ]


def test_a_case_that_must_be_kept_is_not_destroyed_from_the_terminal(office: Office, capsys):
    case = office.register().case

    code, _, err = fazhi(capsys, "keys", "destroy", case, "--by", LU, "--reason", "鉴定")

    assert code == 1
    assert "尚未办结归档" in err


def test_the_heads_of_the_day_are_printed(office: Office, capsys):
    office.register()

    _, out, _ = fazhi(capsys, "heads")

    [entry, head] = models.Entry.objects.get(), models.Head.objects.get()
    assert out == f"{clock.today()} 青槐街道办事处（990101001） 第1号 {entry.seal} {head.digest}\n"


# backup and restore --------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path):
    """Run a command in a data folder and a database of their own."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    environment = {**os.environ, "FAZHI_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    environment.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        name = f"restored_{os.getpid()}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        words = connection.settings_dict
        environment["DATABASE_URL"] = (
            f"postgresql://{words['USER']}@/{name}?host={words['HOST'] or words['OPTIONS']['host']}"
        )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own command
            [Path(sys.executable).with_name("fazhi"), *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    yield run, folder
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_backup_restored_elsewhere_is_the_same_office(shared_office: Office, tmp_path, elsewhere, capsys):
    case, *_ = shared_office.mediate(evidence=[RECEIPT])
    archive, secret = tmp_path / "office.tar.gz", tmp_path / "passphrase"
    secret.write_text("青槐街道二〇二五年\n", encoding="utf-8")

    code, _, err = fazhi(capsys, "backup", str(archive), "--passphrase-file", str(secret))
    assert (code, archive.stat().st_mode & 0o777) == (0, 0o600)
    assert "已备份到" in err

    run, folder = elsewhere
    restored = run("restore", str(archive), "--passphrase-file", str(secret))
    assert restored.returncode == 0, restored.stderr
    assert "账簿完好。" in restored.stderr
    told = json.loads(run("trace", ORGAN, "2025", "mediation.settled", "--json").stdout)
    assert (told["figure"]["value"], told["lines"][0]["case"]) == (1, case)
    [row] = models.Evidence.objects.all()
    assert (folder / "evidence" / row.digest[:2] / row.digest).read_bytes() == files.fetch(
        "evidence", row.digest
    )
    assert (folder / "keys" / f"{ORGAN}.json").read_text() == (
        settings.FAZHI_HOME / "keys" / f"{ORGAN}.json"
    ).read_text()
    assert run("rebuild", "--check").returncode == 0


def test_keys_may_be_kept_apart_with_a_warning(shared_office: Office, tmp_path, elsewhere, capsys):
    shared_office.mediate()
    archive, apart = tmp_path / "office.tar.gz", tmp_path / "keys.json"

    code, _, err = fazhi(capsys, "backup", str(archive), "--keys-to", str(apart))

    assert code == 0
    assert "明文" in err
    assert apart.stat().st_mode & 0o777 == 0o600
    run, _ = elsewhere
    assert "密钥文件" in run("restore", str(archive), "--keys-from", str(tmp_path / "none.json")).stderr
    assert run("restore", str(archive), "--keys-from", str(apart)).returncode == 0


def test_a_wrong_passphrase_restores_nothing(shared_office: Office, tmp_path, elsewhere, capsys):
    shared_office.register()
    archive, right, wrong = (tmp_path / name for name in ("a.tar.gz", "right", "wrong"))
    right.write_text("passphrase one")
    wrong.write_text("passphrase two")
    fazhi(capsys, "backup", str(archive), "--passphrase-file", str(right))
    run, folder = elsewhere

    tried = run("restore", str(archive), "--passphrase-file", str(wrong))

    assert (tried.returncode, tried.stderr) == (1, "fazhi: 口令不对，备份中的密钥打不开。\n")
    assert not (folder / "keys").exists()


def test_a_restoring_that_was_broken_off_is_begun_anew(shared_office: Office, tmp_path, elsewhere, capsys):
    shared_office.mediate(evidence=[RECEIPT])
    archive, secret = tmp_path / "a.tar.gz", tmp_path / "passphrase"
    secret.write_text("long enough")
    fazhi(capsys, "backup", str(archive), "--passphrase-file", str(secret))
    run, folder = elsewhere
    for left in ("keys/990101001.json", "evidence/ab/abcd", ".restore-x/manifest.json", ".restoring"):
        (folder / left).parent.mkdir(parents=True, exist_ok=True)
        (folder / left).write_text("{}")
    assert "已有文件" in run("restore", str(archive), "--passphrase-file", str(secret)).stderr
    told = archive.stat()
    (folder / ".restoring").write_text(f"{archive} {told.st_size} {told.st_mtime_ns}")

    done = run("restore", str(archive), "--passphrase-file", str(secret))

    assert done.returncode == 0, done.stderr
    assert "账簿完好。" in done.stderr
    assert not (folder / "evidence/ab").exists()
    assert not [*folder.glob(".restor*")]

    # Once more, broken off when only verification was left.
    (folder / ".restoring").write_text(f"{archive} {told.st_size} {told.st_mtime_ns}")
    again = run("restore", str(archive), "--passphrase-file", str(secret))
    assert again.returncode == 0, again.stderr
    assert not [*folder.glob(".restor*")]
    assert "已有文件" in run("restore", str(archive), "--passphrase-file", str(secret)).stderr


def test_a_key_file_that_is_none_is_told_and_nothing_restored(
    shared_office: Office, tmp_path, elsewhere, capsys
):
    shared_office.register()
    archive, other = tmp_path / "a.tar.gz", tmp_path / "other.json"
    other.write_text('["no keys"]')
    fazhi(capsys, "backup", str(archive), "--keys-to", str(tmp_path / "keys.json"))
    run, folder = elsewhere

    tried = run("restore", str(archive), "--keys-from", str(other))

    assert (tried.returncode, "密钥文件的内容不对" in tried.stderr) == (1, True)
    assert not (folder / "keys").exists()


@pytest.mark.usefixtures("office")
def test_a_backup_and_its_keys_never_go_into_one_file(tmp_path, capsys):
    archive = tmp_path / "a.tar.gz"

    code, _, err = fazhi(
        capsys, "backup", str(archive), "--keys-to", f"{tmp_path}/../{tmp_path.name}/a.tar.gz"
    )

    assert code == 1
    assert "不能写到同一个文件" in err
    assert not archive.exists()


@pytest.mark.usefixtures("office")
def test_keys_go_into_the_backup_or_apart_and_not_both(tmp_path, capsys):
    secret = tmp_path / "passphrase"
    secret.write_text("long enough")
    words = ("backup", str(tmp_path / "a.tar.gz"), "--keys-to", str(tmp_path / "keys.json"))

    assert "只能选一" in fazhi(capsys, *words, "--passphrase-file", str(secret))[2]


@pytest.mark.usefixtures("office")
def test_a_passphrase_file_that_is_no_text_is_told_so(tmp_path, capsys):
    secret = tmp_path / "passphrase"
    secret.write_bytes(b"\xff\xfe\x00\x80")

    code, _, err = fazhi(capsys, "backup", str(tmp_path / "a.tar.gz"), "--passphrase-file", str(secret))

    assert code == 1
    assert "不是文字" in err


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("to", "told"), [("folder.md", "这是文件夹"), ("no/such/a.md", "没有这个文件或者文件夹")]
)
def test_a_report_that_cannot_be_written_is_told_in_a_sentence(to: str, told: str, tmp_path, capsys):
    (tmp_path / "folder.md").mkdir()

    code, _, err = fazhi(capsys, "report", ORGAN, "2025", "--to", str(tmp_path / to))

    assert code == 1
    assert told in err


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("evil=x", "不能按“evil”分项；可以用的有：source"),
        ("source=evil", "没有分项“evil”；可以用的有：applied"),
    ],
)
def test_a_part_that_a_figure_has_not_is_told_with_those_it_has(office: Office, by: str, told: str, capsys):
    office.mediate()

    for indicator in ("mediation.settled", "mediation.success_rate"):
        code, _, err = fazhi(capsys, "trace", ORGAN, "2025", indicator, "--by", by)
        assert (code, told in err) == (1, True), err


def test_limits_that_were_not_kept_are_led_back_to_their_cases(office: Office, capsys):
    case = office.register().case
    office.accept(case)
    office.later(days=60)
    office.settle(case)

    code, out, _ = fazhi(capsys, "trace", ORGAN, "2025", "limits.late")
    assert code == 0
    assert "limits.late 逾期办结的期限：1件" in out
    assert "“调结”超" in out
    _, told = data(capsys, "trace", ORGAN, "2025", "limits.late", "--by", "code=ME-01")
    assert [one["case"] for one in told["lines"]] in ([], [case])
    _, told = data(capsys, "trace", ORGAN, "2025", "limits.overdue")
    assert (told["figure"]["value"], told["lines"], told["more"]) == (0, [], 0)
    assert (
        "没有编号为“XX”的期限" in fazhi(capsys, "trace", ORGAN, "2025", "limits.late", "--by", "code=XX")[2]
    )


@pytest.mark.usefixtures("office")
def test_lines_beyond_the_last_are_none(capsys):
    words = ("trace", ORGAN, "2025", "mediation.settled", "--limit", "9" * 30, "--offset", "9" * 30)

    code, told = data(capsys, *words)

    assert (code, told["lines"], told["more"]) == (0, [], 0)


@pytest.mark.usefixtures("office")
def test_a_backup_without_a_place_for_the_keys_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv(terminal.PASSPHRASE, raising=False)
    code, _, err = fazhi(capsys, "backup", str(tmp_path / "a.tar.gz"))
    assert code == 1
    assert "提供口令" in err

    monkeypatch.setenv(terminal.PASSPHRASE, "short")
    assert "口令至少8个字符" in fazhi(capsys, "backup", str(tmp_path / "a.tar.gz"))[2]
    (tmp_path / "b.tar.gz").write_bytes(b"an earlier backup")
    monkeypatch.setenv(terminal.PASSPHRASE, "long enough")
    assert "已经存在" in fazhi(capsys, "backup", str(tmp_path / "b.tar.gz"))[2]


@pytest.mark.usefixtures("db")
def test_what_is_no_backup_of_ours_is_not_unpacked(home: Path, tmp_path, capsys):
    broken, foreign = tmp_path / "broken.tar.gz", tmp_path / "foreign.tar.gz"
    broken.write_bytes(b"not an archive")
    with tarfile.open(foreign, "w:gz") as archive:
        info = tarfile.TarInfo("../outside.txt")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"evil"))

    assert "读不出" in fazhi(capsys, "restore", str(broken), "--keys-from", "x")[2]
    assert "不认识的内容“../outside.txt”" in fazhi(capsys, "restore", str(foreign), "--keys-from", "x")[2]
    assert not (home / "outside.txt").exists()
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("office")
def test_nothing_is_restored_over_an_office(tmp_path, capsys):
    archive = tmp_path / "a.tar.gz"
    archive.write_bytes(b"x")

    assert (
        "已有文件；恢复只能在空的数据目录中进行"
        in fazhi(capsys, "restore", str(archive), "--keys-from", "x")[2]
    )


# plan ----------------------------------------------------------------------------------------------


def test_the_plan_tells_days_that_were_moved_and_how_standing_work_is_kept(office: Office, capsys):
    moved = {
        "task": "document_cleanup@2025",
        "subject": "清理",
        "moved_to": "2025-10-20",
        "moved_why": "等区里通知",
    }
    office.record("year_task", "rescheduled", by="shen", form=moved)

    code, out, _ = fazhi(capsys, "plan", ORGAN, "2025")
    assert code == 0
    [line] = [line for line in out.splitlines() if "规范性文件清理" in line]
    assert "10-20" in line
    assert "（由09-30改期：等区里通知）" in line
    code, found = data(capsys, "plan", ORGAN, "2025")
    [task] = [one for one in found["tasks"] if one["key"] == "document_cleanup@2025"]
    assert (task["due"], task["moved"]["was"]) == ("2025-10-20", "2025-09-30")
    [weekly] = [one for one in found["standing"] if one["code"] == "weekly_meeting"]
    assert {"times", "kept", "missed", "waiting"} <= set(weekly)
