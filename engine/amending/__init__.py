"""Amendment of a policy: its text read by its ids, compared, and held to the register."""

from engine.amending.affected import Affected, affected_by
from engine.amending.compare import Amendment, ChangeKind, TextComparison, compare
from engine.amending.policy_text import BY_ITS_PARTS, PolicyText, TextClause
from engine.amending.sources import SourceError, read_source
from engine.amending.verify import Verification, verify
from engine.amending.write import UnwritableError, text_of

__all__ = [
    "BY_ITS_PARTS",
    "Affected",
    "Amendment",
    "ChangeKind",
    "PolicyText",
    "SourceError",
    "TextClause",
    "TextComparison",
    "UnwritableError",
    "Verification",
    "affected_by",
    "compare",
    "read_source",
    "text_of",
    "verify",
]
