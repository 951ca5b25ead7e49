"""The folder in which an installation keeps everything that is its own."""

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


class HomeUnusableError(Exception):
    """The data folder cannot be written; the message says which one and how to name another."""


def home() -> Path:
    """Return the data folder, made for its owner only if it is missing.

    It is what ``FAZHI_HOME`` names, or ``var/`` in the checkout.  A relative name counts from the
    folder the program is started in.
    """
    folder = Path(os.environ.get("FAZHI_HOME") or CHECKOUT / "var").expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise HomeUnusableError(_unusable(folder, error)) from error
    return folder


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions, made on first use and readable by its owner only."""
    path = folder / "secret_key"
    try:
        if not path.exists():
            _create_once(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise HomeUnusableError(_unusable(path, error)) from error


def _create_once(path: Path, text: str) -> None:
    """Write a private file in one move; whoever comes second keeps the first one's."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    # Mode 600 from the first byte: a chmod afterwards would leave a moment in which others can read.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _unusable(path: Path, error: OSError) -> str:
    return f"无法使用数据目录 {path}：{error.strerror}。请检查权限，或以环境变量 FAZHI_HOME 指定另一个目录。"
