"""Every address of the application with the roles that may use it; there are no others."""

from __future__ import annotations

from web.access.roles import PersonRole
from web.access.routes import EVERYBODY, Route, roles

SUBMITTER, CERTIFIER = PersonRole.SUBMITTER, PersonRole.CERTIFIER
ASSESSOR, COMMISSIONER = PersonRole.ASSESSOR, PersonRole.COMMISSIONER
AUDITOR, ADMINISTRATOR = PersonRole.AUDITOR, PersonRole.ADMINISTRATOR

PROVIDER = roles(SUBMITTER, CERTIFIER)
OVERSEERS = roles(ASSESSOR, COMMISSIONER, AUDITOR)
"""Those who see the returns and the findings of every organisation."""
ADMINISTRATORS = roles(ADMINISTRATOR)
_ADMIN = "administration"
_ROUND = "rounds/<int:number>/"
_OWN = f"{_ROUND}organisations/<str:code>/"
_SENT = f"{_OWN}returns/<int:which>/"

ROUTES = (
    Route("style", "assets/style.css", "pages.assets.style", is_open=True),
    Route("script", "assets/script.js", "pages.assets.script", is_open=True),
    Route("health", "health", "pages.assets.health", is_open=True),
    Route("sign-in", "sign-in", f"{_ADMIN}.signing_in.sign_in", is_open=True),
    Route("enter", "enter/<str:token>", f"{_ADMIN}.signing_in.enter", is_open=True),
    Route("join", "join/<str:token>", f"{_ADMIN}.signing_in.join", is_open=True),
    Route("sign-out", "sign-out", f"{_ADMIN}.signing_in.sign_out", writes=EVERYBODY),
    Route("home", "", "rounds.overview.my_work", EVERYBODY),
    Route(
        *("new-round", "rounds/new", "rounds.round_pages.new_round"),
        *(ADMINISTRATORS, ADMINISTRATORS),
    ),
    Route("round", _ROUND, "rounds.round_pages.round_page", OVERSEERS | ADMINISTRATORS),
    Route(
        *("move-round", f"{_ROUND}state", "rounds.round_pages.move_round"),
        writes=ADMINISTRATORS,
    ),
    Route(
        *("mail-merge", f"{_ROUND}mail-merge.csv", "rounds.reminders.mail_merge"),
        ADMINISTRATORS | roles(ASSESSOR),
    ),
    Route("due-day", f"{_ROUND}due.ics", "rounds.reminders.due_day", EVERYBODY),
    Route("asked", _OWN, "rounds.own_pages.asked", PROVIDER | OVERSEERS),
    Route("blank", f"{_OWN}blank.xlsx", "rounds.own_pages.blank", PROVIDER | OVERSEERS),
    Route("send", f"{_OWN}send", "rounds.own_pages.send", writes=roles(SUBMITTER, ASSESSOR)),
    Route("sent", _SENT, "rounds.sent_pages.sent_page", PROVIDER | OVERSEERS),
    Route(*("marked", f"{_SENT}marked.xlsx", "rounds.sent_pages.marked"), PROVIDER | OVERSEERS),
    Route(
        *("sent-file", f"{_SENT}files/<int:file>", "rounds.sent_pages.sent_file"),
        PROVIDER | OVERSEERS,
    ),
    Route("certify", f"{_SENT}certify", "rounds.sent_pages.certify", writes=roles(CERTIFIER)),
    Route("accept", f"{_SENT}accept", "rounds.sent_pages.accept", writes=roles(ASSESSOR)),
    Route(
        *("withdraw", f"{_SENT}withdraw", "rounds.sent_pages.withdraw"),
        writes=roles(SUBMITTER, CERTIFIER, ASSESSOR),
    ),
    Route("people", "people/", f"{_ADMIN}.people_pages.people", ADMINISTRATORS),
    Route(
        *("add-person", "people/new", f"{_ADMIN}.people_pages.new_person"),
        *(ADMINISTRATORS, ADMINISTRATORS),
    ),
    Route(
        *("person", "people/<int:person>", f"{_ADMIN}.people_pages.person_page"),
        *(ADMINISTRATORS, ADMINISTRATORS),
    ),
    Route(
        *("invite", "people/<int:person>/invitation", f"{_ADMIN}.people_pages.invite"),
        writes=ADMINISTRATORS,
    ),
    Route(
        *("organisations", "organisations/", f"{_ADMIN}.people_pages.organisations"),
        *(ADMINISTRATORS, ADMINISTRATORS),
    ),
    Route("record", "record/", f"{_ADMIN}.record_pages.record", roles(AUDITOR, ADMINISTRATOR)),
    Route(
        "record-file",
        "record/record.jsonl",
        f"{_ADMIN}.record_pages.record_file",
        roles(AUDITOR),
    ),
)
