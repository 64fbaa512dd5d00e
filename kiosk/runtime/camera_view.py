"""A moment of the live view, in words and marks: which codes are read, which wait to be chosen, what would help."""

from collections.abc import Sequence

from hardware.scan import Scan
from hardware.scanners.camera.sight import Hint, Seen, Sight
from kiosk.camera_view import CameraView, GrayPicture, Mark, MarkState
from kiosk.workflow.view import Words


def view_of(sight: Sight, offers: Sequence[Scan], say: Words) -> CameraView:
    """The moment; `offers` are the codes of which one is to be touched, in the order of their numbers."""
    numbers = {(scan.aim, scan.data): number for number, scan in enumerate(offers, 1)}
    marks = tuple(_mark(seen, numbers.get((seen.scan.aim, seen.scan.data), 0)) for seen in sight.seen)
    height, width = sight.image.shape
    picture = GrayPicture(sight.image.tobytes(), width, height)
    return CameraView(picture, marks, say(f"camera.{_hint(sight, marks)}"))


def _mark(seen: Seen, number: int) -> Mark:
    if number:
        return Mark(seen.corners, MarkState.OFFERED, number, seen.scan)
    if seen.is_certain:
        return Mark(seen.corners, MarkState.READ, 0, seen.scan)
    return Mark(seen.corners, MarkState.SEEN)


def _hint(sight: Sight, marks: tuple[Mark, ...]) -> str:
    states = {mark.state for mark in marks}
    if MarkState.OFFERED in states:
        return "choose"
    if sight.hint is not Hint.NONE:
        return sight.hint.value
    if MarkState.READ in states:
        return "read"
    return "reading" if states else "none"
