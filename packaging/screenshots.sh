#!/usr/bin/env bash
# `make screenshots`: the pictures of the README, from the demo district, without a display.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export GRIDCENTER_STORE="sqlite:///$PWD/demo/district.db"
export QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES="default.warning=false;qt.qpa.*=false;qt.rhi.*=false"
export QTWEBENGINE_CHROMIUM_FLAGS="${QTWEBENGINE_CHROMIUM_FLAGS:-} --log-level=3"
if [ "$(id -u)" -eq 0 ]; then export QTWEBENGINE_DISABLE_SANDBOX=1; fi
mkdir -p demo
.venv/bin/python -m gridcenter health >/dev/null 2>&1 || .venv/bin/python -m gridcenter upgrade 2>/dev/null || .venv/bin/python -m gridcenter demo --size district
for language in zh en; do
    .venv/bin/python -m gridcenter screenshots resources/screenshots --lang "$language" --theme dark --pages overview,map,indicators,wall
    .venv/bin/python -m gridcenter screenshots resources/screenshots --lang "$language" --theme light --pages incidents
done
