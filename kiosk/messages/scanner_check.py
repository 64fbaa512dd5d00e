"""What the check of a scanner asks for and finds."""

from collections.abc import Mapping

SCANNER_CHECK: Mapping[str, str] = {
    "check.step.layout": "Scan this label",
    "check.step.layout.hint": "It shows whether every character arrives as it is printed.",
    "check.step.separator": "Scan this label",
    "check.step.separator.hint": "It shows whether the separator between two numbers arrives.",
    "check.step.repeat": "Scan it {count} times",
    "check.step.repeat.hint": "At your usual pace. {done} of {count} done, {percent} % right.",
    "check.step.result": "This is what was found",
    "check.step.result.hint": "Write it down: the kiosk goes by it from its next start.",
    "check.waiting": "Nothing has come yet. No answer? Print the label: some scanners cannot read a screen.",
    "check.sent": "Sent by {scanner}",
    "check.written": "Written to {file}. It holds from the next start.",
    "check.not_written": "Not written: {why}",
    "check.layout.bytes": "Every character arrives as it is printed.",
    "check.layout.keys": "Every character arrives: {layout} keyboard, {caps}.",
    "check.layout.failed": "{got} is not what the label says. Scan the set-up label for a US keyboard in the scanner's "
    "manual, then this one again.",
    "check.caps.ignored": "Caps Lock does not matter",
    "check.caps.turned": "turns its Shift around while Caps Lock burns",
    "check.caps.pressed": "presses Caps Lock itself",
    "check.end.found": "Ends each code with {end}.",
    "check.end.none": "Sends no end mark, so silence must end a code. Scan the set-up label for the suffix CR.",
    "check.aim.sent": "Says the kind of symbol: {aim}.",
    "check.aim.missing": "Does not say the kind of symbol. Scan the set-up label for AIM identifiers.",
    "check.prefix": "Sends {text} before each code; it is taken off.",
    "check.suffix": "Sends {text} behind each code; it is taken off.",
    "check.timing": "{median} ms between keys, {longest} at most.",
    "check.timing.slow": "{median} ms between keys, {longest} at most: slow. Set the delay between keys to 0.",
    "check.separator.kept": "The separator arrives.",
    "check.separator.replaced": "Sends {text} for the separator; it is put back.",
    "check.separator.lost": "The separator is lost: two numbers run into one. Scan the set-up label for control "
    "characters (GS), or for USB HID POS or serial.",
    "check.separator.failed": "{got} is not what the label says. Scan the label on the screen.",
    "check.repeat.right": "{good} of {all} reads are right.",
    "check.repeat.wrong": "{good} of {all} reads are right. Clean the window, and look at the label's print.",
    "check.repeat.doubled": "{good} of {all} reads are right, {doubled} came twice. Set the delay for the same code "
    "higher.",
}
