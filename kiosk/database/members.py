"""Memberships: which serials belong to which lots. One holds as long as a movement that stated it does."""

from typing import Any

from sqlalchemy import Select, and_, select

from kiosk.database import tables


def lasting_members(serials: list[int]) -> Select[Any]:
    """The (serial, lot) pairs of these serials, by key, that no undo has taken back."""
    return _lasting().where(tables.member.c.serial.in_(serials))


def lasting_members_of(lots: list[int]) -> Select[Any]:
    """The (serial, lot) pairs of these lots, by key, that no undo has taken back."""
    return _lasting().where(tables.member.c.lot.in_(lots))


def _lasting() -> Select[Any]:
    member, movement = tables.member, tables.movement
    stated = and_(movement.c.arrival == member.c.arrival, movement.c.lot == member.c.serial, movement.c.remaining > 0)
    return select(member.c.serial, member.c.lot).join(movement, stated).distinct()
