"""North American coupon codes: AI (8110) and the paperless AI (8112).

North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols; GS1 AI (8112) Coupon Data
Specification. Most fields begin with a digit that says how long they are.
"""

from datetime import date


class _Fields:
    """Takes fields off the front of a run of digits; a field that is not there spoils the whole."""

    def __init__(self, text: str) -> None:
        self.rest = text
        self.is_right = True

    @property
    def are_read(self) -> bool:
        """Whether every field was right and nothing is left."""
        return self.is_right and not self.rest

    def take(self, length: int) -> str:
        """The next `length` digits."""
        taken, self.rest = self.rest[:length], self.rest[length:]
        self.is_right &= len(taken) == length
        return taken

    def one_of(self, allowed: str) -> str:
        """The next digit, which must be one of `allowed`."""
        digit = self.take(1)
        self.is_right &= digit in allowed
        return digit

    def sized(self, allowed: str, more: int) -> None:
        """A length, one of `allowed`, and as many digits plus `more`."""
        self.take(int(self.one_of(allowed) or "0") + more)

    def company_prefix(self, nobody: str = "") -> None:
        """A company prefix of six to twelve digits, or the digit `nobody` for none."""
        length = self.one_of("0123456" + nobody)
        if length != nobody:
            self.take(int(length or "0") + 6)

    def starts_option(self, number: str) -> bool:
        """Whether the optional field `number` comes next; its number is taken."""
        if not self.rest.startswith(number):
            return False
        self.take(1)
        return True

    def day(self) -> str:
        """A date YYMMDD."""
        digits = self.take(6)
        try:
            date(2000 + int(digits[:2] or "0"), int(digits[2:4] or "0"), int(digits[4:] or "0"))
        except ValueError:
            self.is_right = False
        return digits

    def purchase(self) -> None:
        """What must be bought: requirement, its code, a family."""
        self.sized("12345", 0)
        self.one_of("012349")
        self.take(3)


def is_coupon(text: str) -> bool:
    """Whether `text` is the value of AI (8110)."""
    if not (text.isascii() and text.isdigit()):
        return False
    fields = _Fields(text)
    fields.company_prefix()
    fields.take(6)
    fields.sized("12345", 0)
    fields.purchase()
    if fields.starts_option("1"):
        fields.one_of("0123")
        fields.purchase()
        fields.company_prefix(nobody="9")
    if fields.starts_option("2"):
        fields.purchase()
        fields.company_prefix(nobody="9")
    _take_dates(fields)
    if fields.starts_option("5"):
        fields.sized("0123456789", 6)
    if fields.starts_option("6"):
        fields.sized("1234567", 6)
    if fields.starts_option("9"):
        fields.one_of("01256")
        fields.one_of("012")
        fields.take(1)
        fields.one_of("01")
    return fields.are_read


def is_paperless_coupon(text: str) -> bool:
    """Whether `text` is the value of AI (8112)."""
    if not (text.isascii() and text.isdigit()):
        return False
    fields = _Fields(text)
    fields.one_of("01")
    fields.company_prefix()
    fields.take(6)
    fields.sized("0123456789", 6)
    return fields.are_read


def _take_dates(fields: _Fields) -> None:
    """The last day, and the first one, which is not behind it."""
    last = fields.day() if fields.starts_option("3") else ""
    first = fields.day() if fields.starts_option("4") else ""
    fields.is_right &= not (first and last) or first <= last
