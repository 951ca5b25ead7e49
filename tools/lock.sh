#!/bin/sh
# Make requirements/*.txt from pyproject.toml; `tools/lock.sh --upgrade` also takes newer versions.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
compile() {
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$@" pyproject.toml
}
compile "$@" --extra build -o requirements/base.txt
# On top of the base, so that the two never disagree.
compile "$@" --extra build --extra test --extra check -c requirements/base.txt -o requirements/develop.txt
