"""Backup of everything an installation keeps, in one archive, and restoring it into an empty data folder."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings
from django.db import connection

from fazhi import __version__
from fazhi.store import audit, dumps, models, sealing
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.verify import Progress, Report, verify

FORMAT = 1
_MANIFEST, _KEYS, _CLOCK = "manifest.json", "keys.sealed", "clock.json"
_KINDS = ("evidence", "papers")
#: What an archive may hold; anything else is not ours and is not taken out of it.
_MEMBER = re.compile(
    r"manifest\.json|keys\.sealed|clock\.json|database\.sqlite3|tables/[a-z_]+\.copy"
    r"|(?:evidence|papers)/[0-9a-f]{2}/[0-9a-f]{64}"
)
_SHORTEST = 8
#: Lies in the data folder while it is being filled.
_MARK = ".restoring"


class BackupError(RuntimeError):
    """The backup or the restoring cannot be done so; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An archive written: how many bytes, how many files of evidence and papers, whether keys are in it."""

    path: Path
    size: int
    files: int
    keys_inside: bool


# Saving --------------------------------------------------------------------------------------------


def save(
    path: Path,
    *,
    now: datetime,
    passphrase: str = "",
    keys_apart: Path | None = None,
    progress: Progress | None = None,
) -> Saved:
    """Write one archive of database, evidence, papers and keys, as of one moment, while others go on writing.

    The keys go into it encrypted under ``passphrase``, or into ``keys_apart`` in clear, to be kept elsewhere:
    without them nothing personal can ever be read again.

    Raises:
        BackupError: neither or both are given, the passphrase is short, or a file is there already.

    """
    _refuse_to_save(path, passphrase, keys_apart)
    counted = audit.Progress(progress)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            draft.chmod(0o600)
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                _add_database(archive, now=now, keys_inside=bool(passphrase))
                files = sum(_add_files(archive, kind, counted) for kind in _KINDS)
                if (clock := settings.FAZHI_HOME / _CLOCK).exists():
                    archive.add(clock, _CLOCK, recursive=False)
                if passphrase:
                    _add(archive, _KEYS, _locked(_keys(), passphrase))
            file.flush()
            os.fsync(file.fileno())
        if keys_apart is not None:
            _write_apart(keys_apart, _keys())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Saved(path=path, size=path.stat().st_size, files=files, keys_inside=bool(passphrase))


def _refuse_to_save(path: Path, passphrase: str, keys_apart: Path | None) -> None:
    if bool(passphrase) == (keys_apart is not None):
        raise BackupError("请指定密钥的存放方式：以口令加密后存入备份，或者另存为单独的文件，二者选一。")
    if passphrase and len(passphrase) < _SHORTEST:
        raise BackupError(f"口令至少{_SHORTEST}个字符；忘记口令，备份中的个人信息就无法恢复。")
    if keys_apart is not None and keys_apart.resolve() == path.resolve():
        raise BackupError("备份和密钥不能写到同一个文件，请给密钥另起文件名。")
    for target in (path, keys_apart):
        if target is not None and target.exists():
            raise BackupError(f"{target} 已经存在，请换一个文件名，以免覆盖原有备份。")
        if target is not None and not target.parent.is_dir():
            raise BackupError(f"文件夹 {target.parent} 不存在，请先建立。")


def _add_database(archive: tarfile.TarFile, *, now: datetime, keys_inside: bool) -> None:
    """Add the database and what it is: everything in files is older than it, or is not spoken of."""
    told: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(dir=settings.FAZHI_HOME, prefix=".backup-") as folder:
        if connection.vendor == "sqlite":
            dumps.copy_sqlite(Path(folder) / dumps.SQLITE)
            manifest = _manifest(told, now=now, keys_inside=keys_inside)
        else:
            (Path(folder) / dumps.TABLES).mkdir()
            with audit.snapshot():
                for model in dumps.tables():
                    name = model._meta.db_table  # noqa: SLF001 - documented by Django
                    told[name] = dumps.columns(model)
                    with (Path(folder) / dumps.TABLES / f"{name}.copy").open("wb") as file:
                        dumps.dump_table(model, file)
                manifest = _manifest(told, now=now, keys_inside=keys_inside)
        _add(archive, _MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                archive.add(path, str(path.relative_to(folder)), recursive=False, filter=_plain)


def _manifest(told: dict[str, list[str]], *, now: datetime, keys_inside: bool) -> dict[str, Any]:
    ends = models.Journal.objects.select_related("organ").order_by("organ_id")
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": now.isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": dumps.migrations(),
        "tables": told,
        "keys": "inside" if keys_inside else "apart",
        "journals": [
            {"organ": end.organ_id, "name": end.organ.name, "number": end.number, "seal": end.seal}
            for end in ends
        ],
    }


def _add_files(archive: tarfile.TarFile, kind: str, counted: audit.Progress) -> int:
    files = 0
    for path in sorted((settings.FAZHI_HOME / kind).glob("[0-9a-f][0-9a-f]/[0-9a-f]*")):
        archive.add(path, f"{kind}/{path.parent.name}/{path.name}", recursive=False, filter=_plain)
        files += 1
        counted.seen("files")
    return files


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Say nothing of whose the files were."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = _plain(tarfile.TarInfo(name))
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


# Keys ----------------------------------------------------------------------------------------------


def _keys() -> bytes:
    """Return the keys of every organ as text."""
    return json.dumps(sealing.all_keys()).encode()


def _locked(keys: bytes, passphrase: str) -> bytes:
    salt = secrets.token_bytes(16)
    told = {"salt": salt.hex(), "n": 2**15, "r": 8, "p": 1}
    sealed = sealing.seal_bytes(_derived(passphrase, told), "backup", keys)
    return json.dumps(told | {"keys": base64.b64encode(sealed).decode()}).encode()


def _derived(passphrase: str, told: dict[str, Any]) -> bytes:
    salt = bytes.fromhex(told["salt"])
    return Scrypt(salt=salt, length=16, n=told["n"], r=told["r"], p=told["p"]).derive(passphrase.encode())


def _unlocked(content: bytes, passphrase: str) -> bytes:
    told = json.loads(content)
    try:
        return sealing.open_bytes(_derived(passphrase, told), "backup", base64.b64decode(told["keys"]))
    except sealing.SealBrokenError:
        raise BackupError("口令不对，备份中的密钥打不开。") from None


def _write_apart(path: Path, keys: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(keys)
        file.flush()
        os.fsync(file.fileno())


# Restoring -----------------------------------------------------------------------------------------


def restore(
    path: Path,
    *,
    passphrase: str = "",
    keys_apart: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Restore an archive into an empty data folder and database, and return what verification says of it.

    A restoring that was broken off is begun anew: what it put into the folder is its own to overwrite, and
    the database, which comes last, is there as a whole or not at all.

    Raises:
        BackupError: the folder or the database is not empty, the archive is not one of ours or for the other
            database, the keys do not open.

    """
    mark, told = settings.FAZHI_HOME / _MARK, _told_of(path)
    again = mark.exists() and mark.read_text("utf-8") == told
    if again and _is_founded():  # the database comes last: only what follows it is left to do
        return _end_restoring(mark, progress)
    _refuse_to_restore(again=again)
    _clear_away(".restore-*")
    with _unpacked(path, audit.Progress(progress)) as folder:
        manifest = _read_manifest(folder)
        keys = _read_keys(_keys_of(folder, manifest, passphrase, keys_apart))
        mark.write_text(told, "utf-8")
        for kind in _KINDS:
            if (folder / kind).is_dir():
                shutil.rmtree(settings.FAZHI_HOME / kind, ignore_errors=True)
                shutil.move(folder / kind, settings.FAZHI_HOME / kind)
        if (folder / _CLOCK).exists():
            shutil.move(folder / _CLOCK, settings.FAZHI_HOME / _CLOCK)
        for organ in keys:
            sealing.key_file(organ).unlink(missing_ok=True)
        sealing.put_keys(keys)
        _database(folder, manifest)
    return _end_restoring(mark, progress)


def _end_restoring(mark: Path, progress: Progress | None) -> Report:
    before = dumps.migrations()
    dumps.migrate()
    if dumps.migrations() != before:
        rebuild(progress=progress)  # what is kept for speed, as this version keeps it
    _clear_away(".restore-*")
    mark.unlink()
    return verify(progress=progress)


def _told_of(path: Path) -> str:
    """Say which archive it is, as far as one is told from another."""
    try:
        stat = path.stat()
    except OSError:
        return str(path)
    return f"{path.resolve()} {stat.st_size} {stat.st_mtime_ns}"


def _is_founded() -> bool:
    tables = connection.introspection.table_names()
    return models.Organ._meta.db_table in tables and models.Organ.objects.exists()  # noqa: SLF001 - documented by Django


def _clear_away(pattern: str) -> None:
    """Remove the folders that a process left which was stopped."""
    for left in settings.FAZHI_HOME.glob(pattern):
        shutil.rmtree(left, ignore_errors=True)


def _refuse_to_restore(*, again: bool) -> None:
    home = settings.FAZHI_HOME
    for name in () if again else ("keys", *_KINDS):
        if any(path.is_file() for path in (home / name).rglob("*")):
            raise BackupError(f"数据目录 {home} 的 {name} 中已有文件；恢复只能在空的数据目录中进行。")
    if _is_founded():
        raise BackupError("数据库中已有机关；恢复只能在空的数据库中进行，请另设 FAZHI_HOME 或 DATABASE_URL。")


@contextmanager
def _unpacked(path: Path, counted: audit.Progress) -> Iterator[Path]:
    """Take everything that may be in an archive out of it, into a folder beside where it is to lie."""
    with tempfile.TemporaryDirectory(dir=settings.FAZHI_HOME, prefix=".restore-") as folder:
        try:
            with tarfile.open(path, mode="r:gz") as archive:
                for member in archive:
                    if not member.isfile() or not _MEMBER.fullmatch(member.name):
                        raise BackupError(f"备份中有不认识的内容“{member.name}”，不是本系统作成的备份。")
                    archive.extract(member, folder, filter="data")
                    counted.seen("files")
        except FileNotFoundError:
            raise BackupError(f"没有找到备份文件 {path}。") from None
        except (tarfile.TarError, EOFError, OSError) as error:
            raise BackupError(f"备份文件 {path} 读不出：{error}；可能不完整，请换一份备份。") from error
        yield Path(folder)


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        raise BackupError("备份中没有目录（manifest.json），不是本系统作成的备份。") from None
    if manifest.get("format") != FORMAT:
        raise BackupError(f"备份的格式为{manifest.get('format')}，本版本只认识格式{FORMAT}；请用新版本恢复。")
    if manifest["database"] != connection.vendor:
        raise BackupError(
            f"备份取自 {manifest['database']}，当前数据库是 {connection.vendor}；"
            "请以相应的 DATABASE_URL 恢复。"
        )
    if _newest(manifest) > dumps.newest_known():
        raise BackupError(f"备份由较新的版本（{manifest.get('version')}）作成，请先升级再恢复。")
    return manifest


def _newest(manifest: dict[str, Any]) -> str:
    return max((name for app, name in manifest["migrations"] if app == "store"), default="")


def _keys_of(folder: Path, manifest: dict[str, Any], passphrase: str, keys_apart: Path | None) -> bytes:
    if manifest["keys"] == "inside":
        if not passphrase:
            raise BackupError("备份中的密钥以口令加密，请提供口令。")
        return _unlocked((folder / _KEYS).read_bytes(), passphrase)
    if keys_apart is None:
        raise BackupError("备份中没有密钥，请指定作备份时另存的密钥文件。")
    try:
        return keys_apart.read_bytes()
    except OSError as error:
        raise BackupError(f"密钥文件 {keys_apart} 读不出：{error.strerror}。") from error


def _read_keys(content: bytes) -> dict[str, Any]:
    """Return the keys of each organ, as they were kept apart or inside."""
    try:
        found: dict[str, Any] = json.loads(content)
        told = all(one["generations"] and one["digests"] for one in found.values())
    except (ValueError, AttributeError, TypeError, KeyError):
        told = False
    if not told:
        raise BackupError("密钥文件的内容不对，请指定作备份时另存的那一个。")
    return found


def _database(folder: Path, manifest: dict[str, Any]) -> None:
    """Restore the database as it was."""
    if connection.vendor == "sqlite":
        dumps.restore_sqlite(folder / dumps.SQLITE)
    else:
        dumps.migrate(to=_newest(manifest))
        dumps.restore_tables(folder / dumps.TABLES, manifest["tables"])
