"""Lists the cameras of this machine by their stable names: what they offer, who may open them, who holds one."""

import sys
from collections.abc import Iterator
from pathlib import Path

from hardware.scanners.camera import video_nodes
from hardware.scanners.camera.video_nodes import Holder, VideoNode
from kiosk.doctor.finding import Finding, failed, ok, warning


def camera_findings() -> Iterator[Finding]:
    """Look at every camera that is connected; nothing where there is none, or where the system does not tell."""
    if sys.platform != "linux":
        return
    for path in video_nodes.named_nodes():
        try:
            node = video_nodes.look(str(path))
        except OSError as error:
            yield check_unusable(path, error, _group(path))
            continue
        if node.is_camera:
            yield check_camera(path, node, video_nodes.holders(str(path)))


def check_camera(path: Path, node: VideoNode, holders: list[Holder]) -> Finding:
    """One camera that may be opened."""
    offers = "; ".join(" ".join((each.code, *each.sizes)) for each in node.formats) or "no formats"
    what = f"{node.card}, address camera://{path}, offers {offers}"
    if holders:
        return warning(
            f"camera {path.name}",
            f"{what}; in use by {', '.join(map(str, holders))}",
            "Close that if it is not the kiosk itself: one program at a time can have a camera.",
        )
    return ok(f"camera {path.name}", what)


def check_unusable(path: Path, error: OSError, group: str) -> Finding:
    """One camera that cannot be looked at."""
    check = f"camera {path.name}"
    if not isinstance(error, PermissionError):
        return failed(check, f"{path}: {error.strerror}", "Unplug it and plug it in again.")
    what = f"this user may not open {path}"
    if group in ("", "root"):
        rule = 'SUBSYSTEM=="video4linux", GROUP="video", MODE="0660"'
        remedy = f"Add the udev rule {rule}, then sudo udevadm control --reload and connect it again."
        return failed(check, what, remedy)
    return failed(check, what, f"Add the user to its group: sudo usermod -aG {group} USER, then sign out and in.")


def _group(path: Path) -> str:
    """The name of the group that owns the file; empty where it has none."""
    try:
        return path.group()
    except (KeyError, OSError):
        return ""
