"""Which outputs count as those that lie beside a manifest."""

from __future__ import annotations

from pathlib import Path

from engine.verifying.recorded_files import is_beside


def test_an_output_is_a_file_in_the_manifests_own_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "out", tmp_path / "elsewhere.csv"
    (folder / "sub").mkdir(parents=True)
    for file in (folder / "a.csv", folder / "sub" / "b.csv", outside):
        file.write_text("a", encoding="utf-8")
    (folder / "link.csv").symlink_to(outside)
    (folder / "own.csv").symlink_to(folder / "a.csv")
    paths = ["a.csv", "sub/b.csv", "own.csv", "link.csv", "../elsewhere.csv", "sub", "none.csv"]
    assert {path: is_beside(folder / path, folder) for path in paths} == {
        "a.csv": True,
        "sub/b.csv": True,
        "own.csv": True,
        "link.csv": False,
        "../elsewhere.csv": False,
        "sub": False,
        "none.csv": False,
    }
