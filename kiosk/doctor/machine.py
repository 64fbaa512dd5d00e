"""Checks the machine: clock, fonts, sound and display."""

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from hardware.devices import DeviceState, DeviceStatus
from hardware.sounder import open_sounder
from kiosk.clock import WallClock
from kiosk.config import Settings
from kiosk.doctor.finding import Finding, failed, ok, warning

CLEAR_FONTS = ("JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono")
"""Faces whose zero is not an O and whose one is not an l, in the order in which the kiosk takes them."""
_TIMEOUT_S = 10.0


def machine_findings(settings: Settings) -> Iterator[Finding]:
    """Look at this machine."""
    clock = WallClock()
    yield check_clock(clock.now(), is_trusted=clock.is_trusted())
    if found := check_synchronised(output_of("timedatectl", "show", "--property=NTPSynchronized", "--value")):
        yield found
    families = output_of("fc-list", ":", "family")
    if families is not None:
        yield check_fonts([name for line in families.splitlines() for name in line.split(",")])
    yield check_sound(_sound_status(), wanted=settings.sounds)
    yield check_display(os.environ)


def check_clock(now: datetime, *, is_trusted: bool) -> Finding:
    """Whether the time can be right at all."""
    if not is_trusted:
        return failed(
            "clock",
            f"{now.isoformat(timespec='seconds')} is earlier than this software: every entry would be marked",
            "Set the clock: sudo timedatectl set-time 'YYYY-MM-DD HH:MM:SS', and change the battery of its clock.",
        )
    return ok("clock", now.isoformat(timespec="seconds"))


def check_synchronised(answer: str | None) -> Finding | None:
    """Whether a time server keeps the clock right, by what timedatectl said; None where it cannot say."""
    answers = {
        "yes": ok("clock synchronisation", "a time server keeps it right"),
        "no": warning(
            "clock synchronisation",
            "no time server keeps it right: times of several kiosks will not agree",
            "Switch it on: sudo timedatectl set-ntp true",
        ),
    }
    return answers.get((answer or "").strip())


def check_fonts(families: Collection[str]) -> Finding:
    """Whether a face is there in which serial numbers cannot be misread."""
    known = {name.strip() for name in families}
    found = next((name for name in CLEAR_FONTS if name in known), None)
    if found is None:
        return warning(
            "fonts",
            f"none of {', '.join(CLEAR_FONTS)} is installed: 0 and O may look alike",
            "Install one: sudo apt-get install fonts-dejavu-core",
        )
    return ok("fonts", f"{found} tells 0 from O")


def check_sound(status: DeviceStatus, *, wanted: bool) -> Finding:
    """Whether refusals can be heard."""
    if not wanted:
        return ok("sound", "switched off in the settings")
    if status.state is not DeviceState.READY:
        return warning(
            "sound",
            status.reason or status.state.value,
            "Install it with sudo apt-get install alsa-utils, connect a loudspeaker, and try aplay -l.",
        )
    return ok("sound", "aplay is there to play it")


def check_display(environment: Mapping[str, str]) -> Finding:
    """Whether Qt would find a screen."""
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if value := environment.get(name):
            return ok("display", f"{name}={value}")
    return warning(
        "display",
        "none here: the window cannot open from where this command was started",
        "Start the kiosk on its screen, without a desktop by way of cage: cage -- lotline",
    )


def output_of(*command: str) -> str | None:
    """What a program of the system prints; None where it is not installed, fails or does not end."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [program, *command[1:]], capture_output=True, text=True, errors="replace", timeout=_TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _sound_status() -> DeviceStatus:
    sounder = open_sounder()
    try:
        return sounder.status
    finally:
        sounder.close()
