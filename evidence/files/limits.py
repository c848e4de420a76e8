"""How much of a submitted file is read before it counts as too large, and why.

The archive's bounds hold before anything is unpacked, the others before a library sees a part:
libraries build trees and whole sheets in memory, and some end the process where memory fails.
"""

from __future__ import annotations

MAX_BYTES = 200_000_000
"""A file, or all parts of a workbook unpacked. A register of 200,000 rows is about 70 MB."""
MAX_PARTS = 5_000
"""Parts in an archive. A workbook with pictures has some hundreds."""
RATIO_COUNTS_FROM = 10_000_000
MAX_RATIO = 250
"""How far a part above so many bytes may be packed. Sheets reach 30, a run of noughts 1,000."""
MAX_TREE_BYTES = 4_000_000
"""A part that is held as a tree: the list of sheets, the styles. Trees take ten to fifty times
the bytes; real ones stay below 1 MB."""
MAX_SHEETS = 500
"""Sheets of a workbook. Nobody looks through more."""
MAX_TEXTS = 4_000_000
"""Texts that cells share: as many as the cells that are read."""
MAX_CELLS = 4_000_000
"""Cells of a sheet, blank ones with a format too: 200,000 rows of 20."""
MAX_ELEMENT_BYTES = 8_000_000
"""One row's XML, which is held as a tree: 16,384 cells with a number each are below 1 MB."""
MAX_MERGED_ROWS = 5_000_000
"""Rows that merged ranges cover, each range counted: what spreading them may cost."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where every worksheet ends, by the file format."""
MAX_REGISTER_BYTES = 500_000_000
"""A register as CSV or Parquet, and a Parquet file's parts unpacked. It is read a part at a time;
1,500,000 lines are 70 to 110 MB of CSV."""
MAX_REGISTER_LINES = 10_000_000
"""Lines of a training register: 24 bytes each. The largest employers have 1,500,000."""
MAX_REGISTER_VALUES = 4_000_000
"""Distinct values of a register, all columns together: some 160 bytes each beside their text,
so 640 MB. A register of 1,500,000 staff has as many references and some thousand dates."""
