"""Names of facts: made here and nowhere else, so that a slip cannot make a fact silently unknown.

A name begins with its table and what it is about (``training.safeguarding.level_3``); what is known
of that is an ending (``percent``): ``percent(training_level("safeguarding", 3))``.
"""

from __future__ import annotations

KIND = "organisation.kind"
SERVICES = "organisation.services"
LEGAL_FORM = "organisation.legal_form"
"""What it is in law, where that decides what binds it: an NHS trust, say."""
SUBMITTED_ON = "organisation.submitted_on"
"""The day the return was sent."""
ITEMS_RETURNED = "dashboard.returned_percent"
"""How many of the dashboard's items are answered, in %."""
HIGHEST_VACANCY = "vacancies.highest_rate"
ESTABLISHED = "vacancies.established"
"""The posts established in the key roles returned, together."""
CONTRACTS = "contracts.count"
"""The contracts on the register."""
COMMISSIONED = "commissioned.count"
"""The providers that the contracts are with."""


def post(role: str) -> str:
    """A named professional's post, by the key of the role."""
    return f"named_professionals.{role}"


def item(number: str, part: str = "") -> str:
    """A dashboard item, or one part of it: ``dashboard.4.1.level_3``."""
    return f"dashboard.{number}.{part}" if part else f"dashboard.{number}"


def level(number: int) -> str:
    """The word for a level of training within a name."""
    return f"level_{number}"


def declared_level(of_item: str, number: int) -> str:
    """A level of training as an item of the dashboard declares it, in %."""
    return item(of_item, level(number))


def training(framework: str) -> str:
    """A training framework, by its key."""
    return f"training.{framework}"


def training_level(framework: str, number: int) -> str:
    """One level of a training framework."""
    return f"{training(framework)}.{level(number)}"


def answer(table: str, question: str) -> str:
    """An audit answer, by the audit's table and the question's id."""
    return f"{table}.{question}"


def check(key: str) -> str:
    """A kind of check on staff."""
    return f"checks.{key}"


def document(kind: str) -> str:
    """A kind of document."""
    return f"documents.{kind}"


def vacancy_rate(role: str) -> str:
    """The vacancy rate of a role, in %."""
    return f"vacancies.{role}.rate"


def contract_term(key: str) -> str:
    """A term that contracts are held to."""
    return f"contracts.{key}"


def commissioned(rollup: str) -> str:
    """What a roll-up counts over the providers that the contracts are with."""
    return f"commissioned.{rollup}"


def percent(name: str) -> str:
    """The share of those that keep it, in %."""
    return f"{name}.percent"


def summary_percent(name: str) -> str:
    """A level of training as the training summary has it, in %."""
    return f"{name}.summary_percent"


def share_of(name: str) -> str:
    """What a share is of: the name that ``percent`` and ``kept`` end."""
    return name.removesuffix(".percent")


def share(name: str) -> str:
    """An item's first part as a share of its total, in %."""
    return f"{name}.share"


def kept(name: str) -> str:
    """How many keep it."""
    return f"{name}.kept"


def staff(name: str) -> str:
    """How many staff need it."""
    return f"{name}.staff"


def in_date(name: str) -> str:
    """How many staff have it, and in date."""
    return f"{name}.in_date"


def ever_done(name: str) -> str:
    """Whether everybody who needs a check has had it, though it may be due again."""
    return f"{name}.ever_done"


def needed(name: str) -> str:
    """Whether any staff need it."""
    return f"{name}.needed"


def established(role: str) -> str:
    """The posts established in a role."""
    return f"vacancies.{role}.established"


def latest_on(name: str) -> str:
    """The day of the latest training on its register."""
    return f"{name}.latest_on"


def listed(name: str) -> str:
    """How many staff its register lists."""
    return f"{name}.listed"


def lowest_level(name: str) -> str:
    """The lowest of a framework's levels, in %."""
    return f"{name}.lowest_level_percent"


def lowest_group(name: str) -> str:
    """The lowest of a framework's staff groups, in %."""
    return f"{name}.lowest_group_percent"


def not_applicable(name: str) -> str:
    """Whether an answer was given as not applicable."""
    return f"{name}.not_applicable"


def is_not_applicable(name: str) -> bool:
    """Whether a fact tells that an answer was given as not applicable."""
    return name.endswith(".not_applicable")


def declared(name: str) -> str:
    """An audit answer as the organisation gave it."""
    return f"{name}.declared"


def moderated(name: str) -> str:
    """An audit answer as a designated professional scored it."""
    return f"{name}.moderated"


def wte(name: str) -> str:
    """A post's time, in whole-time equivalents."""
    return f"{name}.wte"


def title(name: str) -> str:
    """A post's title."""
    return f"{name}.title"


def approved_on(name: str) -> str:
    """The day on which a document was approved."""
    return f"{name}.approved_on"


def review_due(name: str) -> str:
    """The day on which a document is due for review."""
    return f"{name}.review_due"


def published(name: str) -> str:
    """Whether a document is published."""
    return f"{name}.published"


TABLES = (
    "organisation",
    "named_professionals",
    "dashboard",
    "vacancies",
    "training",
    "training_summary",
    "documents",
    "contracts",
    "checks",
)
"""The tables that a return can consist of, beside the audit under the name the pack gives it."""
DECISION_TABLES = ("moderated_scores", "waivers", "actions")
"""The tables of a workbook of decisions."""
