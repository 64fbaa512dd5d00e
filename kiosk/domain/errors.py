"""The errors of the kiosk. Expected trouble of an operator is a value (a finding), never one of these."""


class KioskError(Exception):
    """Something that a person must mend; the text says what was found, what was expected and what to do."""


class InputError(KioskError):
    """Something from outside that cannot be taken; `rule` is the code under which it is refused."""

    rule = "FORM-1"


class FormError(InputError):
    """A value that does not have the form it must have (rule FORM-1)."""


class QuantityError(FormError):
    """A text that is no quantity."""


class QuantityRangeError(InputError):
    """A quantity that the ledger cannot hold: not positive, too fine or too large (rule QTY-2)."""

    rule = "QTY-2"


class ReferenceNotFoundError(InputError):
    """A code that names nothing known (rule REF-1)."""

    rule = "REF-1"


class TrackingChangeError(InputError):
    """An item that has moved cannot change how it is tracked, measured or numbered (rule TRACK-2)."""

    rule = "TRACK-2"


class AmbiguousLotError(InputError):
    """A number that two suppliers gave to different lots, and nobody says which is meant (rule TRACK-1)."""

    rule = "TRACK-1"


class DamagedError(KioskError):
    """Stored data that contradicts itself: a broken hash chain, a projection that does not follow."""
