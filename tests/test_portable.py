"""No call that only one system has stands where another would meet it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ROOMS = ("engine", "evidence", "history", "reports", "clausewise", "web", "windows", "examples")
MODULES = {"fcntl", "grp", "msvcrt", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
"""Modules of the standard library that Windows has not, and the one that it alone has."""
CALLS = {
    *("chown", "chroot", "fork", "forkpty", "getegid", "geteuid", "getgid", "getuid", "getpgid"),
    *("killpg", "lchown", "mkfifo", "mknod", "nice", "openpty", "setgid", "setsid", "setuid"),
    *("statvfs", "sync", "uname", "wait", "waitpid", "O_NOFOLLOW", "O_DIRECTORY", "O_BINARY"),
    *("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGUSR1", "alarm", "setitimer", "startfile"),
}
"""What of ``os`` and ``signal`` one system alone has."""


def unguarded(tree: ast.AST) -> Iterator[str]:
    """Each of those outside a branch that asks for the system it is on, or a function that asks
    whether there is such a call."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.FunctionDef) and "hasattr(os, " in ast.unparse(node):
            continue
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if name.name in MODULES)
            case ast.ImportFrom(module=str(module)) if module in MODULES:
                yield module
            case ast.Attribute(value=ast.Name(id="os" | "signal" as owner), attr=name):
                if name in CALLS:
                    yield f"{owner}.{name}"
        yield from unguarded(node)


@pytest.mark.slow
def test_no_call_that_only_one_system_has_is_made_on_another() -> None:
    wrong = {
        path.relative_to(HOME).as_posix(): found
        for room in ROOMS
        for path in sorted((HOME / room).rglob("*.py"))
        if (found := list(unguarded(ast.parse(path.read_text("utf-8")))))
    }
    assert wrong == {}


def test_such_a_call_is_found() -> None:
    text = (
        "import os, fcntl\nif sys.platform != 'win32':\n    os.fork()\ndef f():\n    os.getuid()\n"
    )
    assert list(unguarded(ast.parse(text))) == ["fcntl", "os.getuid"]
