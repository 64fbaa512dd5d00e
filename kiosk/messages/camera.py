"""What is said about what a camera sees, and about trays."""

from collections.abc import Mapping

CAMERA: Mapping[str, str] = {
    # under the live picture
    "camera.none": "Show a label",
    "camera.reading": "Reading",
    "camera.read": "Read",
    "camera.choose": "Which one?",
    "camera.closer": "Closer",
    "camera.hold_still": "Hold still",
    "camera.too_dark": "Too dark: more light",
    "camera.glare": "Glare: tilt the label",
    "scan.many": "The camera sees {count} codes. Touch the one that is meant, show it alone, or read them as a tray.",
    "scan.several": "The camera sees {count} codes. Touch the one that is meant, or show it alone.",
    # trays
    "tray.taking": "Taking the picture",
    "tray.taking.hint": "Hold the tray still.",
    "tray.read": "{count} codes read",
    "tray.read.one": "1 code read",
    "tray.read.none": "No code read",
    "tray.hint.all": "Count: is every label of the tray outlined?",
    "tray.hint.unread": "{unread} more places look like a code and were not read.",
    "tray.hint.unread.one": "1 more place looks like a code and was not read.",
    "tray.ready": "{count} can be recorded. Is that all of them?",
    "tray.incomplete": "{count} can be recorded; {unread} could not be read. Scan those by hand afterwards, or take "
    "the picture again.",
    "tray.objected": "{count} cannot be recorded, so nothing is. Take them out of the tray, then take the picture "
    "again.",
    "tray.objected.one": "1 cannot be recorded, so nothing is. Take it out of the tray, then take the picture again.",
    "tray.nothing": "There is nothing to record in this picture.",
    "tray.no_picture": "No picture came from the camera. Look at the camera, then try again.",
    "tray.not_now": "A tray can be read while a flow waits for goods. Open a flow, or answer what is asked, first.",
    "tray.taking_out": "Parts come out one by one. Scan each of them.",
    "tray.changes_job": "This label changes the job at hand. Scan it alone, before the tray.",
    "tray.same_unit": "The same unit is in the picture twice.",
    "tray.same_lot": "The same label is in the picture twice; it may be two boxes. Scan them one by one.",
    "tray.changed": "Something has changed since the picture was taken. Nothing was recorded; look again.",
    "tray.done": "Recorded: {count} of the tray.",
    "tray.closed": "Nothing of the picture was recorded.",
    "tray.asks_more": "More is asked for it, such as a quantity. Scan it alone.",
    "tray.not_goods": "A badge or a command is no part of a tray.",
    "tray.state.good": "to record",
    "tray.state.again": "recorded already",
    "tray.state.other": "left out",
    "tray.state.objected": "cannot be recorded",
    "action.tray-record": "Record {count}",
    "action.tray-again": "Picture again",
    "action.tray-close": "Back",
}
