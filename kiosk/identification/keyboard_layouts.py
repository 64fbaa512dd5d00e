"""What a scanner that types on a US keyboard looks like where the computer believes in another one."""

from collections.abc import Mapping

_US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
_KEYS = {
    "de": "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",  # noqa: RUF001 - the accent is what the key gives
    "fr": "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!³1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
    "gb": "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./¬!\"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?",
}
"""The same keys in the same order, without and then with Shift."""


def _table(keys: str) -> dict[str, str]:
    """Typed character (UTF-8 in the latin-1 view) -> the one that was on the label."""
    pairs = zip(keys, _US, strict=True)
    return {typed.encode().decode("latin-1"): meant for typed, meant in pairs if typed != meant}


LAYOUTS: Mapping[str, Mapping[str, str]] = {name: _table(keys) for name, keys in _KEYS.items()}
"""By the layout that the computer believes in: what was typed, and what it stands for."""
