"""One snapshot for each page, mood and special case: what the gallery draws and the tests walk through."""

from dataclasses import replace

from hardware.printers.raster import draw
from kiosk.camera_view import Tray
from kiosk.labels.layout import lay_out
from kiosk.snapshot import (
    Action,
    InputKind,
    InputRequest,
    LabelLine,
    LabelPicture,
    LastScan,
    LookUp,
    Mood,
    Page,
    Row,
    RowState,
    Snapshot,
    Status,
    TreeRow,
    Verdict,
)
from tests.labels.plant import CONTENTS
from tests.ui.tray_picture import tray

STATUS = Status(
    station="Final assembly · B2",
    job="Order MO-2611 · 3 of 8",
    scanner="Scanner ready",
    plant="Plant: 2 to send",
    operator="Operator 12",
    time="14:07",
)
ROWS = (
    Row(RowState.DONE, "Frame", "F-881 203", "1"),
    Row(RowState.DONE, "Battery cells", "L2609-14", "40"),
    Row(RowState.WAITING, "Motor", "", "1"),
    Row(RowState.OPEN, "Paint, mint", "", "0.4 kg"),
    Row(RowState.NONE, "Screws M5", "", "12"),
)
LABEL = (
    LabelLine("GS1 label", "", "right in every part"),
    LabelLine("Item (GTIN)", "09506000134352", "the item itself; the check digit is right"),
    LabelLine("Expiry", "2027-03-31", "expires 31 March 2027"),
    LabelLine("NET WEIGHT (kg)", "12.50", "12.50 kg"),
    LabelLine("Lot", "L2609-14", "everything of this lot was made together"),
    LabelLine("Serial number", "C2-26-000417", "one single piece"),
)
WRONG_LABEL = (
    LabelLine("GS1 label", "", "not right", is_wrong=True),
    LabelLine(
        "Check digit",
        "",
        "(01) '09506000134353', expected a right check digit at the end: 0950600013435 needs 2",
        is_wrong=True,
    ),
    LabelLine("Item (GTIN)", "09506000134353", "wrong", is_wrong=True),
    LabelLine("Lot", "L2609-14", "everything of this lot was made together"),
)
LAST_SCANS = (
    LastScan("14:06", "L2609-14", "here"),
    LastScan("14:05", "77-1180", "plant"),
    LastScan("14:05", "F-881 203", "plant"),
    LastScan("14:04", "Operator 12", "signed in"),
    LastScan("14:03", "(01)09506000134352(10)ABC-2609-0014(21)SN00001234567", "superseded"),
    LastScan("13:58", "C2-26-000416", "plant"),
)
ACTIONS = (
    Action("undo", "Undo"),
    Action("type", "Type it"),
    Action("swap", "Swap part"),
    Action("hold", "Hold", enabled=False),
    Action("finish", "Finish unit", primary=True),
)
FLOWS = {
    "receive": "Receive",
    "move": "Put away, move",
    "consume": "Consume to order",
    "build": "Build unit",
    "produce": "Produce batch",
    "pack": "Pack",
    "ship": "Ship",
    "customer_return": "Customer return",
    "supplier_return": "Supplier return",
    "scrap": "Scrap",
    "count": "Count",
    "hold": "Hold, release",
    "relabel": "Split, merge, relabel",
    "rework": "Rework",
    "look_up": "Look up anything",
    "trace": "Trace",
    "recall": "Recall",
}
TAKEN = Verdict(Mood.ACCEPTED, "Taken", "Cells L2609-14, 40 pieces", number=1)

BUILD = Snapshot(
    page=Page.FLOW,
    flow="build",
    title="Build unit",
    prompt="Scan the motor",
    hint="Serial on the silver plate",
    subject="C2-26-000417",
    subject_detail="City e-bike C2",
    rows=ROWS,
    verdict=TAKEN,
    last_scans=LAST_SCANS,
    actions=ACTIONS,
    status=STATUS,
)
HOME = Snapshot(
    page=Page.HOME,
    prompt="What is next?",
    hint="Touch a tile, or scan a label",
    verdict=Verdict(Mood.DONE, "Done", "C2-26-000416 is finished.", number=1),
    tiles=tuple(Action(f"flow:{key}", label) for key, label in FLOWS.items()),
    last_scans=LAST_SCANS,
    actions=(Action("undo", "Undo"), Action("sign-out", "Sign out")),
    status=replace(STATUS, job=""),
)
QUANTITY = InputRequest(InputKind.NUMBER, "Quantity of battery cells", "pieces", "40")
CODE = InputRequest(InputKind.TEXT, "Serial of the motor")
_DEEP = tuple(
    TreeRow(depth, f"Assembly level {depth}", f"AS-{depth}-26-000417", "1 piece · 12 Nov 2026") for depth in range(9)
)
LOOK_UP = replace(
    BUILD,
    page=Page.LOOK_UP,
    flow="look_up",
    title="Look up",
    prompt="Scan anything",
    hint="Its facts and its history appear below",
    verdict=Verdict(Mood.ACCEPTED, "Known", "Serial of City e-bike C2", number=1),
    subject="",
    actions=(Action("back", "Back"), Action("trace", "Print trace"), Action("hold", "Hold")),
    look_up=LookUp(
        title="C2-26-000417",
        subtitle="City e-bike C2",
        status="In stock · STOCK-A · 1 piece",
        facts=(
            Row(RowState.DONE, "Made on", "2026-11-12"),
            Row(RowState.DONE, "Order", "MO-2611"),
            Row(RowState.DONE, "Station", "B2 / 1417"),
            Row(RowState.DONE, "Operator", "Operator 12"),
            Row(RowState.DONE, "Warranty until", "2028-11-12"),
            Row(RowState.DONE, "Number of the supplier", "DE-4471-0000-9921-AB-77"),
        ),
        back=(
            TreeRow(0, "City e-bike C2", "C2-26-000417", "1 piece · STOCK-A"),
            TreeRow(1, "Frame", "F-881 203", "1 piece"),
            TreeRow(1, "Battery pack", "BP-26-8841", "1 piece"),
            TreeRow(2, "Battery cells", "L2609-14", "40 pieces · ACME, 9 Nov", "member"),
            TreeRow(2, "Board", "", "no number was scanned", "gap"),
            TreeRow(1, "Motor", "M-40 117", "1 piece · taken out 13 Nov", "former"),
            TreeRow(1, "Motor", "M-40 121", "1 piece"),
            *_DEEP,
        ),
        forward=(TreeRow(0, "City e-bike C2", "C2-26-000417", "shipped to CUST on 14 Nov"),),
        gaps=("Board in BP-26-8841: no serial was scanned. Scan it at the next service.",),
        label=LABEL,
    ),
)
DOUBTFUL = replace(
    BUILD,
    state="Choosing",
    prompt="Which one is meant?",
    hint="Only what is printed on the label may be recorded. Back if none of these is.",
    verdict=Verdict(
        Mood.WARNING,
        "Sure?",
        "The scanner may have changed ]C101095060001343521 0ABC21S-42. Compare with the label and touch what is printed"
        " there.",
        number=3,
    ),
    choices=(
        Action("choose:1", "ABC21S-42", "Battery cells, as scanned"),
        Action("choose:2", "ABC", "Battery cells, if changed"),
    ),
    actions=(Action("type", "Type it"), Action("cancel", "Back")),
)
LABEL_ONLY = replace(
    LOOK_UP,
    verdict=Verdict(Mood.REFUSED, "Stop", "This label cannot be read as it claims.", "Scan another label", number=3),
    look_up=LookUp("]d2010950600013435310L2609-14", "Not known here", label=WRONG_LABEL),
    must_acknowledge=True,
)
REFUSED = replace(
    BUILD,
    verdict=Verdict(
        Mood.REFUSED,
        "Stop",
        "M-40 117 is on hold: “bearing noise”, quality, 12 Nov. Take another motor; this one goes to the red shelf.",
        "Touch, or scan OK, to go on",
        "HOLD-1",
        number=2,
    ),
    must_acknowledge=True,
)
WARNING = replace(
    BUILD,
    verdict=Verdict(
        Mood.WARNING,
        "Sure?",
        "Lot L2609-14 of Battery cells is known already.",
        "Scan it again to add to it",
        "LOT-1",
        number=2,
    ),
)


def picture_of(dpi: int = 203) -> LabelPicture:
    """The label of a lot, as the runtime draws it."""
    label = lay_out(CONTENTS[0], dpi)
    width, height = label.size_mm
    return LabelPicture(draw(label).tobytes(), label.width, label.height, width, height)


LABELS = Snapshot(
    page=Page.LABELS,
    flow="label",
    title="Labels",
    prompt="Scan what needs a label",
    hint="Or touch one that waits",
    verdict=Verdict(),
    last_scans=LAST_SCANS,
    actions=(Action("type", "Type it"), Action("home", "Home", primary=True)),
    status=replace(STATUS, job="", printer="Labels to look at: 2", printer_ok=False),
)
LABELS_WAITING = replace(
    LABELS,
    choices=(
        Action("job:3", "C2-26-000417", "Printed, or not? Look.", primary=True),
        Action("job:4", "L2609-14", "Cannot be printed.", primary=True),
        Action("job:5", "L2609-15", "Label printer out of paper"),
    ),
)
LABEL_AT_HAND = replace(
    LABELS,
    picture=picture_of(),
    verdict=Verdict(Mood.ACCEPTED, "Taken", "CL-506", number=2),
    actions=(Action("type", "Type it"), Action("cancel", "Back"), Action("print", "Print the label", primary=True)),
)

TRAY = replace(
    BUILD,
    page=Page.TRAY,
    flow="receive",
    prompt="12 codes read",
    hint="Count: is every label of the tray outlined?",
    rows=(),
    verdict=Verdict(Mood.WARNING, "Sure?", "11 can be recorded. Is that all of them?", number=4),
    actions=(
        Action("tray-close", "Back", icon="back"),
        Action("tray-again", "Picture again", icon="camera"),
        Action("tray-record", "Record 11", icon="accepted", primary=True),
    ),
    tray=tray(),
)

SCENES: dict[str, Snapshot] = {
    "tray_ready": TRAY,
    "tray_taking": replace(
        TRAY, prompt="Taking the picture", hint="Hold the tray still.", verdict=Verdict(), tray=Tray()
    ),
    "tray_objected": replace(
        TRAY,
        prompt="10 codes read",
        hint="2 more places look like a code and were not read.",
        verdict=Verdict(
            Mood.REFUSED,
            "Stop",
            "3 cannot be recorded, so nothing is. Take them out of the tray, then take the picture again.",
            "Touch, or scan OK, to go on",
            number=5,
        ),
        actions=(*TRAY.actions[:2], replace(TRAY.actions[2], label="Record 6", enabled=False)),
        tray=tray(objected=3, unread=2),
        must_acknowledge=True,
    ),
    "flow_offers": replace(
        BUILD,
        verdict=Verdict(
            Mood.WARNING, "Sure?", "The camera sees 3 codes. Touch the one that is meant, or show it alone.", number=6
        ),
        offers=(
            Action("offer:1", "SN-1100", "Motor"),
            Action("offer:2", "SN-1101", "Motor"),
            Action("offer:3", "(01)09506000134352(10)L2609-14(21)SN-1102", "Battery cells"),
        ),
    ),
    "sign_in": Snapshot(
        prompt="Scan your badge",
        hint="Or touch your name",
        status=replace(STATUS, operator="", job=""),
        actions=(Action("type", "Type badge"),),
    ),
    "sign_in_choices": Snapshot(
        prompt="Scan your badge",
        hint="Or touch your name",
        status=replace(STATUS, operator="", job="", scanner="No scanner found", scanner_ok=False),
        choices=tuple(Action(f"choose:{n}", f"Operator {n}", "Assembly") for n in range(1, 8)),
    ),
    "home": HOME,
    "labels": LABELS,
    "labels_waiting": LABELS_WAITING,
    "label_at_hand": LABEL_AT_HAND,
    "label_reason": replace(
        LABEL_AT_HAND,
        prompt="Why is it printed again?",
        hint="The reason becomes part of the record",
        verdict=Verdict(Mood.WARNING, "Sure?", "Touch the reason, or type it.", number=3),
        choices=tuple(
            Action(f"choose:{n}", text)
            for n, text in enumerate(("Label unreadable", "Label lost", "One more needed", "Other reason"), 1)
        ),
    ),
    "label_impossible": replace(LABEL_AT_HAND, picture=LabelPicture(trouble="(10) expects X..20, found 24 characters")),
    "flow_accepted": BUILD,
    "flow_done": replace(BUILD, verdict=Verdict(Mood.DONE, "Done", "C2-26-000417 is finished.", number=2)),
    "flow_warning": WARNING,
    "flow_refused": REFUSED,
    "flow_duplicate": replace(
        BUILD, verdict=Verdict(Mood.DUPLICATE, "Again", "L2609-14 is in already. Nothing was changed.", number=2)
    ),
    "flow_neutral": replace(BUILD, verdict=Verdict(), last_scans=()),
    "flow_long": replace(
        BUILD,
        prompt="Scan the left-hand rear suspension bearing housing",
        hint="Serial on the silver plate, below the connector",
        subject="C2-26-000417-REWORK-2026-11-12-A",
        subject_detail="City e-bike C2, step-through frame, mint",
        rows=ROWS + tuple(Row(RowState.OPEN, f"Component {n}", "", "1") for n in range(6, 14)),
    ),
    "flow_choices": replace(
        BUILD,
        prompt="Which one is it?",
        hint="This number stands for several",
        verdict=Verdict(Mood.WARNING, "Which?", "L2609-14 is known for two items.", number=2),
        choices=(
            Action("choose:1", "Battery cells", "ACME · 200 pieces in STOCK"),
            Action("choose:2", "Cell holder", "BRIX · 40 pieces in STOCK"),
            Action("choose:3", "Neither of them"),
        ),
    ),
    "flow_number": replace(BUILD, prompt="How many?", hint="", input=QUANTITY),
    "flow_text": replace(BUILD, prompt="Type the serial of the motor", input=CODE),
    "look_up": LOOK_UP,
    "look_up_label": LABEL_ONLY,
    "flow_doubtful": DOUBTFUL,
    "look_up_empty": replace(LOOK_UP, look_up=None, verdict=Verdict()),
}
"""Name -> snapshot."""
FAILURE = (
    "plant.db is a database of a newer version (schema 0007, this program knows 0003). "
    "Start the newer program, or name another file with --database."
)
DEMO_CODES = (
    ("People", "Operator 12", b"BADGE:12", None),
    ("People", "Shift lead", b"BADGE:90", None),
    ("Goods in", "Battery cells, 200 pieces", b"010950600013435210L2609-14\x1d37200", "]d2"),
    ("Goods in", "Motor", b"M-40 117", "]C0"),
    ("Commands", "OK", b"LOT:OK", "]Q1"),
    ("Commands", "Undo", b"LOT:UNDO", "]Q1"),
)
