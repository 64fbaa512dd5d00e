"""Says by sound what the screen says by colour and word. Sounds are made here; `aplay` of ALSA plays them."""

import math
import queue
import shutil
import subprocess
import threading
import wave
from array import array
from enum import StrEnum
from io import BytesIO
from typing import Protocol

from hardware.devices import DeviceState, DeviceStatus

SAMPLE_RATE = 22_050
"""Samples a second."""
_LOUDNESS = 0.8
VOLUME_FLOOR = 0.25
"""The least volume, whatever is asked for: a refusal that nobody hears is none."""
_RAMP_S = 0.005
_PLAY_TIMEOUT_S = 5.0
_JOIN_S = 2.0


class Sound(StrEnum):
    """What the operator is told. Pitch and rhythm differ from the beep by which a scanner says "read"."""

    DUPLICATE = "duplicate"
    ACCEPTED = "accepted"
    DONE = "done"
    WARNING = "warning"
    REFUSED = "refused"


_Tone = tuple[float, float]
"""Pitch in hertz, 0 for silence, and length in seconds."""
_TONES: dict[Sound, tuple[_Tone, ...]] = {
    Sound.DUPLICATE: ((1000, 0.015),),
    Sound.ACCEPTED: ((1800, 0.080),),
    Sound.DONE: ((900, 0.120), (0, 0.030), (1350, 0.180)),
    Sound.WARNING: ((1200, 0.120), (0, 0.080), (1200, 0.120)),
    Sound.REFUSED: ((400, 0.200), (0, 0.080), (400, 0.200), (0, 0.080), (400, 0.200)),
}
_URGENCY = {sound: rank for rank, sound in enumerate(Sound)}


def wav(sound: Sound, volume: float = 1.0) -> bytes:
    """Return the sound as a WAV file: 16 bit, mono. Ends of tones are ramped, so that nothing clicks.

    `volume` is from 0 to 1, where 0 is as loud as `VOLUME_FLOOR`.
    """
    samples = array("h")
    loudness = _LOUDNESS * (VOLUME_FLOOR + (1 - VOLUME_FLOOR) * min(max(volume, 0.0), 1.0))
    for hertz, seconds in _TONES[sound]:
        count = round(seconds * SAMPLE_RATE)
        ramp = _RAMP_S * SAMPLE_RATE
        for index in range(count):
            level = min(1.0, index / ramp, (count - index) / ramp) * loudness * 32_767
            samples.append(round(level * math.sin(2 * math.pi * hertz * index / SAMPLE_RATE)))
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(SAMPLE_RATE)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


class Sounder(Protocol):
    """Something that can be heard, or that says why not."""

    @property
    def status(self) -> DeviceStatus:
        """Whether sounds are heard, as far as is known."""
        ...

    def play(self, sound: Sound) -> None:
        """Play a sound; returns at once. Of sounds that wait, the most urgent is played and the others are not."""
        ...

    def close(self) -> None:
        """Play nothing more."""
        ...


class SilentSounder:
    """Plays nothing, and says why."""

    def __init__(self, reason: str) -> None:
        self.status = DeviceStatus(DeviceState.ABSENT, reason)

    def play(self, sound: Sound) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class AplaySounder:
    """Plays through ALSA's `aplay`, one process a sound, in a thread of its own."""

    def __init__(self, program: str, volume: float = 1.0) -> None:
        """Prepare to play with the program at this path; `volume` as of `wav`."""
        self.status = DeviceStatus(DeviceState.READY)
        self._program = program
        self._sounds = {sound: wav(sound, volume) for sound in Sound}
        self._wanted: queue.Queue[Sound | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="sounder", daemon=True)
        self._thread.start()

    def play(self, sound: Sound) -> None:
        """Play a sound; returns at once. Of sounds that wait, the most urgent is played and the others are not."""
        self._wanted.put(sound)

    def close(self) -> None:
        """End the thread; what waits is not played."""
        self._wanted.put(None)
        self._thread.join(_JOIN_S)

    def _run(self) -> None:
        while True:
            waiting = [self._wanted.get()]
            while not self._wanted.empty():
                waiting.append(self._wanted.get())
            sounds = [sound for sound in waiting if sound is not None]
            if len(sounds) < len(waiting):
                return
            self.status = self._play(max(sounds, key=_URGENCY.__getitem__))

    def _play(self, sound: Sound) -> DeviceStatus:
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command; the path was found once, at the start
                [self._program, "-q", "-"],
                input=self._sounds[sound],
                capture_output=True,
                timeout=_PLAY_TIMEOUT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return DeviceStatus(DeviceState.FAILING, f"no sound: {error}")
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            return DeviceStatus(DeviceState.FAILING, f"no sound: {said or f'exit {done.returncode}'}")
        return DeviceStatus(DeviceState.READY)


def open_sounder(volume: float = 1.0) -> Sounder:
    """Return what can be heard on this machine, or a silent sounder that says what is missing; `volume` as of `wav`."""
    program = shutil.which("aplay")
    if program is None:
        return SilentSounder("no sound: aplay is not installed (package alsa-utils)")
    return AplaySounder(program, volume)
