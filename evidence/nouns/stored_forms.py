"""How nouns of evidence are stored whose types alone do not define it."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.kept.codec import Codec, Misfit, Plain, codec_of, register
from evidence.nouns.cells import EitherDay, Raw, SheetNote
from evidence.nouns.columns import REGISTER, columns_of
from evidence.nouns.register import BLANK_CODE, CodedColumn, Register

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_NUMBERS = "<i4"


@cache
def written_nouns() -> None:
    """Say how raw values and registers are written; once in a process."""
    register(EitherDay, Codec(_either_day_written, _either_day_read))
    register(Raw, codec_of(EitherDay | str | int | float | bool | dt.date | None))  # type: ignore[arg-type]
    register(Register, Codec(_register_written, _register_read))


def _either_day_written(day: Any) -> Plain:
    return str(day)


def _either_day_read(plain: Plain) -> EitherDay:
    if type(plain) is not str:
        raise Misfit("no day as typed")
    return EitherDay(plain)


def _register_written(found: Any) -> Plain:
    raws = codec_of(tuple[Raw, ...])
    columns = [
        [name, raws.write(column.values), _numbers_written(column.codes)]
        for name, column in found.columns.items()
    ]
    return [
        found.sheet,
        columns,
        _numbers_written(found.rows),
        list(found.letters.items()),
        codec_of(tuple[SheetNote, ...]).write(found.notes),
    ]


def _register_read(plain: Plain) -> Register:
    sheet, columns, rows, letters, notes = plain
    numbers = _numbers_read(rows)
    raws = codec_of(tuple[Raw, ...])
    found = {
        name: _column(raws.read(values), _numbers_read(codes), len(numbers))
        for name, values, codes in columns
    }
    texts = {str(column): str(letter) for column, letter in letters}
    if tuple(found) != columns_of(REGISTER) or type(sheet) is not str:
        raise Misfit("no register")
    return Register(sheet, found, numbers, texts, codec_of(tuple[SheetNote, ...]).read(notes))


def _column(values: tuple[Raw, ...], codes: npt.NDArray[np.int32], length: int) -> CodedColumn:
    if len(codes) != length or (
        length and not BLANK_CODE <= int(codes.min()) <= int(codes.max()) < len(values)
    ):
        raise Misfit("no column of a register")
    return CodedColumn(values, codes)


def _numbers_written(numbers: npt.NDArray[np.int32]) -> Plain:
    return base64.b64encode(numbers.astype(_NUMBERS).tobytes()).decode("ascii")


def _numbers_read(plain: Plain) -> npt.NDArray[np.int32]:
    import numpy as np

    try:
        content = base64.b64decode(plain, validate=True)
    except (binascii.Error, TypeError) as error:
        raise Misfit("no numbers") from error
    return np.frombuffer(content, _NUMBERS).astype(np.int32)
