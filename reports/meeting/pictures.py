"""The trends and training levels of an organisation as pictures, each with its table."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.english import capitalised, counted
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.outcome.trend import Trend
from reports.document.blocks import Block, Heading, Picture, Pictures, TableBlock
from reports.meeting.status import OrganisationStatus
from reports.pictures.drawing import Drawn
from reports.pictures.levels import count, levels_chart, levels_of
from reports.pictures.trend_line import trend_line, worth_showing
from reports.pictures.trend_table import trend_table

_WIDE, _SMALL = 150, 80


def training(status: OrganisationStatus) -> tuple[Block, ...]:
    """How many staff are in date at each level, for each framework with any figure."""
    lookup = status.lookup
    submission = lookup.submissions.get((status.organisation.code, status.quarter))
    if submission is None:
        return ()
    blocks: list[Block] = []
    for framework in lookup.assessment.pack.vocabulary.frameworks.values():
        levels = levels_of(lookup, submission, framework)
        if any(level.percent is not None for level in levels):
            drawn = levels_chart(framework, status.quarter.label, levels)
            blocks += _shown(drawn, _WIDE)
            blocks += [
                _groups(training_table)
                for training_table in submission.training
                if training_table.framework == framework.key
            ]
    return (Heading("Training, level by level", 1), *blocks) if blocks else ()


def _groups(table: TrainingTable) -> TableBlock:
    """Who needs each level, staff group by staff group, and how many are in date."""
    rows = [row for row in table.rows if row.group]
    return TableBlock(
        f"{capitalised(table.label)}: by staff group ({counted(len(rows), 'group')})",
        ("Level", "Staff group", "Staff who need it", "In date"),
        tuple((str(row.level), row.group, count(row.staff), count(row.in_date)) for row in rows),
        (1, 4, 2, 2),
        small=True,
    )


def trends(status: OrganisationStatus, known: Sequence[Trend]) -> tuple[Block, ...]:
    """The figures that a rule judges, over the quarters; then those that no rule judges."""
    own = [trend for trend in known if trend.organisation == status.organisation.code]
    judged, others = worth_showing(own)
    if not judged and not others:
        return ()
    blocks: list[Block] = [Heading("Trends", 1)]
    if judged:
        drawn = [trend_line(trend) for trend in judged]
        blocks.append(
            Pictures(tuple(Picture(picture.svg, picture.alternative, _SMALL) for picture in drawn))
        )
        blocks.append(_table("The figures of the pictures", judged))
    if others:
        blocks.append(_table("Figures that no rule sets a value for", others))
    return tuple(blocks)


def _shown(drawn: Drawn, width: int) -> tuple[Block, ...]:
    caption = capitalised(drawn.title)
    table = TableBlock(caption, drawn.header, drawn.rows, (2, 4, 3, 4, 3, 3), small=True)
    return (_picture(drawn, width), table)


def _picture(drawn: Drawn, width: int) -> Picture:
    return Picture(drawn.svg, drawn.alternative, width, capitalised(drawn.title))


def _table(caption: str, trends: Sequence[Trend]) -> TableBlock:
    table = trend_table(trends)
    return TableBlock(
        f"{caption} ({counted(len(table.rows), 'figure')})",
        table.header,
        table.rows,
        (5, *(2 for _ in table.header[1:-1]), 5),
        small=True,
    )
