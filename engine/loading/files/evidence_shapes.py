"""The shapes of the files that say what returns hold: evidence.yaml, wording.yaml, the dashboard's
items and the audit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.loading.files.shapes import Date, Key, Shape, Text
from engine.nouns.policy.vocabulary import Wording

Answer = Literal["met", "partly_met", "not_met"]
_NEUTRAL = Wording()


class KindShape(Shape):
    label: Text
    tables: list[Text]
    since: Date | None = None


class TermShape(Shape):
    label: Text
    also: list[Text] = Field(default=[])
    services: list[Text] = Field(default=[])
    kinds: list[Text] = Field(default=[])


class LegalFormShape(Shape):
    label: Text
    also: list[Text] = Field(default=[])
    kinds: Annotated[list[Text], Field(min_length=1)]
    in_names: list[Text] = Field(default=[])


class RoleShape(TermShape):
    does: list[Text] = Field(default=[])
    professions: list[Key] = Field(default=[])


class DocumentShape(TermShape):
    not_before: Date | None = None
    approved: bool = True
    reviewed: bool = False
    yearly: bool = False
    covers: Literal["year", "quarter", "month"] | None = None
    published_in: list[Text] = Field(default=[])


class LevelNeedShape(Shape):
    everybody: bool = False
    services: list[Text] = Field(default=[])
    roles: list[Text] = Field(default=[])
    groups: list[Text] = Field(default=[])


class FrameworkShape(Shape):
    label: Text
    levels: Annotated[int, Field(ge=1, le=20)]
    declared_item: Text
    refresh_parameter: Text
    also: list[Text] = Field(default=[])
    needs: dict[Annotated[str, Field(pattern=r"^[1-9][0-9]?$")], LevelNeedShape] = Field(default={})


class CheckShape(Shape):
    label: Text
    refresh_parameter: Text
    also: list[Text] = Field(default=[])


class ContractTermShape(Shape):
    label: Text
    state: Text
    value: Literal["yes_no", "date"]


class AuditTermShape(Shape):
    table: Key
    label: Text
    also: list[Text] = Field(default=[])


class WordingShape(Shape):
    """The field's own words; what is left out is told in neutral ones."""

    return_title: Text = _NEUTRAL.return_title
    code: Text = _NEUTRAL.code
    private: Text = _NEUTRAL.private
    never: Text = _NEUTRAL.never
    search: Text = _NEUTRAL.search
    commissioner: Text = _NEUTRAL.commissioner
    commissioned: Text = _NEUTRAL.commissioned
    area: Text = _NEUTRAL.area


class PhrasesShape(Shape):
    says: Annotated[list[Text], Field(min_length=1)]
    unless: list[Text] = Field(default=[])
    alone: list[Text] = Field(default=[])
    suggests: list[Text] = Field(default=[])
    begins: list[Text] = Field(default=[])
    anew: list[Text] = Field(default=[])
    keeps_up: list[Text] = Field(default=[])
    done: list[Text] = Field(default=[])


class DenialsShape(Shape):
    wrong: list[Text] = Field(default=[])
    dealt_with: list[Text] = Field(default=[])
    topics: list[Text] = Field(default=[])
    negates: list[Text] = Field(default=[])
    none_of: list[Text] = Field(default=[])
    harmless: list[Text] = Field(default=[])
    supposing: list[Text] = Field(default=[])
    conditions: list[Text] = Field(default=[])
    provisos: list[Text] = Field(default=[])
    unless: list[Text] = Field(default=[])


class KnownWordsShape(Shape):
    checkable: Annotated[list[Text], Field(min_length=1)]
    plain: Annotated[list[Text], Field(min_length=1)]
    joining: list[Text] = Field(default=[])


class DatingShape(Shape):
    lasting: list[Text] = Field(default=[])
    spans: list[Text] = Field(default=[])
    still_so: list[Text] = Field(default=[])
    ahead: list[Text] = Field(default=[])
    published: list[Text] = Field(default=[])


class CountingShape(Shape):
    cases: list[Text] = Field(default=[])
    done: list[Text] = Field(default=[])
    still_to: list[Text] = Field(default=[])


class WordingFileShape(Shape):
    counting: CountingShape | None = None
    denials: DenialsShape | None = None
    known: KnownWordsShape | None = None
    dating: DatingShape | None = None
    empty_post: PhrasesShape | None = None
    not_so: PhrasesShape | None = None
    nothing: PhrasesShape | None = None
    still_to_do: PhrasesShape | None = None
    in_doubt: PhrasesShape | None = None
    stand_in: PhrasesShape | None = None
    unlikely_holder: PhrasesShape | None = None
    not_approved: PhrasesShape | None = None
    not_published: PhrasesShape | None = None
    not_in_force: PhrasesShape | None = None
    sheet_in_doubt: PhrasesShape | None = None
    doubtful_place: PhrasesShape | None = None
    other_subject: PhrasesShape | None = None
    parts: list[Text] = Field(default=[])
    professions: list[Text] = Field(default=[])
    bodies: list[Text] = Field(default=[])
    reached: list[Text] = Field(default=[])
    sampled: list[Text] = Field(default=[])
    places: dict[Key, Annotated[list[Text], Field(min_length=1)]] = Field(default={})


IdentityField = Literal[
    "code", "name", "kind", "services", "period", "submitted_on", "submitted_by", "legal_form"
]


class AlsoShape(Shape):
    tables: dict[Key, list[Text]] = Field(default={})
    headings: dict[Key, list[Text]] = Field(default={})
    fields: dict[IdentityField, list[Text]] = Field(default={})


class EvidenceShape(Shape):
    kinds: dict[Key, KindShape]
    services: dict[Key, TermShape] = Field(default={})
    legal_forms: dict[Key, LegalFormShape] = Field(default={})
    roles: dict[Key, RoleShape] = Field(default={})
    professions: dict[Key, Annotated[list[Text], Field(min_length=1)]] = Field(default={})
    vacancy_roles: dict[Key, TermShape] = Field(default={})
    documents: dict[Key, DocumentShape] = Field(default={})
    frameworks: dict[Key, FrameworkShape] = Field(default={})
    checks: dict[Key, CheckShape] = Field(default={})
    contract_terms: dict[Key, ContractTermShape] = Field(default={})
    audit: AuditTermShape | None = None
    wording: WordingShape = WordingShape()
    also: AlsoShape = AlsoShape()


class PartShape(Shape):
    key: Key
    label: Text
    also: list[Text] = Field(default=[])
    services: list[Text] = Field(default=[])


class ShareShape(Shape):
    total: Text
    who: Text
    state: Text


class IndicatorShape(Shape):
    item: Text
    clause: Text
    label: Text
    value: Literal["count", "percent", "yes_no", "named_professionals", "vacancies"]
    parts: list[PartShape] = Field(default=[])
    services: list[Text] = Field(default=[])
    never_more_than: str = ""
    share: ShareShape | None = None
    counts: Text = "people"
    percent_of: str = ""
    fewer_is_better: bool = False
    also: list[Text] = Field(default=[])


class ScaleShape(Shape):
    direction: Literal["higher_is_better", "lower_is_better"]
    answers: dict[str, Answer]


class QuestionShape(Shape):
    id: Text
    clause: Text
    text: Text
    kinds: list[Text]
    services: list[Text] = Field(default=[])
    legal_forms: list[Text] = Field(default=[])


class AuditShape(Shape):
    scale: ScaleShape
    questions: list[QuestionShape]
