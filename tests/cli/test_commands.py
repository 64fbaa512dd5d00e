"""The command line as other programs see it: documents, exit codes, and what goes to which stream."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import main

TOP = Path(__file__).parents[2]
LINES = (
    {"op": "location", "code": "STOCK"},
    {"op": "item", "code": "CELL", "tracking": "lot"},
    {"op": "item", "code": "FOIL", "tracking": "lot"},
    {"op": "item", "code": "PACK", "tracking": "serial"},
    {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "10", "to": "STOCK", "id": "a", "ref": "r"},
    {"op": "receive", "item": "FOIL", "lot": "L1", "quantity": "10", "to": "STOCK"},
    {"op": "consume", "item": "CELL", "lot": "L1", "quantity": "4", "from": "STOCK", "transformation": "T"},
    {"op": "produce", "item": "PACK", "lot": "P1", "to": "STOCK", "transformation": "T"},
)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "plant.db")


@pytest.fixture
def operations(tmp_path: Path) -> str:
    path = tmp_path / "operations.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def document(output: str) -> Any:
    assert output.count("\n") == 1
    return json.loads(output)


def test_load_answers_with_one_document(capsys: pytest.CaptureFixture[str], database: str, operations: str) -> None:
    status, out, err = run(capsys, "--database", database, "load", operations, "--json")
    answer = document(out)
    assert (status, err) == (0, "")
    assert (answer["recorded"], answer["already"], answer["refused"]) == (8, 0, [])
    assert answer["warnings"] == [
        {
            "line": 6,
            "rule": "TRACK-4",
            "message": "L1 is new for FOIL, but known for CELL. Scan it again if it really is FOIL.",
        }
    ]
    station, _, number = answer["entries"]["r"].partition("/")
    assert station.startswith("K1-")
    assert number == "5"


def test_a_second_load_records_only_what_has_no_key(
    capsys: pytest.CaptureFixture[str], database: str, operations: str
) -> None:
    run(capsys, "--database", database, "load", operations)
    status, out, _ = run(capsys, "--database", database, "load", operations, "--json")
    assert status == 1
    answer = document(out)
    assert answer["already"] == 1
    assert [each["rule"] for each in answer["refused"]] == ["SER-2"]


def test_refusals_are_told_on_standard_error(capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"op":"move"}\n\n{"op":"ship","item":"NONE","lot":"1","from":"X"}\n', encoding="utf-8")
    status, out, err = run(capsys, "--database", database, "load", str(path))
    assert status == 1
    assert out == "0 recorded, 0 already, 2 refused\n"
    assert "line 1: refused FORM-1" in err
    assert "line 3: refused REF-1: there is no item NONE" in err


def test_trace_answers_with_lots_links_and_gaps(
    capsys: pytest.CaptureFixture[str], database: str, operations: str
) -> None:
    run(capsys, "--database", database, "load", operations)
    status, out, err = run(capsys, "--database", database, "trace", "P1", "--direction", "back", "--json")
    answer = document(out)
    assert (status, err) == (0, "")
    assert answer.keys() == {"root", "lots", "links", "gaps"}
    lots = {lot["id"]: lot for lot in answer["lots"]}
    assert lots[answer["root"]]["on_hand"] == [{"location": "STOCK", "quantity": "1"}]
    (link,) = answer["links"]
    assert lots[link["input"]]["code"] == "L1"
    assert (link["quantity"], link["state"], link["transformation"]) == ("4", "current", "T")
    assert [(gap["kind"], gap["grade"]) for gap in answer["gaps"]] == [("weak_evidence", "weak")]


def test_an_ambiguous_code_names_the_candidates(
    capsys: pytest.CaptureFixture[str], database: str, operations: str
) -> None:
    run(capsys, "--database", database, "load", operations)
    status, out, _ = run(capsys, "--database", database, "trace", "L1", "--json")
    assert status == 1
    assert [each["item"] for each in document(out)["candidates"]] == ["CELL", "FOIL"]
    status, out, _ = run(capsys, "--database", database, "trace", "L1", "--item", "CELL")
    assert status == 0
    assert "went into:\n  P1  PACK  4  current" in out


def test_an_unknown_code_is_exit_1(capsys: pytest.CaptureFixture[str], database: str, operations: str) -> None:
    run(capsys, "--database", database, "load", operations)
    status, out, _ = run(capsys, "--database", database, "trace", "NOWHERE")
    assert (status, out) == (1, "NOWHERE is not known.\n")


def test_bytes_that_are_no_text_are_not_known(
    capsys: pytest.CaptureFixture[str], database: str, operations: str
) -> None:
    run(capsys, "--database", database, "load", operations)
    assert run(capsys, "--database", database, "trace", "\udcff")[:2] == (1, "\\udcff is not known.\n")
    assert run(capsys, "--database", database, "trace", "L1", "--item", "\udcff")[0] == 1


def test_a_database_that_stops_answering_is_explained(
    capsys: pytest.CaptureFixture[str], database: str, operations: str
) -> None:
    import sqlite3
    from contextlib import closing

    run(capsys, "--database", database, "load", operations)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TABLE lot")
    status, out, err = run(capsys, "--database", database, "trace", "L1")
    assert (status, out) == (1, "")
    assert err == "lotline: the database refused: no such table: lot\n"


def test_verify_finds_what_was_changed(capsys: pytest.CaptureFixture[str], database: str, operations: str) -> None:
    import sqlite3
    from contextlib import closing

    run(capsys, "--database", database, "load", operations)
    status, out, _ = run(capsys, "--database", database, "verify", "--json")
    assert status == 0
    assert document(out)["entries"] == 8
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE balance SET quantity = quantity + 1 WHERE quantity > 0")
    status, out, _ = run(capsys, "--database", database, "verify", "--json")
    assert status == 1
    assert document(out)["damage"]["where"].startswith("table balance, row")


def test_a_loss_is_told_until_somebody_who_may_answers_for_it_and_stays_as_history(
    capsys: pytest.CaptureFixture[str], database: str, operations: str, tmp_path: Path
) -> None:
    """The plant's older copy is put back on purpose; one entry is lost."""
    people = tmp_path / "people.jsonl"
    roles = {"B-1": "operator", "B-9": "lead"}
    lines = ({"op": "operator", "code": f"P{badge}", "badge": badge, "roles": [role]} for badge, role in roles.items())
    people.write_text("".join(json.dumps(line) + "\n" for line in lines))
    run(capsys, "--database", database, "load", str(people))
    older = Path(database).read_bytes()
    last = tmp_path / "last.jsonl"
    last.write_text(json.dumps({"op": "location", "code": "DOCK", "ref": "lost"}))
    lost = document(run(capsys, "--database", database, "load", str(last), "--json")[1])["entries"]["lost"]
    Path(database).write_bytes(older)
    verify = ("--database", database, "verify")

    status, out, _ = run(capsys, *verify)
    assert status == 1
    assert "verify --acknowledge-loss REASON --by BADGE" in out
    for reason, badge, complaint in (
        ("restored", "B-1", "may not approve"),
        ("restored", "B-7", "no operator with the badge B-7"),
        (" ", "B-9", "say why"),
        ("\x07", "B-9", "control or invisible"),
        ("restored", "\udcff", "control or invisible"),
    ):
        status, _, err = run(capsys, *verify, "--acknowledge-loss", reason, "--by", badge)
        assert status == 1
        assert complaint in err
    assert run(capsys, *verify)[0] == 1

    status, out, _ = run(capsys, *verify, "--acknowledge-loss", "restored, the disk had failed", "--by", "B-9")
    assert status == 0
    assert f"lost and answered for: {lost} to {lost}, by PB-9 on " in out
    status, out, _ = run(capsys, *verify, "--json")
    assert status == 0
    [known] = document(out)["acknowledged"]
    assert (known["first"], known["last"], known["reason"]) == (lost, lost, "restored, the disk had failed")
    status, _, err = run(capsys, *verify, "--acknowledge-loss", "again", "--by", "B-9")
    assert (status, "nothing is missing" in err) == (1, True)

    run(capsys, "--database", database, "load", operations)
    Path(database).write_bytes(older)
    assert run(capsys, *verify)[0] == 1, "an older copy does not know that somebody has answered"


def test_a_loss_is_answered_for_by_somebody(capsys: pytest.CaptureFixture[str], database: str) -> None:
    status, _, err = run(capsys, "--database", database, "verify", "--by", "B-9")
    assert (status, "go together" in err) == (2, True)


@pytest.mark.parametrize("command", [("trace", "X"), ("verify",)])
def test_commands_that_read_refuse_a_missing_database(
    capsys: pytest.CaptureFixture[str], database: str, command: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, "--database", database, *command)
    assert (status, out) == (1, "")
    assert "there is no database" in err
    assert not Path(database).exists()


@pytest.mark.parametrize("arguments", [("--nonsense",), ("trace",), ("--database", "load", "trace")])
def test_a_wrong_call_is_exit_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_a_wrong_configuration_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text("statoin = 'B2'\n", encoding="utf-8")
    status, out, err = run(capsys, "--config", str(path), "verify")
    assert (status, out) == (1, "")
    assert "unknown statoin" in err


@pytest.mark.parametrize("command", ["trace", "load", "console", "identify", "decode", "verify", "doctor"])
def test_no_command_imports_qt(command: str) -> None:
    program = (
        f"import sys, importlib; importlib.import_module('kiosk.cli.{command}'); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=TOP, check=False).returncode == 0


@pytest.mark.parametrize("command", ["identify", "decode"])
def test_some_commands_open_no_database(command: str) -> None:
    program = (
        f"import sys, importlib; importlib.import_module('kiosk.cli.{command}'); sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=TOP, check=False).returncode == 0
