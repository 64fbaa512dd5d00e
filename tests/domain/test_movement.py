"""Names of entries, and the order of evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.movement import EVIDENCE_BY_WORD, EntryRef, Evidence


@given(st.text(min_size=1), st.integers(0, 10**14))
def test_a_reference_is_read_back_from_its_text(station: str, seq: int) -> None:
    ref = EntryRef(station, seq)
    assert EntryRef.parse(str(ref)) == ref


@pytest.mark.parametrize("text", ["", "17", "ST/", "/17", "ST/-1", "ST/1.5", "ST/٣", "ST/1234567890123456"])
def test_what_names_no_entry_is_none(text: str) -> None:
    assert EntryRef.parse(text) is None


def test_evidence_goes_from_strong_to_weak() -> None:
    assert list(EVIDENCE_BY_WORD) == ["scanned", "confirmed", "typed", "imported", "inferred"]
    assert max(Evidence.SCANNED, Evidence.INFERRED, Evidence.TYPED) is Evidence.INFERRED
