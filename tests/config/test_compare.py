"""``fazhi compare``, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi.config import cli, terminal
from usecases.offices import ORGAN, Office

TEXT = """青槐街道办事处2025年法治政府建设年度报告
一、推进法治政府建设的主要举措和成效
受理人民调解案件{count}件，调解成功1件，调解成功率100%（按结案1件计），协议涉及金额0.12万元。
"""


@pytest.fixture
def draft(office: Office, tmp_path: Path):
    office.mediate()

    def write(count: int) -> str:
        path = tmp_path / "草稿.txt"
        path.write_text(TEXT.format(count=count), encoding="utf-8")
        return str(path)

    return write


def fazhi(capsys, *words: str) -> tuple[int, str, str]:
    code = cli.main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_draft_that_agrees_ends_well(draft, capsys):
    code, out, err = fazhi(capsys, "compare", draft(1), "青槐街道办事处", "2025")

    assert code == 0
    assert out.startswith("相同 5个")
    assert "0处不一致" in err


def test_a_difference_is_told_with_both_values_and_an_exit_code(draft, capsys):
    code, out, _ = fazhi(capsys, "compare", draft(4), ORGAN, "2025")

    assert code == terminal.FOUND
    assert out.startswith(
        "不同 1个\n  mediation.cases 人民调解案件数 文稿4件“受理人民调解案件4件” 账簿1件 /ledger/"
    )


def test_a_program_reads_the_lines(draft, capsys):
    code, out, _ = fazhi(capsys, "compare", draft(4), ORGAN, "2025", "--json")
    told = json.loads(out)

    assert code == terminal.FOUND
    assert told["counts"] == {"equal": 4, "different": 1, "draft_only": 0, "books_only": 0, "apart": 0}
    first = told["lines"][0]
    assert (first["indicator"], first["draft"], first["books"]) == ("mediation.cases", 4, 1)
    assert first["certificate"] == f"/ledger/{ORGAN}/2025/mediation.cases/"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["没有.docx", ORGAN, "2025"], "没有文件“没有.docx”。"),
        ([".", ORGAN, "2025"], "打不开"),
        (["{file}", "无此街道", "2025"], "没有名为或编号为“无此街道”的机关"),
        (["{file}", ORGAN, "25"], "“25”不是年度"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(draft, capsys, words, told):
    file = draft(1)

    code, out, err = fazhi(capsys, "compare", *(word.format(file=file) for word in words))

    assert (code, out) == (1, "")
    assert err.startswith("fazhi: ")
    assert told in err


def test_a_file_that_is_no_report_is_one_sentence(tmp_path, capsys):
    (tmp_path / "a.docx").write_bytes(b"\x00\x01" * 400)

    code, _, err = fazhi(capsys, "compare", str(tmp_path / "a.docx"), ORGAN, "2025")

    assert code == 1
    assert err.startswith("fazhi: ")
