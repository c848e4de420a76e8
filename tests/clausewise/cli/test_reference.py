"""docs/use/commands.md is what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

from clausewise.cli.reference import reference

PAGE = Path(__file__).resolve().parents[3] / "docs" / "use" / "commands.md"


def test_the_page_is_up_to_date() -> None:
    made = reference()
    assert PAGE.read_text("utf-8") == made, (
        "Write it anew: python -m clausewise.cli.reference docs/use/commands.md"
    )


def test_it_names_every_command_and_its_options() -> None:
    text = reference()
    for words in (
        "## clausewise assess\n",
        "## clausewise rules new\n",
        "## clausewise policy diff\n",
        "| `--audience [internal\\|shared\\|public]` |",
        "    clausewise explain [OPTIONS] [ORGANISATION RULE-OR-CLAUSE] RETURNS...",
    ):
        assert words in text
