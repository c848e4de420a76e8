"""Rows as Parquet; the one module that knows pyarrow."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from reports.dataset.columns import COLUMNS, PLACE, STEP, Column, ColumnKind
from reports.dataset.rows import Row
from reports.own_forms import FINDINGS_SET


def can_write() -> bool:
    """Whether pyarrow is installed, which writes Parquet."""
    return find_spec("pyarrow") is not None


def parquet_bytes(rows: Sequence[Row]) -> bytes:
    """Some rows as a Parquet file; the same rows and pyarrow give the same bytes."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    table = pa.Table.from_pylist([_writable(row) for row in rows], schema=_schema())
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd", row_group_size=50_000)
    return file.getvalue()


@functools.cache
def _schema() -> Any:
    import pyarrow as pa

    return pa.schema(_fields(COLUMNS), metadata={"clausewise": FINDINGS_SET})


def _fields(columns: Mapping[str, Column]) -> list[Any]:
    import pyarrow as pa

    return [pa.field(name, _type(column.sort)) for name, column in columns.items()]


def _type(sort: ColumnKind) -> Any:
    import pyarrow as pa

    match sort:
        case ColumnKind.TEXT:
            return pa.string()
        case ColumnKind.DAY:
            return pa.date32()
        case ColumnKind.YES_NO:
            return pa.bool_()
        case ColumnKind.TEXTS:
            return pa.list_(pa.string())
        case ColumnKind.PLACES:
            return pa.list_(pa.struct(_fields(PLACE)))
        case ColumnKind.STEPS:
            return pa.list_(pa.struct(_fields(STEP)))


def _writable(value: Any) -> Any:
    """A value with nothing in its texts that UTF-8 has no bytes for, as findings.json has it."""
    match value:
        case str():
            return value if value.isascii() else _encodable(value)
        case list():
            return [_writable(part) for part in value]
        case dict():
            return {name: _writable(part) for name, part in value.items()}
    return value


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
