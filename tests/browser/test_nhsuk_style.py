"""The style that is committed is the one that the NHS design system's package gives."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.opening import HERE

pytestmark = pytest.mark.browser

STYLE = HERE.parent.parent / "reports" / "page" / "templates" / "nhsuk.css"


def test_the_style_is_made_anew_byte_for_byte(tmp_path: Path) -> None:
    made = tmp_path / "nhsuk.css"
    subprocess.run(["node", "style.mjs", str(made)], cwd=HERE, check=True, timeout=120)
    assert made.read_bytes() == STYLE.read_bytes(), "run `make style` and commit what it writes"


def test_it_names_the_package_that_is_locked_and_its_licence() -> None:
    text = STYLE.read_text("utf-8")
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    package = lock["packages"]["node_modules/nhsuk-frontend"]
    assert f"nhsuk-frontend {package['version']}" in text.splitlines()[0]
    assert package["license"] == "MIT"
    assert "MIT License" in text
    assert "THE SOFTWARE IS PROVIDED" in text


def test_packages_are_pinned_and_no_registry_is_named() -> None:
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["devDependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    locked = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted}
    assert wanted == locked
    assert [name for name, one in lock["packages"].items() if "resolved" in one] == []
    assert [name for name, one in lock["packages"].items() if name and "integrity" not in one] == []


def test_it_loads_nothing_and_holds_no_class_of_the_design_system() -> None:
    text = STYLE.read_text("utf-8").partition("*/")[2]
    assert re.findall(r"url\(|@import|@font-face|nhsuk-", text) == []
