#!/bin/sh
# Format, lint, strict types, import contracts, generated pages: all are run, and one failure fails it.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python
failed=

check() { # name, command…
    name=$1; shift
    printf '\n── %s\n' "$name"
    "$@" || failed="$failed $name"
}

check format $python -m ruff format --check .
check lint $python -m ruff check .
check types $python -m mypy
check layers .venv/bin/lint-imports
if [ -f src/fazhi/config/commands/docs.py ]; then
    check docs .venv/bin/fazhi docs --check
fi

[ -z "$failed" ] || { printf '\n── 未通过 · failed:%s\n' "$failed"; exit 1; }
printf '\n── 全部通过 · all passed\n'
