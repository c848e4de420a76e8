"""What a run consisted of, and the figures it used or tried, as findings.json gives them."""

from __future__ import annotations

from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import Assessment, InputFile
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.what_if import WhatIf
from reports.findings_json.values import JsonObject, number_value


def run_object(assessment: Assessment) -> JsonObject:
    """The run: its quarters, its pack, its parameters and the files it read."""
    run, pack = assessment.run, assessment.pack
    return {
        "period": run.period.label,
        "as_of": run.as_of.isoformat(),
        "quarters": [quarter.label for quarter in assessment.quarters],
        "software": run.software,
        "audience": assessment.audience.value,
        "chained_by": run.chained_by,
        "pack": {
            "id": pack.id,
            "title": pack.title,
            "version": pack.version,
            "policy": pack.policy,
            "sha256": pack.digest,
        },
        "parameters": [
            {
                **parameter_object(parameter),
                "narrowed_to": parameter.narrowed_to,
                "agreed": parameter.agreed,
                "meaning": parameter.meaning,
                "note": parameter.note,
            }
            for parameter in run.parameters
        ],
        "inputs": [_input(file) for file in run.inputs],
        "superseded": [_superseded(earlier) for earlier in run.superseded],
    }


def parameter_object(parameter: ParameterUsed) -> JsonObject:
    """A number that verdicts depend on, and who set it."""
    return {
        "name": parameter.name,
        "value": number_value(parameter.value),
        "unit": parameter.unit,
        "set_by": parameter.set_by,
        "clause": parameter.clause,
        "in_force_from": parameter.in_force_from,
        "overlaid_from": parameter.overlaid_from,
        "organisations": list(parameter.organisations),
    }


def what_if_object(what_if: WhatIf) -> JsonObject:
    """A parameter at another value, and the cells that would change."""
    return {
        "parameter": parameter_object(what_if.parameter),
        "value": number_value(what_if.value),
        "cells": [
            {
                "rule": cell.rule,
                "organisation": cell.organisation,
                "now": cell.now.value,
                "then": cell.then.value,
            }
            for cell in what_if.cells
        ],
        "kept": list(what_if.kept),
    }


def _input(file: InputFile) -> JsonObject:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "organisation": file.organisation,
        "period": file.period,
        "used": file.used,
    }


def _superseded(earlier: Superseded) -> JsonObject:
    return {
        "file": earlier.file,
        "organisation": earlier.organisation,
        "period": earlier.period,
        "submitted_on": earlier.submitted_on.isoformat(),
        "by_file": earlier.by_file,
        "by_submitted_on": earlier.by_submitted_on.isoformat(),
        "changes": [
            {
                "table": change.table,
                "row": change.row,
                "column": change.column,
                "before": change.before,
                "after": change.after,
                "before_cell": change.before_cell,
                "after_cell": change.after_cell,
            }
            for change in earlier.changes
        ],
        "register": earlier.register,
    }
