"""The command line over the use cases; nothing outside knows that there is one."""

from clausewise.cli.root import command, main

__all__ = ["command", "main"]
