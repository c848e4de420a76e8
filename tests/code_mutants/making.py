"""Lets mutmut write the mutants of the folder it is called in, and nothing more."""

from __future__ import annotations

from pathlib import Path

from mutmut.__main__ import (
    copy_also_copy_files,
    copy_src_dir,
    create_mutants,
    setup_source_paths,
)
from mutmut.mutation.trampoline import set_mutant_under_test


def main() -> None:
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    setup_source_paths()
    create_mutants(1)


if __name__ == "__main__":
    main()
