#!/bin/sh
# From a fresh clone to an office in the browser; the second time, only the last step takes any time.
set -eu
cd "$(dirname "$0")/.."
say() { printf '── %s\n' "$1"; }
fazhi=".venv/bin/fazhi"

say '1/4 软件包'
tools/environment.sh base
say '2/4 数据库'
$fazhi migrate
say '3/4 示范街道'
if [ -f src/fazhi/config/commands/demo.py ]; then
    $fazhi demo --if-absent
else
    echo '（此版本还没有示范数据）'
fi
say '4/4 网页服务'
exec $fazhi serve
