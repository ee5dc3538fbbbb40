#!/usr/bin/env bash
# Make this checkout ready: system libraries, a Python, .venv with everything in it. Changes only what is missing.
#   packaging/bootstrap.sh            everything
#   packaging/bootstrap.sh --check    say what is missing, change nothing, fail if anything is
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# library of the system : Debian package that brings it (Qt, its web engine, the X11 plugin)
LIBRARIES="
libEGL.so.1:libegl1                      libGL.so.1:libgl1
libnss3.so:libnss3                       libnspr4.so:libnspr4
libasound.so.2:libasound2                libdrm.so.2:libdrm2
libgbm.so.1:libgbm1                      libX11-xcb.so.1:libx11-xcb1
libXcomposite.so.1:libxcomposite1        libXdamage.so.1:libxdamage1
libXrandr.so.2:libxrandr2                libXtst.so.6:libxtst6
libxkbfile.so.1:libxkbfile1              libxkbcommon.so.0:libxkbcommon0
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4          libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1      libxcb-render-util.so.0:libxcb-render-util0
libxcb-shape.so.0:libxcb-shape0          libxcb-xkb.so.1:libxcb-xkb1
libxcb-randr.so.0:libxcb-randr0          libxcb-sync.so.1:libxcb-sync1
libxcb-xfixes.so.0:libxcb-xfixes0        libxcb-glx.so.0:libxcb-glx0
libfontconfig.so.1:libfontconfig1        libdbus-1.so.3:libdbus-1-3
libglib-2.0.so.0:libglib2.0-0            libgssapi_krb5.so.2:libgssapi-krb5-2
libudev.so.1:libudev1                    libz.so.1:zlib1g
"

say() { printf '%s\n' "$*" >&2; }

find_python() {
    local name
    for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        if [ -n "$name" ] && command -v "$name" >/dev/null &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

missing_packages() {
    local have line python
    have="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)"
    for line in $LIBRARIES; do
        grep -qF -- "${line%%:*} " <<<"$have" || echo "${line##*:}"
    done
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.local/share/fonts" \
        \( -iname '*cjk*' -o -iname 'wqy*' -o -iname '*hansans*' -o -iname 'msyh*' \) -print -quit 2>/dev/null |
        grep -q . || echo fonts-noto-cjk
    python="$(find_python)"
    [ -n "$python" ] || echo python3
    if [ ! -x .venv/bin/python ] && { [ -z "$python" ] || ! "$python" -c 'import venv, ensurepip' 2>/dev/null; }; then
        echo python3-venv
    fi
}

# Newer releases renamed some packages for 64-bit time: libasound2 became libasound2t64.
real_names() {
    local name
    for name in "$@"; do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then echo "$name"; else echo "${name}t64"; fi
    done
}

install_packages() {
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        say "Missing: $*"
        say "This system has no apt. Install what brings these libraries with its own tool, then run again."
        say "Going on without them: \`gridcenter self-check\` says what does not work."
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Missing: $*"
            say "This needs root, and there is no sudo here. Ask an administrator to run: apt-get install $*"
            exit 1
        fi
        as_root=(sudo)
        say "Installing with sudo: $*"
    fi
    "${as_root[@]}" apt-get update -qq
    # shellcheck disable=SC2046
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $(real_names "$@") >/dev/null
}

stamp() { { cat pyproject.toml; .venv/bin/python -c 'import sys; print(sys.version)'; pwd; } | cksum; }

make_venv() {
    local python
    if ! .venv/bin/python -c '' 2>/dev/null; then
        python="$(find_python)"
        [ -n "$python" ] || { say "No Python 3.11 or newer was found. Install one, or name it: PYTHON=/path/to/python"; exit 1; }
        say "Making .venv with $python"
        rm -rf .venv
        "$python" -m venv .venv
    fi
    if [ "$(cat .venv/installed 2>/dev/null)" != "$(stamp)" ]; then
        say "Installing the Python packages of pyproject.toml (about 450 MB, once)"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
            --editable '.[test,check,bench]'
        stamp >.venv/installed
    fi
}

mapfile -t missing < <(missing_packages)
if [ "${1:-}" = "--check" ]; then
    [ "${#missing[@]}" -eq 0 ] && { say "Nothing is missing."; exit 0; }
    say "Missing: ${missing[*]}"
    exit 1
fi
[ "${#missing[@]}" -eq 0 ] || install_packages "${missing[@]}"
make_venv
