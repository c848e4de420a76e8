"""A training register in Parquet as a grid, its rows read some at a time through pyarrow.

pyarrow is an extra of the program and not needed for anything else: without it the file is told
to be one that this installation cannot read.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evidence.files.archive import TooLargeError, UnreadableParquetError
from evidence.files.limits import MAX_REGISTER_BYTES
from evidence.grids.columnar.blocks import Block, BlockReader, block_of
from evidence.grids.columnar.codes import Codes, check_bounds
from evidence.grids.csv_text import CONTROL
from evidence.nouns.columns import HEADING_WITHIN, columns_of
from evidence.nouns.grid import MAX_COLUMNS, GridRow, Layout, text_of
from evidence.text import match_key

MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
_ROWS = 1 << 16
"""Rows read at a time."""
_BUFFER = 1 << 20
INSTALL = (
    "Write the register as training.csv, or install Clausewise with its extra: "
    "pip install “clausewise[parquet]”."
)
_AS_SINGLE = (
    "Write each column as text, whole numbers or days without a time zone, or write the register "
    "as training.csv."
)


@dataclass(frozen=True, slots=True)
class ParquetGrid:
    """A Parquet file as a grid: its columns' names are row 1, its records the rows below.

    A value is the text that a CSV file would have in its place, so that every check of a text is
    one of it too.
    """

    name: str
    file: Path
    hidden: bool = False
    ragged: bool = False
    blocks: BlockReader = field(default_factory=BlockReader)

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank; once ``blocks`` has started, without those that it takes.

        Raises UnreadableParquetError, TooLargeError, and OSError where the file is gone.
        """
        return self.blocks.rows(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        with self.file.open("rb") as stream:
            _look_at(stream.read(len(MAGIC)))
        try:
            # By name, since its own types are not known to anyone who has not installed it.
            pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
        except ImportError as error:
            raise UnreadableParquetError(
                "a register in Parquet, which this installation cannot read", INSTALL
            ) from error
        with _library_errors_as_damage(pa), pq.ParquetFile(self.file, pre_buffer=False) as opened:
            names, texts = _columns(opened.schema_arrow, opened.metadata, pa.types)
        with (
            _library_errors_as_damage(pa),
            pq.ParquetFile(
                self.file,
                read_dictionary=texts,
                pre_buffer=False,
                buffer_size=_BUFFER,
                page_checksum_verification=True,
            ) as opened,
        ):
            yield block_of(1, [[name] for name in names], 1)
            number = 2
            for batch in opened.iter_batches(_ROWS, use_threads=False):
                # Rows are looked at one by one until the heading is known: only the first.
                first = max(0, min(HEADING_WITHIN + 1 - number, batch.num_rows))
                for part in (batch.slice(0, first), batch.slice(first)):
                    if part.num_rows:
                        columns = {
                            at: _coded(column, pa)
                            for at, column in enumerate(part.columns, start=1)
                        }
                        yield Block(number, part.num_rows, columns)
                        number += part.num_rows


def _look_at(start: bytes) -> None:
    """Raises UnreadableParquetError where a file does not begin as Parquet does."""
    if start == _ENCRYPTED:
        raise UnreadableParquetError(
            "an encrypted Parquet file", "Write the register without encryption."
        )
    if start != MAGIC:
        raise UnreadableParquetError("a file that is not Parquet inside")


@contextmanager
def _library_errors_as_damage(pa: Any) -> Iterator[None]:
    """What pyarrow raises on damaged files, by trial, as one error in words."""
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        if "encrypt" in str(error) or "decrypt" in str(error):
            raise UnreadableParquetError(
                "an encrypted Parquet file", "Write the register without encryption."
            ) from error
        raise UnreadableParquetError("a Parquet file that is damaged or cut short") from error


def _columns(schema: Any, metadata: Any, types: Any) -> tuple[list[str], list[str]]:
    """The names of the columns, and of those that hold text. Raises UnreadableParquetError where
    one holds what no cell can, TooLargeError where the file says that it is too large."""
    names = list(schema.names)
    if len(names) > MAX_COLUMNS:
        raise TooLargeError(f"{len(names):,} columns")
    check_bounds(metadata.num_rows, 0)
    groups = (metadata.row_group(n) for n in range(metadata.num_row_groups))
    unpacked = sum(max(group.total_byte_size, 0) for group in groups)
    if unpacked > MAX_REGISTER_BYTES:
        raise TooLargeError(f"{unpacked / 1e6:,.0f} MB once unpacked")
    asked = {match_key(column) for column in columns_of("training")}
    for n, name in enumerate(names):
        found = _no_cell(schema.field(n).type, match_key(name) in asked, types)
        if found:
            raise UnreadableParquetError(f"the column “{name}” with {found}", _AS_SINGLE)
    for n in range(metadata.num_columns):
        column = metadata.schema.column(n)
        if column.physical_type == "INT96" and match_key(column.name) in asked:
            raise UnreadableParquetError(
                f"the column “{column.name}” with times of an old kind (INT96) that do not say "
                "of which time zone they are",
                _AS_SINGLE,
            )
    texts = [name for n, name in enumerate(names) if _is_text(schema.field(n).type, types)]
    return names, list(dict.fromkeys(texts))


def _is_text(kind: Any, types: Any) -> bool:
    return any(
        is_kind(kind) for is_kind in (types.is_string, types.is_large_string, types.is_string_view)
    )


def _no_cell(kind: Any, asked: bool, types: Any) -> str:
    """What a column holds, where no cell can; empty where one can."""
    if types.is_dictionary(kind):
        return _no_cell(kind.value_type, asked, types)
    if types.is_nested(kind):
        return "several values in one cell"
    if types.is_timestamp(kind):
        # Which day it was hangs on where one was.
        return f"times of the time zone {kind.tz}" if kind.tz and asked else ""
    single = (
        types.is_integer,
        types.is_floating,
        types.is_decimal,
        types.is_boolean,
        types.is_date,
        types.is_null,
    )
    if _is_text(kind, types) or any(is_kind(kind) for is_kind in single):
        return ""
    return f"values of the kind {kind}"


def _coded(column: Any, pa: Any) -> tuple[list[str], Codes]:
    """The texts of a column's values, and for each row its place among them."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    found = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    used, codes = _used(found, len(column.dictionary))
    # A dictionary may hold more than these rows use, and be long.
    values = column.dictionary.take(pa.array(used[used >= 0]))
    if pa.types.is_timestamp(values.type):
        # A cast from a time zone keeps the moment; such columns are looked at and not read.
        values = values.cast(pa.timestamp(values.type.unit)).cast(pa.date32(), safe=False)
    raws = values.to_pylist()
    is_text = _is_text(values.type, pa.types) and not values.null_count
    texts = raws if is_text else [_text(raw) for raw in raws]
    if CONTROL.search("".join(texts)):
        raise UnreadableParquetError("control characters")
    return ([""] if used.size > len(texts) else []) + texts, codes


def _used(found: npt.NDArray[np.integer[Any]], size: int) -> tuple[npt.NDArray[np.int64], Codes]:
    """The numbers from -1 to under ``size`` that are among those found, rising, and for each of
    those found its place among them."""
    flags = np.zeros(size + 1, dtype=np.bool_)
    flags[found + 1] = True
    places = np.cumsum(flags, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(flags) - 1, places[found + 1]


def _text(value: Any) -> str:
    """A value as a CSV file would have it."""
    match value:
        case None:
            return ""
        case decimal.Decimal():
            whole = value.is_finite() and value == value.to_integral_value()
            return str(int(value)) if whole else str(value)
        case float() if value != value:
            # Writers without a sign for a blank use what is no number.
            return ""
        case str():
            return value
        case bool() | int() | float() | dt.date():
            return text_of(value)
    raise UnreadableParquetError(f"values of the kind {type(value).__name__}", _AS_SINGLE)
