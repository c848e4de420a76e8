"""The trends and training levels of an organisation as pictures, each with its table."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.trend import Sign, Trend
from reports.document.blocks import Block, Heading, Picture, Style, Table, plain
from reports.meeting.standing import Stand
from reports.pictures.drawing import Drawn
from reports.pictures.levels import levels_chart, levels_of
from reports.pictures.trend_line import trend_line
from reports.text import capitalized, counted, listed

_WIDE, _SMALL = 150, 95
FEWEST_POINTS = 2


def training(stand: Stand) -> tuple[Block, ...]:
    """Level by level, how many staff are in date, for each framework that anything tells of."""
    lookup = stand.lookup
    submission = lookup.submissions.get((stand.organisation.code, stand.quarter))
    if submission is None:
        return ()
    blocks: list[Block] = []
    for framework in lookup.assessment.pack.vocabulary.frameworks.values():
        levels = levels_of(lookup, submission, framework)
        if any(one.percent is not None for one in levels):
            drawn = levels_chart(framework, stand.quarter.label, levels)
            blocks += _shown(drawn, _WIDE)
    return (Heading("Training, level by level", 1), *blocks) if blocks else ()


def trends(stand: Stand, known: Sequence[Trend]) -> tuple[Block, ...]:
    """The figures that a rule judges, over the quarters; then those that moved without one."""
    own = [
        one
        for one in known
        if one.organisation == stand.organisation.code
        and sum(point.value is not None for point in one.points) >= FEWEST_POINTS
    ]
    drawn = [one for one in own if one.threshold is not None]
    listed_only = [one for one in own if one.threshold is None]
    if not own:
        return ()
    blocks: list[Block] = [Heading("Trends", 1)]
    for one in drawn:
        blocks += [_picture(trend_line(one), _SMALL), plain(trend_words(one), Style.SMALL)]
    if drawn:
        blocks.append(_table("The figures of the pictures", drawn))
    if listed_only:
        blocks.append(_table("Figures that no rule sets a value for", listed_only))
    return tuple(blocks)


def trend_words(trend: Trend) -> str:
    """What the last change and the process limits tell, in words."""
    parts = []
    if trend.change is not None:
        parts.append(capitalized(trend.change.words))
    if trend.limits is not None:
        parts += [_sign(sign, [one.label for one in when]) for sign, when in trend.limits.signs]
        if not trend.limits.signs:
            parts.append("No sign of anything but the usual variation")
    elif trend.without_limits:
        parts.append(capitalized(trend.without_limits))
    return ". ".join(part.rstrip(".") for part in parts) + "." if parts else ""


def _sign(sign: Sign, quarters: list[str]) -> str:
    return f"{capitalized(sign.value)}: {listed(quarters)}"


def _shown(drawn: Drawn, width: int) -> tuple[Block, ...]:
    table = Table(drawn.title, drawn.header, drawn.rows, (2, 4, 3, 4, 3, 3), small=True)
    return (_picture(drawn, width), table)


def _picture(drawn: Drawn, width: int) -> Picture:
    return Picture(drawn.svg, drawn.alternative, width, capitalized(drawn.title))


def _table(caption: str, trends: Sequence[Trend]) -> Table:
    quarters = sorted({point.quarter for one in trends for point in one.points})
    rows = []
    for one in trends:
        cells = {row[0]: row for row in trend_line(one).rows}
        shown = []
        for quarter in quarters:
            _, figure, of = cells.get(quarter.label, ("", "", ""))
            shown.append(f"{figure}\nof {of}" if of else figure)
        rows.append((one.label, *shown))
    header = ("Figure", *(one.label for one in quarters))
    return Table(
        f"{caption} ({counted(len(rows), 'figure')})",
        header,
        tuple(rows),
        (4, *(2 for _ in quarters)),
        small=True,
    )
