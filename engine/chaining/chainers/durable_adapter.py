"""The adapter to durable_rules: the only module that imports durable.

durable_rules 2.0.28 has edges that lose facts, delay actions or crash the interpreter. Each is
blunted here, or in the rules' compilation, and each has a test.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from durable import engine as durable

from engine.chaining.chainers.compile import (
    OPENING_KIND,
    CompiledRules,
    class_field,
    durable_ruleset,
    kind_code,
)
from engine.chaining.chainers.sieve import Sieve, SignalClasses
from engine.chaining.chainers.signal_forms import FIELDS, ChainingError, Match, Signal, check

PINNED = "2.0.28"
"""The version that the wheel was built with, where it brought durable_rules along."""
_RULESET = "concerns"
_SESSION = "1"
"""Sessions are compared by a 32-bit hash. One lives at a time, so one id serves them all."""
_CAP = 4096
"""At most this many matches are handed to one action; those beyond it come with the next."""
_MOST_FACTS = 797_185
"""Facts are numbered from 1, and durable compares their ids by a 32-bit hash (FNV-1a): 797186 is
the first number that it cannot distinguish from an earlier one, 40189."""
_OPENING = f'{{"sid":"{_SESSION}","id":0,"kind":{OPENING_KIND}}}'


Act = Callable[[str, Sequence[Mapping[str, Mapping[str, int]]]], None]
"""What is done with a durable rule's matches: by line, the fact that matched it."""


class _QuietHost(durable.Host):  # type: ignore[misc]
    """A host without durable's two timer threads, which run actions late and out of turn."""

    def _run(self) -> None:
        return

    def assert_texts(self, ruleset: str, facts: str, act: Act) -> bool:
        """Assert facts already written as JSON, and hand what each rule matched to ``act``.

        Whether any rule fired. durable's own way does the same through objects for every state,
        match and fact, and keeps an exception of an action to itself.
        """
        rules, c = self.get_ruleset(ruleset), durable.durable_rules_engine
        session = rules._handle_result(c.assert_facts(rules._handle, facts), facts)
        started = c.start_action_for_state(rules._handle, session)
        if not started:
            return False
        state, fired = started
        while fired:
            for rule, matches in json.loads(fired).items():
                act(rule, matches)
            c.update_state(rules._handle, state)
            fired = c.complete_and_start_action(rules._handle, session)
        return True


class DurableChainer:
    """Chain with durable_rules; the rules are compiled once and used for every organisation.

    One chainer serves one thread.
    """

    def __init__(self) -> None:
        self._network: _Network | None = None

    @property
    def name(self) -> str:
        """The library with its version: "durable_rules 2.0.28"."""
        return f"durable_rules {_version()}"

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


class _Codes(dict[object, int]):
    """The whole number that stands for each word: the next one for a word not met before.

    A quarter is a whole number already and stands for itself.
    """

    def __missing__(self, word: object) -> int:
        number = word if isinstance(word, int) else len(self) + 1
        self[word] = number
        return number


def _version() -> str:
    try:
        return version("durable_rules")
    except PackageNotFoundError:
        return PINNED


class _Network:
    """One set of rules registered with durable, and the session that runs through it."""

    def __init__(self, rules: CompiledRules) -> None:
        self.rules = rules
        self._codes = _Codes()
        self._classes = SignalClasses(rules)
        self._first = Sieve(rules.first, self._classes)
        self._later = Sieve(rules.later, self._classes)
        self._seen = rules.concern_rules_read
        self._forms: dict[object, tuple[str, list[int]]] = {
            kind: _form(rules, kind) for kind in FIELDS
        }
        self._flags: dict[tuple[int, ...], str] = {}
        self._asserted: dict[int, Signal] = {}
        self._derived: dict[Signal, None] = {}
        self._found: set[Match] = set()
        definitions, owners = durable_ruleset(rules, self._classes.number_of)
        # durable takes the actions out of the definitions it is given.
        registered = copy.deepcopy(definitions)
        for definition in registered.values():
            definition["cap"] = _CAP
            definition["run"] = _nothing
        self._owners = {
            name: (rule, [f"p{number}" for number in range(len(rule.patterns))])
            for name, rule in owners.items()
        }
        self._host = _QuietHost()
        self._host.set_rulesets({_RULESET: registered})

    def run(self, signals: Sequence[Signal]) -> frozenset[Match]:
        """Fill a session, let its rules fire, add what follows, until nothing new does."""
        self._asserted, self._derived, self._found = {}, {}, set()
        by_class, wanted = self._sorted(signals)
        if not self._assert([_OPENING, *self._facts(wanted)]):
            raise ChainingError("durable_rules ran no rule, not even the one that always runs")
        done, known = set(wanted), 0
        while True:
            followed = list(self._derived)
            self._classes.add(by_class, followed[known:])
            known = len(followed)
            fresh = [signal for signal in self._later.usable(by_class) if signal not in done]
            if not fresh:
                break
            self._assert(self._facts(fresh))
            done.update(fresh)
        # Safe only because the catch-all has fired in the session: durable frees a pointer that
        # was never set when it deletes one in which nothing fired.
        self._host.delete_state(_RULESET, _SESSION)
        return frozenset(self._found)

    def _sorted(self, signals: Sequence[Signal]) -> tuple[list[list[Signal]], list[Signal]]:
        """The signals by class, and those of them that rules over findings and facts can use."""
        try:
            by_class = self._classes.sort(signals)
            return by_class, self._first.usable(by_class)
        except (KeyError, IndexError, TypeError, ValueError):
            for signal in signals:
                check(signal)
            raise

    def _assert(self, facts: list[str]) -> bool:
        """Assert facts and take down what matches; whether any rule fired."""
        text = f"[{','.join(facts)}]"
        try:
            return self._host.assert_texts(_RULESET, text, self._take_down)
        except Exception as problem:
            raise ChainingError(f"durable_rules failed on the signals: {problem!r}") from problem

    def _facts(self, signals: Sequence[Signal]) -> list[str]:
        """Signals as durable sees them: whole numbers only, classes, and what rules compare."""
        asserted, codes, forms, flags = self._asserted, self._codes, self._forms, self._flags
        classes_of = self._classes.numbers_of
        if len(asserted) + len(signals) > _MOST_FACTS:
            raise ChainingError(f"more than {_MOST_FACTS} signals of one organisation")
        facts = []
        for number, signal in enumerate(signals, start=len(asserted) + 1):
            check(signal)
            asserted[number] = signal
            form, places = forms[signal[0]]
            classes = classes_of(signal)
            if classes not in flags:
                flags[classes] = "".join(f',"{class_field(classed)}":1' for classed in classes)
            values = [codes[signal[at]] for at in places]
            facts.append(form % (number, *values, flags[classes]))
        return facts

    def _take_down(self, name: str, matches: Sequence[Mapping[str, Mapping[str, int]]]) -> None:
        """Keep the matches of a durable rule, and the concerns that follow from them."""
        if name not in self._owners:
            return
        (rule, lines), asserted = self._owners[name], self._asserted
        seen = rule.id in self._seen
        for match in matches:
            chosen = tuple([asserted[match[line]["id"]] for line in lines])
            self._found.add(Match(rule.id, chosen))
            if seen:
                self._derived[rule.derived(chosen)] = None


def _nothing(closure: Any) -> None:
    """No action of durable's own: what it would be given is taken down as it comes."""


def _form(rules: CompiledRules, kind: str) -> tuple[str, list[int]]:
    """How a signal of a kind is written as JSON, and the places of what rules compare."""
    places = sorted(rules.compared(kind))
    fields = "".join(f',"{FIELDS[kind][place - 1]}":%d' for place in places)
    start = f'"sid":"{_SESSION}","id":%d,"kind":{kind_code(kind)}'
    return f"{{{start}{fields}%s}}", places
