import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """The files that git keeps, as paths from the checkout, without those deleted but not yet committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 — git is wherever the system has it
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    paths = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if (CHECKOUT / path).is_file()]


@pytest.fixture(scope="session")
def texts(tracked: list[Path]) -> dict[Path, str]:
    """The tracked files that are text, with what they say."""
    found = {}
    for path in tracked:
        content = (CHECKOUT / path).read_bytes()
        if b"\0" not in content:
            found[path] = content.decode("utf-8")
    return found
