"""The errors of the kiosk. Expected trouble of an operator is a value (a finding), never one of these."""


class KioskError(Exception):
    """Something that a person must mend; the text says what was found, what was expected and what to do."""


class QuantityError(KioskError):
    """A text that is no quantity, or one that the ledger cannot hold."""


class PrecisionError(QuantityError):
    """A quantity finer than the ledger keeps (rule QTY-2)."""


class FormError(KioskError):
    """A value from outside that does not have the form it must have (rule FORM-1)."""


class ReferenceNotFoundError(KioskError):
    """A code that names nothing known (rule REF-1)."""


class DamagedError(KioskError):
    """Stored data that contradicts itself: a broken hash chain, a projection that does not follow."""
