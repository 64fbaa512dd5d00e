"""What is asked of a camera, and what is read back."""

from hardware.scanners.camera.profile import Profile, apply_profile


class FakeSettings:
    """A camera that does some of what it is asked for, and says yes to all."""

    def __init__(self, kept: dict[int, float]) -> None:
        self.values = dict(kept)
        self.kept = kept
        self.order: list[int] = []

    def set(self, key: int, value: float) -> bool:
        self.order.append(key)
        self.values.setdefault(key, value)
        return True

    def get(self, key: int) -> float:
        return self.values[key]


def test_a_profile_is_read_back_and_what_the_camera_does_otherwise_is_told() -> None:
    import cv2

    yuyv = float(cv2.VideoWriter.fourcc(*"YUYV"))
    camera = FakeSettings({cv2.CAP_PROP_FOURCC: yuyv, cv2.CAP_PROP_FRAME_WIDTH: 640.0})
    refused = apply_profile(camera, Profile(1920, 1080, exposure=50, focus=30))
    assert refused == ["format is YUYV, not MJPG", "width is 640, not 1920"]
    assert camera.order[0] == cv2.CAP_PROP_FOURCC
    assert camera.values[cv2.CAP_PROP_EXPOSURE] == 50
    assert camera.order.index(cv2.CAP_PROP_AUTO_EXPOSURE) < camera.order.index(cv2.CAP_PROP_EXPOSURE)
