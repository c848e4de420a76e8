"""Django's own commands, for those who work on the web application: makemigrations and the like.

``python -m web.manage FOLDER COMMAND ...``
"""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from web.config import config_in
from web.settings import set_up


def main(words: list[str]) -> None:
    """Run a command of Django's on the data in a folder."""
    set_up(config_in(Path(words[1])))
    execute_from_command_line([words[0], *words[2:]])


if __name__ == "__main__":
    main(sys.argv)
