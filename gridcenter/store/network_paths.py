"""SQLite files on network folders get corrupted by locks that do not hold; such a place is refused."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr

NETWORK_FILE_SYSTEMS = frozenset(
    {"9p", "afp", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.cephfs", "fuse.davfs2", "fuse.glusterfs"}
    | {"fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs"}
    | {"nfs", "nfs4", "ocfs2", "smb", "smb2", "smb3", "smbfs", "webdav"}
)
MOUNTS = Path("/proc/self/mounts")
WINDOWS_REMOTE_DRIVE = 4


def refuse_network_path(path: Path, *, mounts: Path = MOUNTS) -> None:
    """Raise `StoreRefused` when `path` lies on a network file system (SQLite: "How To Corrupt", section 2)."""
    kind = _windows_kind(path) if sys.platform == "win32" else _mounted_kind(path, mounts)
    if kind:
        raise StoreRefused(
            tr(
                "{path} lies on a network folder ({kind}), where an embedded store gets corrupted. "
                "Use a local disk, or a PostgreSQL server for several desks."
            ).format(path=path, kind=kind)
        )


def _mounted_kind(path: Path, mounts: Path) -> str:
    if str(path).startswith(("//", "\\\\")):
        return "UNC"
    if not mounts.is_file():
        return ""
    place = path.absolute().resolve()
    best, kind = -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, folder, file_system, *_ = line.split(" ")
        folder = folder.replace("\\040", " ")
        if place.is_relative_to(folder) and len(folder) >= best:
            best, kind = len(folder), file_system
    return kind if kind in NETWORK_FILE_SYSTEMS else ""


def _windows_kind(path: Path) -> str:
    anchor = path.absolute().anchor
    if anchor.startswith("\\\\"):
        return "UNC"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent from the type stubs elsewhere
    return "network drive" if kernel.GetDriveTypeW(anchor) == WINDOWS_REMOTE_DRIVE else ""
