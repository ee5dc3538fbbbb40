#!/usr/bin/env bash
# Put the folder made by `make frozen` into a Debian package: dist/gridcenter_VERSION_ARCH.deb
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ -x dist/gridcenter/gridcenter ] || { echo "First: make frozen" >&2; exit 1; }
version="$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)"
arch="$(dpkg --print-architecture)"
tree="build/deb"
rm -rf "$tree"
install -d "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" \
    "$tree/usr/share/icons/hicolor/scalable/apps" "$tree/usr/share/doc/gridcenter"
cp -a dist/gridcenter "$tree/opt/gridcenter"
ln -s /opt/gridcenter/gridcenter "$tree/usr/bin/gridcenter"
install -m 644 packaging/gridcenter.desktop "$tree/usr/share/applications/"
install -m 644 resources/icons/brand.svg "$tree/usr/share/icons/hicolor/scalable/apps/gridcenter.svg"
install -m 644 LICENSE "$tree/usr/share/doc/gridcenter/copyright"

# The list of libraries has one home: packaging/bootstrap.sh.
depends="$(sed -n '/^LIBRARIES="/,/^"/p' packaging/bootstrap.sh | grep -o ':[a-z0-9.+-]*' | tr -d : |
    sed 's/^libasound2$/libasound2 | libasound2t64/; s/^libglib2.0-0$/libglib2.0-0 | libglib2.0-0t64/' | paste -sd, | sed 's/,/, /g')"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: gridcenter
Version: $version
Architecture: $arch
Maintainer: GridCenter maintainers
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: $depends, fonts-noto-cjk | fonts-wqy-zenhei
Recommends: libpulse0
Section: misc
Priority: optional
Description: desktop program of a grid-management command centre
 Map, incident queue, resident look-up and indicators from one SQL store.
CONTROL
dpkg-deb --root-owner-group --build "$tree" "dist/gridcenter_${version}_${arch}.deb"
