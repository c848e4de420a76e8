"""Records a run and kills itself on the way: ``python -m tests.history.killed WHERE POINT``.

POINT is the number of the statement, from the beginning of the recording, before which it is
killed; or "commit".
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

from history import open_history, record
from tests.history.making import Q1, assessed, returned


def main(where: str, point: str) -> None:
    database = open_history(where)
    statements = count(1)

    def killed(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def counted(*_: Any) -> None:
        if str(next(statements)) == point:
            killed()

    event.listen(Engine, "commit", killed) if point == "commit" else event.listen(
        Engine, "before_cursor_execute", counted
    )
    record(database, assessed(returned(Q1, {"training.fire_safety.listed": 4})), "now")


if __name__ == "__main__":
    main(*sys.argv[1:])
