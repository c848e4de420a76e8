"""What a blank return is asked to be: for whom, for which services, for which quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.nouns.english import listed
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.facts.organisation import SEPARATORS
from evidence.terms import match_terms
from evidence.text import folded

if TYPE_CHECKING:
    from evidence.blank_return.carried_rows import Carried

_NONE = frozenset({"none", "nil"})


@dataclass(frozen=True, slots=True)
class Request:
    """Whose return it is to be, as far as that is known beforehand."""

    kind: str
    services: frozenset[str] | None = None
    """The keys of the services provided; None where they are not told, so that all is asked."""
    code: str = ""
    name: str = ""
    quarter: Quarter | None = None
    carried: Carried | None = None
    """The standing answers of an earlier return, which also says what is not told above. Its
    services are filled in and do not narrow what is asked."""

    def applies_to(self, services: Sequence[str]) -> bool:
        """Whether something asked only with any of these services may be asked here."""
        return not services or self.services is None or bool(self.services & set(services))

    def services_text(self, pack: Pack) -> str:
        """What the services cell holds, in the pack's order; "" where they are not given."""
        if self.services is None:
            return self.carried.services if self.carried is not None else ""
        terms = [term for term in pack.vocabulary.services.values() if term.key in self.services]
        # A label with a comma in it would be read as two services.
        names = [term.key if SEPARATORS.search(term.label) else term.label for term in terms]
        return ", ".join(names) or "none"


def services_named(pack: Pack, text: str) -> frozenset[str]:
    """The keys of the services in a text with commas between them; "none" is no service.

    Raises ValueError, naming the unknown ones and those that are known.
    """
    if folded(text) in _NONE:
        return frozenset()
    terms = pack.vocabulary.services
    known = match_terms("a service", {term.key: (term.label, term.also) for term in terms.values()})
    found = {part.strip(): known.find(part) for part in text.split(",") if part.strip()}
    unknown = [f"“{part}”" for part, service in found.items() if service is None]
    if unknown or not found:
        quote = listed(unknown) if unknown else f"“{text}”"
        verb = "are no services" if len(unknown) > 1 else "is no service"
        raise ValueError(f"{quote} {verb} known here; the services are {listed(terms, 'and')}.")
    return frozenset(service for service in found.values() if service is not None)
