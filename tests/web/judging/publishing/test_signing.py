"""A signature is for one exact state, and void after any change."""

from __future__ import annotations

from tests.web.judged_round import SENDER, wanting
from tests.web.people_of import TOLLWICK, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.judging.models import SignOff
from web.judging.signing import signature_of
from web.judging.state import state_of
from web.rounds.models import Round


def test_a_signature_is_for_one_state_and_void_after_any_change(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    sign = f"/rounds/{held.pk}/sign-off"
    commissioner.post(sign, {"state": "0" * 64})
    assert signature_of(held) is None
    commissioner.post(sign, {"state": state_of(held).digest})
    assert signature_of(held) is not None
    address = wanting(held)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31", "seen": "0"}
    site.client(PersonRole.ASSESSOR).post(f"{address}/action", said)
    assert signature_of(held) is None
    assert SignOff.objects.get().void_reason.startswith("Assessor decided on ZA3, ")
    held.refresh_from_db()
    assert held.state == "assessed"
    do_jobs()
    page = commissioner.get(sign).content.decode()
    assert "Void signatures" in page
    assert "Sign this assessment" in page


def test_a_return_certified_later_voids_the_signature(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    move = f"/rounds/{held.pk}/state"
    administrator = site.client(PersonRole.ADMINISTRATOR)
    administrator.post(move, {"state": "open", "reason": "Tollwick was ill"})
    assessor = site.client(PersonRole.ASSESSOR)
    own = f"/rounds/{held.pk}/organisations/{SENDER}"
    assessor.post(f"{own}/send", {"files": [upload(TOLLWICK, "again.xlsx")]})
    do_jobs()
    assessor.post(f"{own}/returns/2/accept", {"given_by": "Dr Quill"})
    administrator.post(move, {"state": "closed"})
    do_jobs()
    assert signature_of(held) is None
    assert "has changed" in SignOff.objects.get().void_reason


def test_what_changed_since_it_was_seen_is_not_signed(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    sign = f"/rounds/{held.pk}/sign-off"
    before = state_of(held).digest
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31", "seen": "0"}
    site.client(PersonRole.ASSESSOR).post(f"{wanting(held)}/action", said)
    assert state_of(held).digest != before
    commissioner.post(sign, {"state": before})
    assert not SignOff.objects.exists()
    do_jobs()
    commissioner.post(sign, {"state": before})
    assert not SignOff.objects.exists()
    commissioner.post(sign, {"state": state_of(held).digest})
    assert SignOff.objects.exists()
