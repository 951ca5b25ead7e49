import re
import subprocess
import tomllib
from pathlib import Path

import pytest

LAYERS = [
    "config",
    "desk | portal | api",
    "demo",
    "usecases",
    "statements",
    "store | documents | workbooks | reader",
    "procedures",
    "law",
    "core",
]


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


def test_imports_go_one_way_through_every_room_of_the_house(project):
    layers = [
        contract for contract in project["tool"]["importlinter"]["contracts"] if contract["type"] == "layers"
    ]
    assert [contract["layers"] for contract in layers] == [LAYERS]
    assert layers[0]["containers"] == ["fazhi"]
    assert layers[0]["exhaustive"] is True
    assert "ignore_imports" not in layers[0]


def test_the_core_and_the_rules_may_not_know_a_framework(project):
    contracts = project["tool"]["importlinter"]["contracts"]
    (forbidden,) = [contract for contract in contracts if contract["type"] == "forbidden"]
    assert {"fazhi.core", "fazhi.procedures", "fazhi.law"} <= set(forbidden["source_modules"])
    assert {"django", "sqlite3", "os", "random"} <= set(forbidden["forbidden_modules"])


def test_types_are_strict(project):
    assert project["tool"]["mypy"]["strict"] is True
    assert project["tool"]["ruff"]["lint"]["select"] == ["ALL"]


def locked(path: Path) -> dict[str, list[str]]:
    """Package → the digests of its files."""
    pins: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([\w.-]+)==", line):
            name = pin[1]
            pins.setdefault(name, [])
        elif digest := re.match(r"\s+--hash=(sha256:[0-9a-f]{64})", line):
            pins[name].append(digest[1])
    return pins


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize(
    ("lock", "extras"), [("base.txt", ["build"]), ("develop.txt", ["build", "test", "check"])]
)
def test_the_lock_pins_all_that_the_project_names_with_its_digests(project, checkout, lock, extras):
    wanted = names(project["project"]["dependencies"])
    for extra in extras:
        wanted |= names(project["project"]["optional-dependencies"][extra])
    pins = locked(checkout / "requirements" / lock)
    assert wanted <= set(pins)
    assert all(pins.values())


def test_the_tools_are_locked_on_top_of_the_base_and_agree_with_it(checkout):
    def versions(lock: str) -> set[str]:
        text = (checkout / "requirements" / lock).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+==[\w.]+(?: ; [^\\\n]+)?", text, flags=re.MULTILINE))

    assert {pin.strip() for pin in versions("base.txt")} <= {pin.strip() for pin in versions("develop.txt")}


def test_the_readmes_commands_are_there(checkout):
    shown = subprocess.run(["make", "help"], cwd=checkout, capture_output=True, text=True, check=True).stdout  # noqa: S607 — make is wherever the system has it
    for command in ("run", "install", "test", "check", "accept", "bench"):
        assert f"make {command} " in shown
