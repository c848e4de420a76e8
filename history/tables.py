"""The tables of the history: verdicts, bases, figures and hashes; no names, no text as typed."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

SCHEMA = 2
"""The version of these tables; a database of a later one is not touched, and one of the version
before is given what it lacks, the checksums, when a run is recorded into it."""
TABLES = MetaData()

ABOUT = Table(
    "clausewise_history",
    TABLES,
    Column("name", String(20), primary_key=True),
    Column("value", String(20), nullable=False),
)
"""One line: "schema" and the version of the tables."""

RUNS = Table(
    "clausewise_run",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("run", String(64), nullable=False, unique=True),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("recorded_at", String(40), nullable=False),
    Column("software", String(60), nullable=False),
    Column("pack", String(200), nullable=False),
    Column("pack_version", String(200), nullable=False),
    Column("pack_sha256", String(64), nullable=False),
    Column("parameters_sha256", String(64), nullable=False),
    Column("inputs_sha256", String(64), nullable=False),
    Column("period", Integer, nullable=False),
    Column("as_of", String(10), nullable=False),
)
"""A completed run. ``run`` is its identity, ``sequence`` rises with each that completes, and
``period`` is its quarter's number in the unbroken count of quarters."""

RETURNS = Table(
    "clausewise_return",
    TABLES,
    Column("run_id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("organisation", String(200), nullable=False),
    Column("period", Integer, nullable=False),
    Column("received", Boolean, nullable=False),
    ForeignKeyConstraint(["run_id"], ["clausewise_run.id"]),
    Index("clausewise_return_of", "organisation", "period"),
)
"""One organisation (its code) in one quarter of a run; ``received`` is false where none came."""

FINDINGS = Table(
    "clausewise_finding",
    TABLES,
    Column("run_id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rule", String(200), primary_key=True),
    Column("verdict", String(20), nullable=False),
    Column("basis", String(20)),
    ForeignKeyConstraint(
        ["run_id", "number"], ["clausewise_return.run_id", "clausewise_return.number"]
    ),
    sqlite_with_rowid=False,
)

FIGURES = Table(
    "clausewise_figure",
    TABLES,
    Column("run_id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fact", String(200), primary_key=True),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    ForeignKeyConstraint(
        ["run_id", "number"], ["clausewise_return.run_id", "clausewise_return.number"]
    ),
    sqlite_with_rowid=False,
)
"""A number returned or worked out, known to lie from ``low`` to ``high``."""

CHECKSUMS = Table(
    "clausewise_checksum",
    TABLES,
    Column("run_id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
)
"""The checksum of a run (``number`` -1) with its returns, and of what was found of each return."""
