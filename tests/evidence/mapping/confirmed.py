"""A mapping that somebody has agreed to."""

from __future__ import annotations

from dataclasses import replace

from evidence.mapping.nouns import Mapping


def all_confirmed(mapping: Mapping) -> Mapping:
    """The mapping as a person would leave it who agrees with every proposal."""
    return replace(
        mapping,
        scales=tuple(
            replace(scale, confirmed=all(scale.answers.values())) for scale in mapping.scales
        ),
        sheets=tuple(
            replace(
                sheet,
                proposals=tuple(
                    replace(proposal, confirmed=proposal.is_chosen) for proposal in sheet.proposals
                ),
            )
            for sheet in mapping.sheets
        ),
    )
