"""What a signed-in person may do: their roles, and the organisations that they have them for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from web.access.roles import OF_ORGANISATIONS, OVERSEEING, PersonRole
from web.people.models import Account, Membership, RoundAssessor


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """A person's roles."""

    person: Account
    over_all: frozenset[PersonRole]
    """The roles that are bound to no organisation."""
    within: tuple[tuple[PersonRole, str], ...]
    """The roles of a provider, each with its organisation's code."""

    @property
    def roles(self) -> frozenset[PersonRole]:
        return self.over_all | {role for role, _ in self.within}

    @property
    def codes(self) -> tuple[str, ...]:
        """The organisations that the person acts for."""
        return tuple(dict.fromkeys(code for _, code in self.within))

    def has_any(self, roles: Iterable[PersonRole], code: str | None = None) -> bool:
        """Whether the person has one of some roles; with a code, for that organisation."""
        wanted = frozenset(roles)
        if self.over_all & wanted:
            return True
        return any(role in wanted and code in (None, own) for role, own in self.within)

    @property
    def sees_all(self) -> bool:
        """Whether the person sees the returns and findings of every organisation."""
        return bool(self.over_all & OVERSEEING)


def within_round(standing: PersonStanding, number: int) -> PersonStanding:
    """The standing within a round: where assessors were named for it, no others assess it."""
    if PersonRole.ASSESSOR not in standing.over_all:
        return standing
    named = RoundAssessor.objects.filter(round_id=number).values_list("person_id", flat=True)
    if not named or standing.person.pk in named:
        return standing
    return replace(standing, over_all=standing.over_all - {PersonRole.ASSESSOR})


def rounds_of_others(standing: PersonStanding) -> frozenset[int]:
    """The rounds that a person would see as an assessor alone, and that others were named for."""
    sees_anyway = standing.over_all - {PersonRole.ASSESSOR}
    if sees_anyway or PersonRole.ASSESSOR not in standing.over_all:
        return frozenset()
    named = RoundAssessor.objects.values_list("round_id", "person_id")
    own = {round_id for round_id, person in named if person == standing.person.pk}
    return frozenset(round_id for round_id, _ in named) - own


def standing_of(person: Account) -> PersonStanding:
    """The standing of a person, as the database has it now."""
    memberships = Membership.objects.filter(person=person).select_related("organisation")
    over_all, within = set[PersonRole](), list[tuple[PersonRole, str]]()
    for membership in memberships:
        role = PersonRole(membership.role)
        if role not in OF_ORGANISATIONS:
            over_all.add(role)
        elif membership.organisation is not None:
            within.append((role, membership.organisation.code))
    return PersonStanding(person, frozenset(over_all), tuple(sorted(within)))
