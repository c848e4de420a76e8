"""What a command is given beside the returns, spoilt at random: texts, databases, URLs."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from tests.fuzz.mutations import cut_short, spoilt_bytes

SCALARS = (
    "~", "true", "[]", "{}", "-1", "1e999", ".nan", ".inf", "9" * 400, "0x10", "1_000",
    "2014-13-45",
    "!!python/object:os.system x", "&a [*a]", "*nowhere", "<<: *nowhere", "'unclosed", '"\\x00"',
    "\u202etxt", "é" * 300, "x" * 70_000, "? [a]", "- - - -", "\ttab", "2014-15 Q9", "S6.p99.z",
    "0.0000000000000000001", "-0.0", "NaN", "null: null", "|", ">-", "[[[[[[[[", "}", "%TAG", "---",
    "...", "!", "=", "/../..", "provider", "met", "100", "1.5", "no", "2014-04-01", "1e308",
)  # fmt: skip
"""What a value of a YAML or JSON text may be given for another."""
URLS = (
    "", " ", "://", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:////", "sqlite:///{x}",
    "sqlite:///{dir}", "sqlite:///file:{x}?uri=true", "sqlite:///{x}?mode=ro&timeout=no",
    "sqlite:///{x}?timeout=1&check_same_thread=maybe", "sqlite+pysqlcipher://:pw@/{x}",
    "postgresql://", "postgresql://nobody:secret@127.0.0.1:1/none",
    "postgresql://nobody@127.0.0.1:99999/none", "postgresql://127.0.0.1:port/none",
    "postgresql://nobody@[::1/none", "postgres://a:b@c:d@e/f", "mysql://a/b", "oracle://a/b",
    "mssql+pyodbc://a/b", "file:///{x}", "http://example.com/h.db", "javascript://x", "x" * 5_000,
    "sqlite:///{dir}/none/h.db", "{dir}/none/h.db", "{dir}/\u202eh.db", "sqlite:///%00", "%",
    "a://b:c",
    "postgresql+psycopg2://a/b", "sqlite+aiosqlite:///{x}", "postgresql://%zz@h/d",
    "+://x", "sqlite:/x",
    "postgresql:///?host=/nowhere", "postgresql:///?connect_timeout=x", "postgresql:///x?foo=bar",
)  # fmt: skip
"""Where a history may be said to be; ``{x}`` is a history's file and ``{dir}`` a folder."""
_VALUES = (
    None,
    -1,
    0,
    2**62,
    1e308,
    float("inf"),
    "",
    "x",
    "9" * 5_000,
    b"\xff\x00",
    "2014-15 Q1",
    1.5,
)


def spoilt_text(data: bytes, chance: random.Random) -> bytes:
    """A text of lines with values and lines changed, doubled, moved, deepened or left out."""
    if chance.random() < 0.15:
        return chance.choice((spoilt_bytes, cut_short))(data, chance)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        match chance.randrange(9):
            case 0:
                del lines[at]
                lines = lines or [""]
            case 1:
                lines[at:at] = lines[at : at + chance.choice((1, 5, 40))]
            case 2:
                lines[at] = " " * chance.choice((1, 2, 4)) + lines[at]
            case 3:
                lines[at] = lines[at].lstrip()
            case 4:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 5:
                lines[at:at] = [chance.choice(SCALARS)]
            case _:
                lines[at] = f"{key}{colon or ': '}{chance.choice(SCALARS)}"
    return "\n".join(lines).encode("utf-8", "replace")


def nested(chance: random.Random) -> bytes:
    """Nesting and aliases without an end, as only an attack has them."""
    depth = chance.choice((50, 1_000, 100_000))
    tower = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    tower += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return chance.choice(
        (
            "[" * depth,
            "{a: " * depth,
            "[" * depth + "]" * depth,
            '{"a":' * depth + "1" + "}" * depth,
            "- " * depth + "x",
            "\n".join(" " * n + "a:" for n in range(min(depth, 2_000))),
            "\n".join(tower),
            "a: &a\n  b: *a\n",
            f"a: {'9' * depth}\n",
            f"{'k' * depth}: 1\n",
        )
    ).encode()


def spoilt_database(path: Path, chance: random.Random) -> None:
    """A history's file with its bytes, its tables, its values or its version spoilt."""
    if chance.random() < 0.5:
        data = path.read_bytes()
        how = chance.randrange(6)
        at = chance.randrange(len(data))
        if how == 0:
            data = cut_short(data, chance)
        elif how == 1:
            data = chance.randbytes(chance.choice((0, 1, 100, 5_000)))
        elif how == 2:
            data = data[:at] + bytes(chance.choice((16, 4_096))) + data[at:]
        elif how == 3:
            data = b"SQLite format 3\0" + chance.randbytes(4_000)
        elif how == 4:
            data = data[:at] + chance.randbytes(chance.choice((1, 8, 512))) + data[at + 8 :]
        else:
            data = spoilt_bytes(data, chance)
        path.write_bytes(data)
        return
    connection = sqlite3.connect(path)
    try:
        for _ in range(chance.choice((1, 1, 3))):
            _change_tables(connection, chance)
        connection.commit()
    except sqlite3.Error:
        pass
    finally:
        connection.close()


def _change_tables(connection: sqlite3.Connection, chance: random.Random) -> None:
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    table = chance.choice(tables)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = chance.choice(columns)
    match chance.randrange(8):
        case 0:
            connection.execute(f"DROP TABLE {table}")
        case 1:
            connection.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO other")
        case 2:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        case 3:
            connection.execute(f"DELETE FROM {table}")
        case 4:
            connection.execute(f"ALTER TABLE {table} RENAME TO another_program")
        case _:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute(f"UPDATE {table} SET {column} = ?", (chance.choice(_VALUES),))
