"""The browser of the browser tests: found on the machine, or installed from its packages.

``python -m tools.chromium --install`` says which one it is, or what it installs; without root
it says what is missing, and the browser tests are then skipped.
"""

import argparse
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without Chinese fonts a page is boxes, and no test of how it looks means anything.
PACKAGES = ("chromium", "fonts-noto-cjk")
# As root, in a container, with little shared memory, and without a word to the outside.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Return the path of the browser: what ``CHROMIUM`` names, else the first one installed."""
    return next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAMES))), None)


def install() -> bool:
    """Install a browser from Debian's packages; tell whether that could be tried and went well."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"浏览器测试需要 Chromium，正在安装系统软件包：{' '.join(PACKAGES)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
        # Fixed words, no shell; apt-get is wherever the system has it.
        done = subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603, S607 — see above
        if done.returncode:
            return False
    return True


def main() -> int:
    """Report the browser, installing one first if that is asked for and needed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one if there is none")
    wanted = parser.parse_args().install
    found = find() or (find() if wanted and install() else None)
    if found:
        print(f"浏览器 · browser: {found}", flush=True)
    else:
        print(
            "没有找到 Chromium 或 Chrome，浏览器测试将跳过。安装：apt-get install " + " ".join(PACKAGES),
            file=sys.stderr,
        )
    # Elsewhere a missing browser is a choice; in CI it would be a hole that nobody sees.
    return 1 if found is None and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
