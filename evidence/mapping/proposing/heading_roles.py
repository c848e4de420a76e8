"""What a column of a foreign sheet holds, by the words of its heading."""

from __future__ import annotations

import re
from enum import StrEnum

from evidence.mapping.foreign_sheet import without_periods
from evidence.periods import quarter_number
from evidence.text import folded


class Role(StrEnum):
    """What a column of a foreign sheet holds."""

    REFERENCE = "reference"
    LABEL = "label"
    QUARTER = "quarter"
    VALUE = "value"
    SCORE = "score"
    RAG = "rag"
    MODERATED = "moderated_score"
    EVIDENCE = "evidence"
    DOCUMENT = "document"
    ACTION = "action"
    OWNER = "owner"
    DUE = "due"
    NOTE = "note"
    NOT_APPLICABLE = "not_applicable_reason"
    GROUP = "staff_group"
    LEVEL = "level"
    REQUIRED = "required"
    COMPLIANT = "compliant"
    PERCENT = "percent"
    WTE = "wte"
    VACANT = "vacant_wte"
    ESTABLISHED = "establishment_wte"
    TITLE = "title"
    NAME = "name"
    APPROVED = "approved_on"
    REVIEW = "review_due"
    PUBLISHED = "published_at"
    OTHER = "other"
    """A known heading of something that answers nothing: a target, a year to date."""


_LONGEST = 90
_SAID: tuple[tuple[Role, str], ...] = (
    (Role.OTHER, r"threshold|target(?! date)|tolerance|benchmark|baseline|year to date|\bytd\b|"
     r"previous|last (?:quarter|year|period)|prior|trend|direction of travel|average|variance|"
     r"frequency|^freq\b|^goal$|weight|^full year|^annual$|"
     r"^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W*(?:<year>|\d\d(?:\d\d)?)?$"),
    (Role.RAG, r"\bb?rag\b"),
    (Role.MODERATED, r"moderat|validat|verified|commissioner\S* (?:score|rating|view)"),
    (Role.NOT_APPLICABLE, r"reason .*not applicable|not applicable .*reason|why not applicable"),
    (Role.SCORE, r"\bscore\b|how well|to what extent|"
     r"self.?(?:assessment|rating|score)|\brating\b|\bgrade\b|\bstatus\b|"
     r"compliance (?:level|rating|status)|^(?:compliant|met|compliance)\W*(?:\(|\?|/|$)|"
     r"assessment$"),
    (Role.REQUIRED, r"(?:number|no\.?|headcount|staff) .*(?:requir|eligible|in scope)|^eligible|"
     r"^requir(?:ed|ing)$|^denominator|^headcount|^(?:number|no\.?) of staff$|^staff in post"),
    (Role.COMPLIANT, r"(?:number|no\.?|headcount|staff) .*(?:compliant|trained|completed|in date)|"
     r"^(?:compliant|trained|completed|in date|numerator)$"),
    (Role.PERCENT, r"^(?:%|per ?cent|percentage)\W*(?:\w+\W*){0,3}$|^compliance %"),
    (Role.GROUP, r"staff.?group|^staffing group|^professional group|^job group|^workforce group"),
    (Role.LEVEL, r"^(?:training )?levels?$"),
    (Role.VACANT, r"vacan\w*.*wte|wte.*vacan|^vacanc(?:y|ies)$"),
    (Role.ESTABLISHED, r"establish|funded wte|budgeted"),
    (Role.WTE, r"^wte\b|\(wte\)$|whole.?time"),
    (Role.APPROVED, r"approved|ratified|date of approval|sign(?:ed)? off"),
    (Role.REVIEW, r"review (?:date|due)|due for review|next review|expiry"),
    (Role.PUBLISHED, r"publish|web ?(?:link|site|address)|\burl\b"),
    (Role.DUE, r"deadline|\bdue\b|by when|target date|completion date|\bdate for\b|timescale"),
    (Role.OWNER, r"owner|\blead\b|responsib|by whom|accountable"),
    (Role.ACTION, r"action|improvement|next steps|remedial|development plan"),
    (Role.EVIDENCE, r"evidence|assurance"),
    (Role.DOCUMENT, r"document(?:s|ation)?$|policy title|file name"),
    (Role.NOTE, r"comment|\bnotes?\b|narrative|exception|remark|explanation|rationale|context"),
    (Role.REFERENCE, r"^(?:ref(?:erence)?|no|nr|number|item|id|kpi no|kpi ref|#|clause|link)\b\W*"
     r"(?:no|number|id)?\W*$|^link to|^(?:question|indicator|standard|kpi|measure|metric|item|"
     r"requirement|clause|statement|criteri\w+) (?:no|nr|ref|reference|number|id|code)\b|"
     r"^(?:policy|clause|paragraph|section) ref|"
     r"^q(?:uestion)? ?#"),
    (Role.NAME, r"^(?:name|post ?holder|name of post ?holder)$"),
    (Role.TITLE, r"^(?:title|job title|post title)$"),
    (Role.LABEL, r"indicator|standard|question|requirement|measure|metric|description|\bkpi\b|"
     r"criteri|statement|area|subject|topic|^role$|^post$|^documents?$|^policy$|^duty$|element"),
    (Role.VALUE, r"^value|actual|figure|^result|position|performance|this quarter|current|response|"
     r"answer|^number$|^return|^data$|outturn|reported"),
)  # fmt: skip
_WORDS = tuple((role, re.compile(words)) for role, words in _SAID)
OF_LEVEL = re.compile(r"^(?:level |l)\d\s*[-–:]?\s+")
"""The level before what is counted of it: "Level 1 required"."""
_BESIDE_QUARTER = re.compile(
    r"<\w+>|\bq[1-4]\b|\b(?:qtr|quarter)\s?[1-4]?\b|\d+|\b(?:to|for|value|actual|figure|position|"
    r"performance|result|data|outturn|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|"
    r"sep\w*|oct\w*|nov\w*|dec\w*)\b"
)
"""What may stand beside the name of a quarter in the heading of its figures."""


def role_of(text: str) -> tuple[Role, int] | None:
    """What a heading says that its column holds, with the number of a quarter; None if nothing."""
    heading = " ".join(folded(text).split())
    if not heading or len(heading) > _LONGEST:
        return None
    heading = OF_LEVEL.sub("", heading) or heading
    for role, words in _WORDS:
        if role is Role.MODERATED:
            # "Q2 target" is a target and "Q2 comments" are comments.
            number = quarter_number(heading)
            if number is not None and not _BESIDE_QUARTER.sub("", without_periods(heading)).strip(
                " .,-–/:()%"
            ):
                return Role.QUARTER, number
        if words.search(heading):
            return role, 0
    return None
