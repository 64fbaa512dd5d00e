"""GTINs and their check digits; the examples are GS1's own."""

import pytest

from kiosk.domain.errors import FormError
from kiosk.domain.gtin import check_digit, is_gtin, to_gtin14


@pytest.mark.parametrize("gtin", ["09506000134352", "9506000134352", "614141123452", "96385074"])
def test_right_check_digits(gtin: str) -> None:
    assert is_gtin(gtin)
    assert check_digit(gtin[:-1]) == gtin[-1]
    assert len(to_gtin14(gtin)) == 14
    assert is_gtin(to_gtin14(gtin))


@pytest.mark.parametrize(
    "text", ["09506000134353", "0950600013435", "95060001343X2", "", "١٢٣٤٥٦٧٨", "950600013435200"]
)
def test_what_is_no_gtin_is_refused(text: str) -> None:
    assert not is_gtin(text)
    with pytest.raises(FormError, match="not a GTIN"):
        to_gtin14(text)
