"""International bank account numbers (ISO 13616), as AI (8007) carries them."""

import re

from kiosk.identification.gs1.code_lists import COUNTRY_LETTERS

_FORM = re.compile(r"[A-Z]{2}[0-9A-Z]{9,32}")


def is_iban(text: str) -> bool:
    """Whether country and check digits are right: letters count 10 to 35, the number modulo 97 is 1.

    >>> is_iban("GB82WEST12345698765432"), is_iban("GB83WEST12345698765432")
    (True, False)
    """
    if not _FORM.fullmatch(text) or text[:2] not in COUNTRY_LETTERS:
        return False
    rearranged = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1
