"""``python -m clausewise``."""

import os
import sys


def without_the_folder_one_stands_in(path: list[str], here: str, home: str) -> list[str]:
    """The places that modules are looked for in, without the folder that Python puts first.

    With ``-m`` Python looks there before all else, so that a file ``yaml.py`` beside the returns
    would run. It stays where it is the very folder that Clausewise itself is in.
    """
    first = path[0] if path else None
    return path[1:] if first in ("", here) and here != home else path


if __name__ == "__main__":
    sys.path[:] = without_the_folder_one_stands_in(
        sys.path,
        os.getcwd(),
        os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    )
    from clausewise.cli import main

    main()
