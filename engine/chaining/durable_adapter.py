"""durable_rules behind a fence: the only module that imports durable.

durable_rules 2.0.28 has edges that lose facts, delay actions or crash the interpreter. Each is
blunted here, or in the rules' compilation, and each has a test.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from durable import engine as durable

from engine.chaining.compile import (
    OPENING_KIND,
    CompiledRule,
    CompiledRules,
    Word,
    durable_ruleset,
    kind_code,
)
from engine.chaining.sieve import Sieve
from engine.chaining.signal import (
    FIELDS,
    QUARTER,
    ChainingError,
    Match,
    Signal,
    check,
    place_of,
    quarter_of,
)

_RULESET = "concerns"
_SESSION = "1"
"""Sessions are compared by a 32-bit hash. One lives at a time, so one id serves them all."""
_CAP = 4096
"""At most so many matches are handed to one action; those beyond it come with the next."""
_MOST_FACTS = 797_185
"""Facts are numbered from 1, and durable compares their ids by a 32-bit hash (FNV-1a): 797186 is
the first number that it cannot tell from an earlier one, 40189."""
_OPENING = f'{{"sid":"{_SESSION}","id":0,"kind":{OPENING_KIND}}}'


class _QuietHost(durable.Host):  # type: ignore[misc]
    """A host without durable's two timer threads, which run actions late and out of turn."""

    def _run(self) -> None:
        return

    def assert_texts(self, ruleset: str, facts: str) -> dict[str, Any] | None:
        """Assert facts already written as JSON, run the actions, and give the session's state."""
        rules = self.get_ruleset(ruleset)

        def assert_facts(text: str) -> int:
            result = durable.durable_rules_engine.assert_facts(rules._handle, text)
            offset: int = rules._handle_result(result, text)
            return offset

        state: dict[str, Any] | None = self._handle_function(rules, assert_facts, facts, None)
        return state


class DurableChainer:
    """Chain with durable_rules; the rules are compiled once and used for every organisation.

    One chainer serves one thread.
    """

    def __init__(self) -> None:
        self._network: _Network | None = None

    @property
    def name(self) -> str:
        return f"durable_rules {version('durable_rules')}"

    def chain(self, rules: CompiledRules, signals: Sequence[Signal]) -> frozenset[Match]:
        """All matches of the rules over one organisation's signals and what follows from them.

        Raises ChainingError where a signal is not of the agreed form, or durable_rules fails.
        """
        network = self._network
        if network is None or network.rules is not rules:
            network = _Network(rules)
        # A network that failed is never used again: what is left in it could match.
        self._network = None
        found = network.run(signals)
        self._network = network
        return found


class _Codes(dict[str, int]):
    """The whole number that stands for each word: the next one for a word not met before."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


class _Network:
    """One set of rules registered with durable, and the session that runs through it."""

    def __init__(self, rules: CompiledRules) -> None:
        self.rules = rules
        self._codes = _Codes()
        self._first, self._later = Sieve(rules.first), Sieve(rules.later)
        self._seen = rules.seen
        self._forms = {kind: _form(rules, kind) for kind in FIELDS}
        self._asserted: dict[int, Signal] = {}
        self._derived: dict[Signal, None] = {}
        self._found: set[Match] = set()
        definitions, owners = durable_ruleset(rules, self._code)
        # durable takes the actions out of the definitions it is given.
        registered = copy.deepcopy(definitions)
        for name, definition in registered.items():
            definition["cap"] = _CAP
            definition["run"] = self._action(owners[name]) if name in owners else _nothing
        self._host = _QuietHost()
        self._host.set_rulesets({_RULESET: registered})

    def run(self, signals: Sequence[Signal]) -> frozenset[Match]:
        """Fill a session, let its rules fire, add what follows, until nothing new does."""
        self._asserted, self._derived, self._found = {}, {}, set()
        wanted = self._sifted(self._first, signals)
        if self._assert([_OPENING, *map(self._fact, wanted)]) is None:
            raise ChainingError("durable_rules ran no rule, not even the one that always runs")
        usable = self._later.usable(signals)
        done, wanted = set(wanted), self._sifted(self._later, [*usable, *self._derived])
        while fresh := [signal for signal in wanted if signal not in done]:
            self._assert([self._fact(signal) for signal in fresh])
            done.update(fresh)
            wanted = self._sifted(self._later, [*usable, *self._derived])
        # Safe only because the catch-all has fired in the session: durable frees a pointer that
        # was never set when it deletes one in which nothing fired.
        self._host.delete_state(_RULESET, _SESSION)
        return frozenset(self._found)

    @staticmethod
    def _sifted(sieve: Sieve, signals: Sequence[Signal]) -> list[Signal]:
        try:
            return sieve.sift(signals)
        except (KeyError, IndexError):
            for signal in signals:
                check(signal)
            raise

    def _assert(self, facts: list[str]) -> dict[str, Any] | None:
        """Assert facts and run the actions; the session's state, or None if no rule fired."""
        try:
            state = self._host.assert_texts(_RULESET, f"[{','.join(facts)}]")
        except Exception as problem:
            raise ChainingError(f"durable_rules refused the signals: {problem!r}") from problem
        if state is not None and "exception" in state:
            raise ChainingError(f"durable_rules failed in an action: {state['exception']}")
        return state

    def _code(self, word: Word) -> int:
        """The whole number that stands for a word; a quarter stands for itself."""
        return word if isinstance(word, int) else self._codes[word]

    def _fact(self, signal: Signal) -> str:
        """A signal as durable sees it: whole numbers only, and only fields that rules read."""
        check(signal)
        number = len(self._asserted) + 1
        if number > _MOST_FACTS:
            raise ChainingError(f"more than {_MOST_FACTS} signals of one organisation")
        self._asserted[number] = signal
        form, places = self._forms[str(signal[0])]
        codes = self._codes
        return form % (number, quarter_of(signal), *[codes[str(signal[at])] for at in places])

    def _action(self, rule: CompiledRule) -> Callable[[Any], None]:
        names = [f"p{number}" for number in range(len(rule.patterns))]
        seen = rule.id in self._seen

        def record(closure: Any) -> None:
            for found in closure.m:
                facts = found._d
                chosen = tuple([self._asserted[facts[name]["id"]] for name in names])
                self._found.add(Match(rule.id, chosen))
                if seen:
                    self._derived[rule.derived(chosen)] = None

        return record


def _nothing(closure: Any) -> None:
    """The catch-all's action: that it fires is all that is asked of it."""


def _form(rules: CompiledRules, kind: str) -> tuple[str, list[int]]:
    """How a signal of a kind is written as JSON, and the places of its text that rules read."""
    places = sorted(rules.read(kind) - {place_of(kind, QUARTER)})
    fields = "".join(f',"{FIELDS[kind][place - 1]}":%d' for place in places)
    start = f'"sid":"{_SESSION}","id":%d,"kind":{kind_code(kind)},"{QUARTER}":%d'
    return f"{{{start}{fields}}}", places
