"""The fixed texts of the window, in English, by key. What a step says comes with the snapshot instead."""

from collections.abc import Mapping

from kiosk import messages

UI_TEXTS: Mapping[str, str] = {
    "ui.starting": "Starting",
    "ui.starting_hint": "This takes a moment.",
    "ui.ready": "Ready",
    "ui.ready_text": "Scan when you are.",
    "ui.last_scans": "Last scans",
    "ui.no_scans": "Nothing scanned yet.",
    "ui.nothing_more": "Nothing else is needed for this step.",
    "ui.waiting": "waiting",
    "ui.not_tracked": "not tracked",
    "ui.page_up": "Page up",
    "ui.page_down": "Page down",
    "ui.enter": "Enter",
    "ui.cancel": "Cancel",
    "ui.clear": "Clear",
    "ui.erase": "Erase the last character",
    "ui.space": "Space",
    "ui.shift": "Small or capital letters",
    "ui.more_keys": "More characters",
    "ui.pad_value": "Typed so far",
    "ui.acknowledge": "Understood, go on",
    "ui.theme_dark": "Dark colours",
    "ui.theme_light": "Light colours",
    "ui.barcodes": "Barcodes",
    "ui.barcodes_title": "Touch a label to scan it",
    "ui.close": "Close",
    "ui.try_again": "Try again",
    "ui.error_title": "Lotline could not start",
    "ui.error_hint": "Nothing was recorded or changed. Mend what is named above, then try again.",
    "ui.tree_back": "What is in it",
    "ui.tree_forward": "Where it went",
    "ui.tree_empty": "Nothing recorded.",
    "ui.gaps": "What is not known",
    "ui.label": "The label",
    "ui.former": "was inside",
    "ui.member": "member",
    "ui.gap": "gap",
    "ui.no_labels": "No label waits.",
    "ui.label_true_size": "as large as on paper",
    "ui.label_other_size": "not as large as on paper",
    "ui.camera": "Camera",
    "ui.camera_none": "No picture",
    "ui.camera_tray": "Read a tray",
    "ui.work_station": "Work station",
    "ui.check_scanner": "Check a scanner",
    "ui.check_skip": "Skip",
    "ui.check_again": "From the start",
    "ui.check_write": "Write down",
}


def ui_text(key: str, language: str = "en") -> str:
    """The fixed text of a key in a language; the key itself if there is no such text."""
    sentence = messages.text(key, language=language)
    return UI_TEXTS.get(key, key) if sentence == key else sentence
