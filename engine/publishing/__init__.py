"""Publishing: an assessment without what its audience must not see, still an assessment.

The true assessment is never changed. Every output is rendered from the one made here, so that
no renderer has to know what must be kept out of it.
"""

from engine.publishing.for_public import NoSmallNumber, publish_for_public
from engine.publishing.for_shared import without_names

__all__ = ["NoSmallNumber", "publish_for_public", "without_names"]
