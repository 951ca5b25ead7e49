import re
from pathlib import Path

import pytest

# Spelt in pieces, so that this file does not hold what it looks for.
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "yarnpkg" + ".com",
)
MIRRORS = (
    "tuna.tsinghua" + ".edu.cn",
    "mirrors.aliyun" + ".com",
    "mirrors.cloud.tencent" + ".com",
    "npmmirror" + ".com",
)
ONE_MACHINES_PATH = re.compile(r"(?<![\w./-])/(?:" + "home|Users|root|work|tmp" + r")/[\w.-]")

EXCEPTION = re.compile(r"#\s*(?P<what>noqa|type:\s*ignore)\b")
# About five hundred is where a file begins to hold two things; here it surely does.
MOST_LINES = 600
HERE = Path("tests/house/test_what_files_say.py")


def lines_with(pattern: re.Pattern[str], texts: dict[Path, str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry(texts):
    hosts = re.compile("|".join(map(re.escape, REGISTRIES + MIRRORS)))
    assert lines_with(hosts, texts) == []


def test_no_file_holds_a_path_of_one_machine(texts):
    assert lines_with(ONE_MACHINES_PATH, texts) == []


def test_every_exception_from_the_rules_names_them_and_says_why(texts):
    """``# noqa: S603 — why`` or ``# type: ignore[code]  # why``: never bare, never without a reason."""
    code = {
        path: text for path, text in texts.items() if path.suffix == ".py" and "migrations" not in path.parts
    }
    silent = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in code.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := EXCEPTION.search(line)) and path != HERE and not says_why(found, line)
    ]
    assert silent == []


def says_why(found: re.Match[str], line: str) -> bool:
    after = line[found.end("what") :]
    named = re.match(r":\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\]", after)
    return named is not None and len(after[named.end() :].strip(" #—–-:")) > 3


@pytest.mark.parametrize(
    ("line", "well"),
    [
        ("x = 1  # noqa: S603 — our own words", True),
        ("x = 1  # noqa: S603, S607 - our own words", True),
        ("x = 1  # type: ignore[attr-defined]  # the stubs lack it", True),
        ("x = 1  # noqa: S603", False),
        ("x = 1  # noqa", False),
        ("x = 1  # noqa — because", False),
        ("x = 1  # type: ignore  # because", False),
        ("x = 1  # type: ignore[attr-defined]", False),
    ],
)
def test_a_reason_is_told_from_none(line, well):
    assert says_why(EXCEPTION.search(line), line) is well


def test_no_file_of_code_has_outgrown_its_name(texts):
    long = {
        str(path): count
        for path, text in texts.items()
        # A migration is written by a machine and read by one.
        if path.suffix in {".py", ".sh"} and "migrations" not in path.parts
        if (count := text.count("\n")) > MOST_LINES
    }
    assert long == {}


def test_files_are_called_after_what_they_hold(tracked):
    vague = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py", "tools.py"}
    assert [str(path) for path in tracked if path.name in vague] == []


def test_no_third_party_script_or_style_is_kept(tracked):
    assert [str(path) for path in tracked if path.name.endswith((".min.js", ".min.css", ".map"))] == []


def test_text_files_end_with_one_newline(texts):
    # An accepted output is as it came out; a template's last newline would be printed inside a line.
    exempt = {"accepted", "templates"}
    loose = [
        str(path)
        for path, text in texts.items()
        if text and not exempt & set(path.parts) and (not text.endswith("\n") or text.endswith("\n\n"))
    ]
    assert loose == []
