"""A single page of one organisation: one file with its style and no script, to be sent."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from markupsafe import Markup

from engine.nouns.evidence.organisation import Organisation
from reports.lookup import Lookup
from reports.own_forms import SINGLE_PAGE
from reports.page.links import Addresses
from reports.page.single.scheme import SinglePageScheme
from reports.page.single.views import single_view
from reports.page.site import PageView, frame_view
from reports.page.write import render_page, style


def single_page(lookup: Lookup, organisation: Organisation) -> bytes:
    """The page of an organisation that stands alone, as UTF-8 HTML.

    It has all that the site has about the organisation alone: concerns, duties, findings in full,
    decisions, pictures, faults, files. What the site has elsewhere is named in plain words. It
    holds no script and refers to no other file, so that it can be read from an e-mail.
    """
    addresses = Addresses.for_lookup(lookup)
    view = single_view(lookup, addresses, organisation)
    frame = replace(frame_view(lookup, addresses), menu=view.menu, matrices=(), pictures=())
    own = style()
    digest = base64.b64encode(hashlib.sha256(own).digest()).decode("ascii")
    return render_page(
        lookup,
        frame,
        PageView(view.address, "single.html", organisation.name, view),
        SinglePageScheme.for_view(view),
        form=SINGLE_PAGE,
        # By its digest this style alone may be applied: no text that slipped through could be.
        style=Markup(own.decode("utf-8")),
        style_digest=f"sha256-{digest}",
    )
