"""The written form of an entry: canonical JSON (RFC 8785), and the SHA-256 hash that binds it.

Absent and empty are the same: a key is written only when it says something. Quantities are decimal strings, times are
UTC with microseconds. Nothing here may change for FORMAT 1: old entries must hash to what they hashed to when written.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.canonical import canonical
from kiosk.domain.entry import (
    FORMAT,
    ClientKey,
    Containment,
    Entry,
    EntryKind,
    Hold,
    Membership,
    Observation,
    TransformationChange,
    TransformationKind,
)
from kiosk.domain.errors import DamagedError, InputError
from kiosk.domain.location import Place
from kiosk.domain.lot import LotFact, LotIdentity, LotKind
from kiosk.domain.master_format import master_from_json, master_to_json
from kiosk.domain.movement import EVIDENCE_BY_WORD, Entered, EntryRef, Movement, MovementRef, Role
from kiosk.domain.quantity import to_micro, to_text

_DOMAIN_TAG = b"lotline-entry-1\n"
_TEXT_FIELDS = ("approver", "reason", "partner", "order", "document", "previous")

Json = dict[str, Any]


def body_of(entry: Entry) -> str:
    """The canonical JSON text of an entry: what is stored, hashed and exchanged."""
    return canonical(_entry_to_json(entry))


def hash_of(body: str) -> str:
    """64 hexadecimal digits: SHA-256 over the format's tag and the canonical text."""
    return hashlib.sha256(_DOMAIN_TAG + body.encode("utf-8")).hexdigest()


def entry_of(body: str) -> Entry:
    """The entry written as `body`; raises DamagedError if the text is no entry of a known format."""
    try:
        entry = _entry_from_json(json.loads(body))
        _check_lots(entry)
    except (ValueError, KeyError, TypeError, AttributeError, InputError) as error:
        raise DamagedError(f"this is not an entry of format {FORMAT}: {body[:80]!r}... ({error})") from error
    return entry


def _entry_to_json(entry: Entry) -> Json:
    out: Json = {
        "format": FORMAT,
        "station": entry.ref.station,
        "seq": entry.ref.seq,
        "kind": entry.kind.value,
        "at": _time_to_text(entry.at),
        "offset": entry.offset,
        "clock_trusted": entry.clock_trusted,
        "stamp": entry.stamp,
        "operator": entry.operator,
    }
    for name in _TEXT_FIELDS:
        if value := getattr(entry, name):
            out[name] = value
    if entry.client:
        out["client"] = {"key": entry.client.key, "digest": entry.client.digest}
    parts: Json = {
        "reverses": [str(ref) for ref in entry.reverses],
        "counts": [str(ref) for ref in entry.counts],
        "approved": list(entry.approved),
        "warned": list(entry.warned),
        "lots": [_lot_to_json(lot) for lot in entry.lots],
        "members": [{"serial": member.serial, "lot": member.lot} for member in entry.members],
        "movements": [_movement_to_json(movement) for movement in entry.movements],
        "holds": [_said(reason=hold.reason, lot=hold.lot, location=hold.location) for hold in entry.holds],
        "releases": list(entry.releases),
        "facts": [
            {"lot": fact.lot, "name": fact.name, "value": fact.value, "source": fact.source} for fact in entry.facts
        ],
        "transformations": [_change_to_json(change) for change in entry.transformations],
        "containments": [_said(container=each.container, parent=each.parent) for each in entry.containments],
        "observations": [_observation_to_json(each) for each in entry.observations],
        "master": [master_to_json(master) for master in entry.master],
    }
    out.update({name: value for name, value in parts.items() if value})
    return out


def _entry_from_json(body: Json) -> Entry:
    if body["format"] != FORMAT:
        raise ValueError(f"format {body['format']}")
    if unknown := body.keys() - _KEYS:
        raise ValueError(f"unknown {', '.join(sorted(unknown))}")
    client = ClientKey(**body["client"]) if "client" in body else None
    return Entry(
        ref=EntryRef(body["station"], body["seq"]),
        kind=EntryKind(body["kind"]),
        at=_time_from_text(body["at"]),
        offset=body["offset"],
        clock_trusted=body["clock_trusted"],
        stamp=body["stamp"],
        operator=body["operator"],
        **{name: body.get(name, "") for name in _TEXT_FIELDS},
        approved=tuple(body.get("approved", ())),
        warned=tuple(body.get("warned", ())),
        reverses=tuple(_entry_ref(each) for each in body.get("reverses", ())),
        counts=tuple(_entry_ref(each) for each in body.get("counts", ())),
        client=client,
        lots=tuple(_lot_from_json(each) for each in body.get("lots", ())),
        members=tuple(Membership(**each) for each in body.get("members", ())),
        movements=tuple(_movement_from_json(each) for each in body.get("movements", ())),
        holds=tuple(Hold(**({"reason": ""} | each)) for each in body.get("holds", ())),
        releases=tuple(body.get("releases", ())),
        facts=tuple(LotFact(**each) for each in body.get("facts", ())),
        transformations=tuple(_change_from_json(each) for each in body.get("transformations", ())),
        containments=tuple(Containment(**each) for each in body.get("containments", ())),
        observations=tuple(_observation_from_json(each) for each in body.get("observations", ())),
        master=tuple(master_from_json(each) for each in body.get("master", ())),
    )


def _check_lots(entry: Entry) -> None:
    """Every lot is identified where it is named, so that the entry can be read alone."""
    named = {movement.lot for movement in entry.movements} | {fact.lot for fact in entry.facts}
    named |= {lot for member in entry.members for lot in (member.serial, member.lot)}
    named |= {hold.lot for hold in entry.holds} | {change.unit for change in entry.transformations}
    named |= {observation.lot for observation in entry.observations}
    if unknown := named - {lot.id for lot in entry.lots} - {""}:
        raise ValueError(f"lot {min(unknown)} is named but not identified")


_KEYS = frozenset(
    {"format", "station", "seq", "kind", "at", "offset", "clock_trusted", "stamp", "operator", "client", "lots"}
    | {"approved", "warned", "reverses", "counts", "members", "movements", "holds", "releases", "facts"}
    | {"transformations", "containments", "observations", "master", *_TEXT_FIELDS}
)


def _time_to_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _time_from_text(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} lacks its time zone")
    return at


def _said(**values: str) -> Json:
    return {name: value for name, value in values.items() if value}


def _lot_to_json(lot: LotIdentity) -> Json:
    return {"item": lot.item, "kind": lot.kind.value} | _said(code=lot.code, issuer=lot.issuer)


def _lot_from_json(body: Json) -> LotIdentity:
    return LotIdentity(body["item"], LotKind(body["kind"]), body.get("code", ""), body.get("issuer", ""))


def _place_to_json(place: Place) -> Json:
    return _said(location=place.location, container=place.container, owner=place.owner)


def _movement_to_json(movement: Movement) -> Json:
    out: Json = {
        "lot": movement.lot,
        "quantity": to_text(movement.quantity),
        "from": _place_to_json(movement.source),
        "to": _place_to_json(movement.destination),
        "evidence": movement.evidence.word,
    }
    if movement.role:
        out["role"] = movement.role.value
    if movement.transformation:
        out["transformation"] = movement.transformation
    if movement.entered:
        entered = movement.entered
        out["entered"] = {"quantity": entered.quantity, "unit": entered.unit, "factor": entered.factor}
    if movement.reverses:
        out["reverses"] = {"entry": str(movement.reverses.entry), "line": movement.reverses.line}
    return out


def _movement_from_json(body: Json) -> Movement:
    reverses = body.get("reverses")
    return Movement(
        lot=body["lot"],
        quantity=to_micro(body["quantity"]),
        source=Place(**body["from"]),
        destination=Place(**body["to"]),
        evidence=EVIDENCE_BY_WORD[body["evidence"]],
        role=Role(body["role"]) if "role" in body else None,
        transformation=body.get("transformation"),
        entered=Entered(**body["entered"]) if "entered" in body else None,
        reverses=MovementRef(_entry_ref(reverses["entry"]), reverses["line"]) if reverses else None,
    )


def _entry_ref(text: str) -> EntryRef:
    ref = EntryRef.parse(text)
    if ref is None:
        raise ValueError(f"{text!r} is no entry reference")
    return ref


def _change_to_json(change: TransformationChange) -> Json:
    out = {"id": change.id, "kind": change.kind.value} | _said(unit=change.unit, order=change.order)
    return out | ({"closes": True} if change.closes else {})


def _change_from_json(body: Json) -> TransformationChange:
    return TransformationChange(
        body["id"],
        TransformationKind(body["kind"]),
        closes=body.get("closes", False),
        unit=body.get("unit", ""),
        order=body.get("order", ""),
    )


def _observation_to_json(each: Observation) -> Json:
    out: Json = {"lot": each.lot, "location": each.location, "quantity": to_text(each.quantity)}
    return out | _said(container=each.container, owner=each.owner)


def _observation_from_json(body: Json) -> Observation:
    return Observation(**(body | {"quantity": to_micro(body["quantity"])}))
