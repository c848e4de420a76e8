"""Files written whole or not at all, a folder of outputs taken over at once."""

from reports.files.guard import CannotWrite, make_folders
from reports.files.outputs import DATASET, LINES, SITE, is_taken, write_made
from reports.files.single import write_file, write_new, write_several
from reports.files.staging import PREFIX

__all__ = [
    "DATASET",
    "LINES",
    "PREFIX",
    "SITE",
    "CannotWrite",
    "is_taken",
    "make_folders",
    "write_file",
    "write_made",
    "write_new",
    "write_several",
]
