#!/bin/sh
# Make .venv, or bring it up to the lock: tools/environment.sh base|develop
# Does nothing, in no time, when it is up to date already.
set -eu
cd "$(dirname "$0")/.."
wanted=$1

say() { printf '── %s\n' "$1"; }
stop() { printf '%s\n' "$1" >&2; exit 1; }

fresh() { # Whether the stamp $1 is younger than all that it rests on.
    stamp=.venv/$1; shift
    [ -f "$stamp" ] || return 1
    for source in "$@"; do
        if [ "$source" -nt "$stamp" ]; then return 1; fi
    done
}

python_of_the_machine() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"; return
        fi
    done
    stop '需要 Python 3.11 或更新版本（Debian、Ubuntu：apt-get install python3 python3-venv），也可用 PYTHON=路径 指定。'
}

# A virtual environment knows its own path: one that was moved or copied with its folder is made anew.
place=.venv/.fazhi-place
moved() { [ -f "$place" ] && [ "$(cat "$place")" != "$PWD" ]; }

if moved || ! .venv/bin/python -c '' 2>/dev/null; then
    python=$(python_of_the_machine)
    say "建立虚拟环境 .venv（$("$python" --version)）"
    rm -rf .venv
    "$python" -m venv .venv || {
        rm -rf .venv
        stop '无法建立虚拟环境，缺少 venv 模块（Debian、Ubuntu：apt-get install python3-venv）。'
    }
fi

install() { .venv/bin/python -m pip install --disable-pip-version-check --no-input "$@"; }

if ! fresh .fazhi-base requirements/base.txt pyproject.toml; then
    say "安装运行所需软件包（首次约一分钟）"
    install --require-hashes -r requirements/base.txt
    say "安装 fazhi"
    # What building needs is in the lock: without isolation nothing unpinned is fetched.
    install --no-deps --no-build-isolation --quiet -e .
    touch .venv/.fazhi-base
fi

echo "$PWD" > "$place"

if [ "$wanted" = develop ] && ! fresh .fazhi-develop requirements/develop.txt .venv/.fazhi-base; then
    say "安装测试与检查所需软件包（首次约一分钟）"
    install --require-hashes -r requirements/develop.txt
    touch .venv/.fazhi-develop
fi
