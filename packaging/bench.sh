#!/usr/bin/env bash
# `make bench`: the measurements one after the other, each also as JSON in demo/bench.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p demo/bench
for name in start feed map lookup import steps queue encrypted roll; do
    echo "== bench $name"
    .venv/bin/python -m gridcenter bench "$name" --json "demo/bench/$name.json"
done
