"""Lines of a return, of which the next is to take what stands."""

from __future__ import annotations

import datetime as dt

from evidence.blank_return.request import Request
from evidence.nouns.columns import AUDIT, columns_of

DAY = dt.date(2014, 7, 14)
PROVIDER = Request("provider")
DOCUMENTS = columns_of("documents")
QUESTIONS = columns_of(AUDIT)
WHOSE = {
    "code": "RZ1",
    "name": "Orwell Hospital",
    "kind": "provider",
    "services": "Maternity and A&E",
    "period": "2014-15 Q1",
    "submitted_on": "14/07/2014",
    "submitted_by": "Dr Ada Quill",
}


def document(**said: object) -> dict[str, object]:
    return {"kind": "Training strategy", "title": "Strategy", "approved_on": "01/02/2014", **said}


def answer(score: object, **said: object) -> dict[str, object]:
    return {"question": "S6.p11.c", "score": score, **said}
