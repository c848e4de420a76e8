"""Codes in a run's own parameters files that are no organisation's of the returns given."""

from __future__ import annotations

from collections.abc import Collection

from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.policy.pack import Pack


def unknown_codes(pack: Pack, codes: Collection[str]) -> tuple[Fault, ...]:
    """One fault, to be checked, for each file and each code that is none of ``codes``.

    A slip in a code would otherwise judge its organisation by the value for all, silently.
    """
    known = {code.casefold() for code in codes}
    naming: dict[tuple[str, str], dict[str, None]] = {}
    named = (
        (parameter.name, value.overlaid_from or "", code)
        for parameter in pack.parameters.values()
        for value in (*parameter.values, *parameter.narrowed)
        for code in value.organisations
    )
    for name, file, code in named:
        if code.casefold() not in known:
            naming.setdefault((file, code), {})[name] = None
    there = ", ".join(sorted(dict.fromkeys(codes)))
    return tuple(
        Fault(
            Severity.CHECK,
            file,
            f"the organisation “{code}”, with its own {', '.join(names)}",
            f"the code of an organisation of these returns: {there}",
            "Correct the code, or leave it for a run with that organisation's return; "
            "here its values judged nobody.",
        )
        for (file, code), names in naming.items()
    )
