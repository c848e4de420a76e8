"""``python -m clausewise``."""

from clausewise.cli import main

main()
