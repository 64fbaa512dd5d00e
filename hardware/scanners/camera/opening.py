"""Opens a camera or a stream, or says why that cannot be done."""

import errno
import stat
import sys
from pathlib import Path

from hardware.devices import Cause, DeviceState
from hardware.scanners.camera import video_nodes
from hardware.scanners.camera.addresses import is_stream, title_of
from hardware.scanners.camera.frames import Capture
from hardware.scanners.camera.profile import Profile, apply_profile
from hardware.scanners.reader import UnavailableError

STREAM_TIMEOUT_MS = 5_000
"""So long a stream may take to open, or for its next picture."""


def open_capture(device: str, profile: Profile) -> tuple[Capture, list[str]]:
    """Open a camera by number or path, or a stream by its address.

    Returns it, and what it does otherwise than the profile asks, in words. Raises UnavailableError where it refuses.
    """
    import cv2

    if is_stream(device):
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, STREAM_TIMEOUT_MS]
        limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, STREAM_TIMEOUT_MS]
        capture = cv2.VideoCapture(device, cv2.CAP_FFMPEG, limits)
    elif sys.platform == "linux":
        path = node_path(device)
        _check_node(device, path)
        capture = cv2.VideoCapture(path, cv2.CAP_V4L2)
    else:
        capture = cv2.VideoCapture(int(device) if device.isdecimal() else device, cv2.CAP_ANY)
    if not capture.isOpened():
        capture.release()
        raise _refusal(device)
    return capture, [] if is_stream(device) else apply_profile(capture, profile)


def node_path(device: str) -> str:
    """Return the device file of a camera that is named by number or path."""
    return f"/dev/video{device}" if device.isdecimal() else device


def _check_node(device: str, path: str) -> None:
    """Raise UnavailableError for a device file that cannot be a camera, with more in it than OpenCV would say."""
    title = title_of(device)
    try:
        is_device = stat.S_ISCHR(Path(path).stat().st_mode)
    except OSError as error:
        raise _absent(title, error) from error
    if not is_device:
        reason = f"{title}: {path} is a file, expected a video device as in /dev/v4l/by-id"
        raise UnavailableError(DeviceState.FAILING, reason)
    try:
        found = video_nodes.look(path)
    except PermissionError as error:
        reason = (
            f"{title}: this user may not open it; add the user to the group of {path}, as in "
            "sudo usermod -aG video USER, and sign in again"
        )
        raise UnavailableError(DeviceState.FAILING, reason, Cause.FORBIDDEN) from error
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise _busy(title, path) from error
        if error.errno == errno.ENOTTY:
            reason = f"{title}: {path} is no video device, expected one as in /dev/v4l/by-id"
            raise UnavailableError(DeviceState.FAILING, reason) from error
        raise _absent(title, error) from error
    if not found.is_camera:
        reason = f"{title}: {path} ({found.card}) gives no pictures but data beside them; take its first node, index0"
        raise UnavailableError(DeviceState.FAILING, reason)


def _absent(title: str, error: OSError) -> UnavailableError:
    reason = f"{title}: not there ({error.strerror}); plug it in, or correct its address: ls /dev/v4l/by-id"
    return UnavailableError(DeviceState.ABSENT, reason)


def _busy(title: str, path: str) -> UnavailableError:
    holders = ", ".join(map(str, video_nodes.holders(path)))
    reason = f"{title}: in use by {holders or 'another program'}; close that"
    return UnavailableError(DeviceState.FAILING, reason, Cause.BUSY)


def _refusal(device: str) -> UnavailableError:
    """What it means that OpenCV could not open what is there."""
    title = title_of(device)
    if is_stream(device):
        reason = (
            f"{title}: gives no pictures, expected a video stream within {STREAM_TIMEOUT_MS / 1000:g} s; "
            "check its address, name and password, and that it is switched on"
        )
        return UnavailableError(DeviceState.ABSENT, reason)
    if sys.platform != "linux":
        return UnavailableError(DeviceState.ABSENT, f"{title}: not there, or in use by another program")
    if video_nodes.holders(node_path(device)):
        return _busy(title, node_path(device))
    reason = f"{title}: is there but does not start; unplug it and plug it in again, at another port or hub"
    return UnavailableError(DeviceState.FAILING, reason)
