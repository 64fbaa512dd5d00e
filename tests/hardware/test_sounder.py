"""Sounds: what they are made of, and that playing them never blocks and never fails unseen."""

import math
import os
import wave
from array import array
from io import BytesIO
from pathlib import Path

import pytest

from hardware.devices import DeviceState
from hardware.sounder import SAMPLE_RATE, VOLUME_FLOOR, AplaySounder, SilentSounder, Sound, open_sounder, wav


def samples(sound: Sound) -> "array[int]":
    with wave.open(BytesIO(wav(sound))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE)
        return array("h", file.readframes(file.getnframes()))


def strength(wave_: "array[int]", hertz: float) -> float:
    """Return how much of a pitch is in the samples (one term of the Fourier sum)."""
    turn = 2 * math.pi * hertz / SAMPLE_RATE
    real = sum(value * math.cos(turn * index) for index, value in enumerate(wave_))
    imaginary = sum(value * math.sin(turn * index) for index, value in enumerate(wave_))
    return math.hypot(real, imaginary) / len(wave_)


@pytest.mark.parametrize(
    ("sound", "seconds", "hertz", "other"),
    [
        (Sound.ACCEPTED, 0.080, 1800, 400),
        (Sound.WARNING, 0.320, 1200, 400),
        (Sound.REFUSED, 0.760, 400, 1800),
        (Sound.DUPLICATE, 0.015, 1000, 4000),
    ],
)
def test_length_and_pitch(sound: Sound, seconds: float, hertz: float, other: float) -> None:
    made = samples(sound)
    assert len(made) / SAMPLE_RATE == pytest.approx(seconds, abs=0.001)
    assert strength(made, hertz) > 10 * strength(made, other)


def test_the_volume_has_a_floor_and_changes_nothing_else() -> None:
    loudest = {volume: max(array("h", wav(Sound.REFUSED, volume)[44:])) for volume in (-1.0, 0.0, 0.5, 1.0, 9.0)}
    assert loudest[-1.0] == loudest[0.0] == pytest.approx(VOLUME_FLOOR * loudest[1.0], rel=0.01)
    assert loudest[0.0] < loudest[0.5] < loudest[1.0] == loudest[9.0]
    assert len(wav(Sound.REFUSED, 0.1)) == len(wav(Sound.REFUSED))


def test_done_is_a_rising_pair() -> None:
    made = samples(Sound.DONE)
    first, second = made[: len(made) // 3], made[len(made) // 2 :]
    assert strength(first, 900) > 5 * strength(first, 1350)
    assert strength(second, 1350) > 5 * strength(second, 900)


@pytest.mark.parametrize("sound", list(Sound))
def test_sounds_are_loud_unclipped_and_begin_softly(sound: Sound) -> None:
    made = samples(sound)
    assert 20_000 < max(made) < 32_767
    assert abs(made[0]) < 100


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for aplay is a shell script")
class TestAplay:
    def test_a_sound_reaches_the_player_whole(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "ear")
        sounder = AplaySounder(script(tmp_path, f'echo "$@" > "{tmp_path}/call"; cat > "{tmp_path}/ear"'))
        sounder.play(Sound.WARNING)
        assert (tmp_path / "ear").read_bytes() == wav(Sound.WARNING)
        sounder.close()
        assert (tmp_path / "call").read_text() == "-q -\n"
        assert sounder.status.state is DeviceState.READY

    def test_of_sounds_that_wait_the_most_urgent_is_played(self, tmp_path: Path) -> None:
        ear, begun = tmp_path / "ear", tmp_path / "begun"
        os.mkfifo(ear)
        os.mkfifo(begun)
        sounder = AplaySounder(script(tmp_path, f'echo > "{begun}"; cat > "{ear}"'))
        sounder.play(Sound.DONE)
        begun.read_bytes()
        for sound in (Sound.ACCEPTED, Sound.REFUSED, Sound.DUPLICATE):
            sounder.play(sound)
        assert ear.read_bytes() == wav(Sound.DONE)
        begun.read_bytes()
        assert ear.read_bytes() == wav(Sound.REFUSED)
        sounder.close()

    def test_a_player_that_fails_is_reported_with_what_it_says(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "ear")
        command = f'cat > "{tmp_path}/ear"; echo "no such card" >&2; exit 1'
        sounder = AplaySounder(script(tmp_path, command))
        sounder.play(Sound.ACCEPTED)
        (tmp_path / "ear").read_bytes()
        sounder.close()
        assert (sounder.status.state, sounder.status.reason) == (DeviceState.FAILING, "no sound: no such card")

    def test_it_is_found_on_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        script(tmp_path, "cat > /dev/null")
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
        sounder = open_sounder()
        assert isinstance(sounder, AplaySounder)
        sounder.close()


def script(folder: Path, command: str) -> str:
    path = folder / "aplay"
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)
    return str(path)


def test_without_a_player_the_status_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sounder = open_sounder()
    sounder.play(Sound.ACCEPTED)
    sounder.close()
    assert isinstance(sounder, SilentSounder)
    assert sounder.status.state is DeviceState.ABSENT
    assert "alsa-utils" in sounder.status.reason


def test_a_player_that_vanished_is_reported(tmp_path: Path) -> None:
    sounder = AplaySounder(str(tmp_path / "gone"))
    status = sounder._play(Sound.ACCEPTED)
    sounder.close()
    assert status.state is DeviceState.FAILING
    assert "gone" in status.reason
