"""The training register as coded columns, because registers are long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
from evidence.nouns.cells import Raw, SheetNote

BLANK_CODE = -1
"""The code of a blank cell in a register's column."""


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """One column of a register: each distinct value once, and which of them each line has."""

    values: tuple[Raw, ...]
    """The distinct values as the file holds them, by type too (1 is not "1"), in the order in
    which the lines first have them; no blank."""
    codes: npt.NDArray[np.int32]
    """For each line an index into ``values``, or ``BLANK_CODE``."""

    def value_at(self, line: int) -> Raw:
        """The value of one line, None for a blank."""
        code = int(self.codes[line])
        return None if code == BLANK_CODE else self.values[code]

    def values_by_line(self) -> list[Raw]:
        """The value of each line, None for a blank."""
        values = (*self.values, None)
        return [values[code] for code in self.codes.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The training register: coded columns, because registers are long."""

    sheet: str
    columns: Mapping[str, CodedColumn]
    """By the names of ``columns_of(REGISTER)``, all of them; one that the sheet lacks is blank."""
    rows: npt.NDArray[np.int32]
    """The number in the sheet of each line's row, rising."""
    letters: Mapping[str, str]
    """The sheet column of each table column: {"staff_ref": "A", ...}."""
    notes: tuple[SheetNote, ...] = ()
    """What stands on the sheet above or below the lines."""

    @property
    def frame(self) -> pd.DataFrame:
        """The lines spelt out, as raw values and the ``row`` of each: for looking at short
        registers, since it undoes what the codes save."""
        import pandas as pd

        frame = pd.DataFrame(
            {
                name: pd.Series(coded_column.values_by_line(), dtype=object)
                for name, coded_column in self.columns.items()
            }
        )
        frame["row"] = self.rows.tolist()
        return frame
