"""``fazhi docs``: the reference in docs/reference, written from the declarations."""

import argparse
from pathlib import Path

import fazhi
from fazhi.config.commands import StoppedError

NAME = "docs"
HELP = "由事项声明生成参考手册（docs/reference）；--check 只核对是否过时。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to, and whether only to look."""
    parser.add_argument("--to", type=Path, help="写到哪个文件夹（默认为源码的 docs/reference）")
    parser.add_argument("--check", action="store_true", help="不写，只说哪些页面过时；有过时的以 1 退出")


def run(args: argparse.Namespace) -> int:
    """Write the pages that changed and remove those that no duty has any more, or say which they are."""
    from fazhi.config.reference_pages import pages  # noqa: PLC0415 - models load after Django is set up

    folder = args.to or _checkout() / "docs" / "reference"
    wanted = pages()
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.md")} if folder.is_dir() else set()
    stale = sorted(name for name, text in wanted.items() if _text(folder / name) != text)
    gone = sorted(there - set(wanted))
    if args.check:
        for name in (*stale, *gone):
            print(f"过时：{folder / name}")
        if stale or gone:
            print("请运行 fazhi docs 重新生成。")
        return 1 if stale or gone else 0
    for name in stale:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[name], encoding="utf-8")
    for name in gone:
        (folder / name).unlink()
    print(f"参考手册共{len(wanted)}页，写了{len(stale)}页，删了{len(gone)}页：{folder}")
    return 0


def _checkout() -> Path:
    """Return the checkout that this program runs from."""
    root = Path(fazhi.__file__).resolve().parents[2]
    if not (root / "docs").is_dir():
        raise StoppedError("这里不是源码目录，请用 --to 指明写到哪个文件夹。")
    return root


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
