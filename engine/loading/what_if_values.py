"""Values to try, as typed on a command line: ``training_met=85``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from engine.loading.parts.parameters import expected_of
from engine.nouns.policy.pack import Pack


def tries_of(texts: Sequence[str], pack: Pack) -> tuple[Mapping[str, float], tuple[str, ...]]:
    """The value to try for each parameter named, and in words all that is wrong with the texts.

    A value may be followed by its unit: ``training_met=85%``.
    """
    values: dict[str, float] = {}
    wrong: list[str] = []
    for text in texts:
        name, _, typed = (part.strip() for part in text.partition("="))
        parameter = pack.parameters.get(name)
        if parameter is None:
            near = difflib.get_close_matches(name, list(pack.parameters), n=1)
            hint = f"Did you mean {near[0]}?" if near else "See: clausewise rules show parameters"
            wrong.append(f"“{text}”: “{name}” is not a parameter of this pack. {hint}")
            continue
        if not typed:
            wrong.append(f"“{text}”: no value to try; write it like {name}=85.")
            continue
        number = typed.removesuffix(parameter.unit).strip()
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", number):
            wrong.append(f"“{text}”: “{typed}” is not a number; write it like {name}=85.")
            continue
        expected = expected_of(parameter.unit, float(number))
        if expected:
            wrong.append(f"“{text}”: {name} must be {expected} ({parameter.unit}).")
        elif name in values:
            wrong.append(f"“{text}”: {name} is given twice; give it once.")
        values.setdefault(name, float(number))
    return values, tuple(wrong)
