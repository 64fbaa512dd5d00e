"""The status of a lot in one word, from what is known of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LotSituation:
    """What decides the status of a lot."""

    is_held: bool = False
    is_expired: bool = False
    is_on_hand: bool = False
    is_with_customer: bool = False
    is_inside: bool = False
    is_scrapped: bool = False


def status_of(situation: LotSituation) -> str:
    """`hold`, `expired`, `in_stock`, `shipped`, `consumed`, `scrapped` or `gone`: the first that applies."""
    if situation.is_held:
        return "hold"
    if situation.is_expired:
        return "expired"
    if situation.is_on_hand:
        return "in_stock"
    if situation.is_with_customer:
        return "shipped"
    if situation.is_inside:
        return "consumed"
    return "scrapped" if situation.is_scrapped else "gone"
