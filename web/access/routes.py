"""A line of the table of addresses: where, which view, and who may read or write there."""

from __future__ import annotations

from dataclasses import dataclass

from web.access.roles import PersonRole

Roles = frozenset[PersonRole]
EVERYBODY: Roles = frozenset(PersonRole)
NOBODY: Roles = frozenset()


def roles(*named: PersonRole) -> Roles:
    """Some roles together."""
    return frozenset(named)


@dataclass(frozen=True, slots=True)
class Route:
    """An address, its view, and the roles that may read there (GET) or write there (POST).

    Where the path names an organisation (``<str:code>``) a provider's role counts for their own
    organisation alone.
    """

    name: str
    path: str
    view: str
    """The function, from the room down: ``administration.signing_in.sign_in``."""
    reads: Roles = NOBODY
    writes: Roles = NOBODY
    is_open: bool = False
    """Whether nobody needs to be signed in."""
    most: int = 0
    """How often a minute one person, or one address where nobody is signed in, may write there, or
    read where nobody writes. 0 for as often as they like."""
    is_api: bool = False
    """Whether programs read there, by a token, and nobody by a session."""

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that it answers."""
        reads = ("GET", "HEAD") if self.reads or self.is_open else ()
        return (*reads, "POST") if self.writes or self.is_open else reads
