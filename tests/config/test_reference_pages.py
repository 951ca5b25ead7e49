"""The reference that is written from the declarations."""

import re
from pathlib import Path

import pytest

from fazhi.config import cli
from fazhi.config.reference_pages import pages
from fazhi.law import limits
from fazhi.procedures import registry
from fazhi.usecases.refusals import refusals


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages()


def test_every_duty_has_its_page_with_all_its_steps_and_articles(written):
    for declared in registry.current().values():
        text = written[f"procedures/{declared.code}.md"]
        assert all(f"`{step.name}`" in text and str(step.basis) in text for step in declared.parts.steps)


def test_every_limit_indicator_and_refusal_has_its_line(written):
    assert all(f"| {row.code} |" in written["limits.md"] for row in limits.all())
    assert all(f"| `{code}` |" in written["indicators.md"] for code in registry.indicators())
    assert all(f"| `{one.code}` |" in written["refusals.md"] for one in refusals())


def test_links_between_the_pages_lead_somewhere(written):
    for name, text in written.items():
        for to in re.findall(r"\]\(([^)#:]+)\)", text):
            assert str((Path("/") / name).parent.joinpath(to).resolve()).lstrip("/") in written, (name, to)


def test_what_is_written_is_up_to_date_until_something_changes(tmp_path, capsys):
    assert cli.main(["docs", "--to", str(tmp_path)]) == 0
    assert cli.main(["docs", "--check", "--to", str(tmp_path)]) == 0

    page = tmp_path / "procedures" / "mediation.md"
    page.write_text(page.read_text(encoding="utf-8") + "多了一句\n", encoding="utf-8")
    (tmp_path / "procedures" / "no_duty.md").write_text("没有这一项\n", encoding="utf-8")
    capsys.readouterr()

    assert cli.main(["docs", "--check", "--to", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "mediation.md" in told
    assert "no_duty.md" in told

    assert cli.main(["docs", "--to", str(tmp_path)]) == 0
    assert not (tmp_path / "procedures" / "no_duty.md").exists()
    assert cli.main(["docs", "--check", "--to", str(tmp_path)]) == 0
