#!/usr/bin/env bash
# `make run`: the demo district with live arrivals; in a window, or off-screen where there is no display.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash packaging/bootstrap.sh

export GRIDCENTER_STORE="${GRIDCENTER_STORE:-sqlite:///$PWD/demo/district.db}"
gridcenter=(.venv/bin/python -m gridcenter)
mkdir -p demo

# Chromium refuses to run as root inside its sandbox; the program itself never turns the sandbox off.
if [ "$(id -u)" -eq 0 ]; then export QTWEBENGINE_DISABLE_SANDBOX=1; fi

"${gridcenter[@]}" health >/dev/null 2>&1 || "${gridcenter[@]}" upgrade 2>/dev/null || "${gridcenter[@]}" demo --size district

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display here: the same window runs off-screen for ${GRIDCENTER_SECONDS:-60} seconds."
    # What Qt and Chromium miss on such a machine (a screen, a graphics card, D-Bus) is known and not worth a line.
    export QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES="default.warning=false;qt.qpa.*=false;qt.rhi.*=false"
    export QTWEBENGINE_CHROMIUM_FLAGS="${QTWEBENGINE_CHROMIUM_FLAGS:-} --log-level=3"
    exec "${gridcenter[@]}" off-screen demo/pictures --seconds "${GRIDCENTER_SECONDS:-60}"
fi

"${gridcenter[@]}" demo --live &
arrivals=$!
trap 'kill "$arrivals" 2>/dev/null || true' EXIT
"${gridcenter[@]}"
