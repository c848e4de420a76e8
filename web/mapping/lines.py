"""The lines of the page on which a sender's layout is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.choices import label_of, labels_with_wording
from evidence.mapping.nouns import Mapping, Proposal, SenderScale
from web.mapping.choosing import MappingSaid, is_known, row_key, scale_key
from web.rounds.own_layout.picture import SheetPicture
from web.rounds.own_layout.proposed import LayoutProposed


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the sender's, what it may answer, and what was said of that."""

    key: str
    sheet: str
    cell: str
    anchor: str
    """Its cell in the picture; empty where that does not show it."""
    words: str
    answers: str
    """What it is said to answer; empty where nothing is proposed."""
    now: str
    confidence: int
    why_not: str
    choice: str
    other: str
    error: str
    is_known: bool
    was_confirmed: bool
    """Whether the same words were confirmed to answer the same in an earlier layout."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score of the sender's, and what it is said to mean."""

    key: str
    score: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """What the sender's scores, or the words of a column, mean."""

    key: str
    id: str
    because: str
    scores: tuple[ScoreLine, ...]
    choices: tuple[str, ...]
    choice: str
    error: str


@dataclass(frozen=True, slots=True)
class LayoutPage:
    """A layout with all that was proposed and said of it."""

    rows: tuple[RowLine, ...]
    scales: tuple[ScaleLine, ...]
    pictures: tuple[SheetPicture, ...]
    offered: tuple[str, ...]
    """All that a row may answer, in words."""

    @property
    def unsaid(self) -> int:
        """The proposals of which nothing was said yet."""
        return sum(1 for row in self.rows if not row.choice and not row.is_known)


@dataclass(frozen=True, slots=True)
class FormState:
    """How far the form of a layout is filled in."""

    said: MappingSaid
    errors: Dict[str, str]
    earlier: Mapping | None = None
    """What was confirmed of an earlier layout of the sender; None where nothing was."""


def layout_page(
    proposed: LayoutProposed, vocabulary: Vocabulary, kind: str, form: FormState
) -> LayoutPage:
    """The page of a layout, as somebody has filled it in so far."""
    offered = labels_with_wording(vocabulary, kind if kind in vocabulary.kinds else "")
    labels = {**labels_with_wording(vocabulary), **offered}
    rows = [
        _row(proposed, (s, p), labels, form)
        for s, sheet in enumerate(proposed.mapping.sheets)
        for p, _ in enumerate(sheet.proposals)
    ]
    scales = tuple(
        _scale(scale, scale_key(n), form) for n, scale in enumerate(proposed.mapping.scales)
    )
    return LayoutPage(tuple(rows), scales, proposed.pictures, tuple(offered.values()))


def _row(
    proposed: LayoutProposed, at: tuple[int, int], labels: Dict[str, str], form: FormState
) -> RowLine:
    sheet = proposed.mapping.sheets[at[0]]
    own, key, said = sheet.proposals[at[1]], row_key(*at), form.said
    label = label_of(own.table, own.row)
    cell = own.rests_on[0].cell if own.rests_on else ""
    name, anchor = _place(sheet.layout.sheet, cell, proposed.pictures)
    return RowLine(
        key,
        name,
        cell,
        anchor,
        "; ".join(dict.fromkeys(rest.words for rest in own.rests_on[:3])),
        labels.get(label, label) if own.is_chosen else "",
        proposed.now.get(at, ""),
        own.confidence,
        own.why_not,
        said.text(key),
        said.text(f"{key}-other"),
        form.errors.get(key, ""),
        is_known(own),
        _words_of(own) in {*_confirmed(form.earlier)},
    )


def _place(lasting_name: str, cell: str, pictures: Sequence[SheetPicture]) -> tuple[str, str]:
    """The name of the sheet that a layout was proposed of, as the file has it, and the place of a
    cell in its picture; empty where that does not show it."""
    for n, picture in reversed([*enumerate(pictures)]):
        if picture.lasting_name == lasting_name:
            refs = {shown.ref for row in picture.rows for shown in row.cells}
            return picture.name, f"c-{n}-{cell}" if cell in refs else ""
    return lasting_name, ""


def _scale(scale: SenderScale, key: str, form: FormState) -> ScaleLine:
    said = form.said
    scores = tuple(
        ScoreLine(f"{key}-{place}", score, said.text(f"{key}-{place}"))
        for place, score in enumerate(scale.answers)
    )
    return ScaleLine(
        key,
        scale.id,
        scale.because,
        scores,
        scale.choices,
        said.text(key),
        form.errors.get(key, ""),
    )


def _confirmed(earlier: Mapping | None) -> Iterator[tuple[str, ...]]:
    for sheet in earlier.sheets if earlier is not None else ():
        for own in sheet.proposals:
            if own.confirmed:
                yield _words_of(own)


def _words_of(own: Proposal) -> tuple[str, ...]:
    return (label_of(own.table, own.row), *(rest.words for rest in own.rests_on))
