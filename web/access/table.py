"""Every address of the application with the roles that may use it; there are no others."""

from __future__ import annotations

from web.access.roles import OVERSEEING, PersonRole
from web.access.routes import EVERYBODY, Route, roles

SUBMITTER, CERTIFIER = PersonRole.SUBMITTER, PersonRole.CERTIFIER
ASSESSOR, COMMISSIONER = PersonRole.ASSESSOR, PersonRole.COMMISSIONER
AUDITOR, ADMINISTRATOR = PersonRole.AUDITOR, PersonRole.ADMINISTRATOR

PROVIDER = roles(SUBMITTER, CERTIFIER)
OVERSEERS = OVERSEEING
JUDGES = roles(ASSESSOR, COMMISSIONER)
ADMINISTRATORS = roles(ADMINISTRATOR)
_ADMIN = "administration"
_ROUND = "rounds/<int:number>/"
_OWN = f"{_ROUND}organisations/<str:code>/"
_FINDING = f"{_ROUND}pages/finding/<str:page>/<str:duty>"
_DECIDE, _PUBLISH = "judging.deciding", "judging.publishing"
_STEPS, _MEET = f"{_DECIDE}.finding_steps", f"{_DECIDE}.meeting_pages"
_SIGN, _BUNDLES = f"{_PUBLISH}.sign_off", f"{_PUBLISH}.bundles"
_SENT = f"{_OWN}returns/<int:which>/"
_WAIT = "rounds.progress.pages"
_API = "api/v1/"
_UPLOADS = 90
"""Uploads of one person in a minute."""
_READINGS = 300
"""Readings of one person's programs in a minute."""
_LONG_JOBS = 10
"""How often one person in a minute may ask for what takes seconds of the machine: judging a round,
trying numbers, the pages of a preview, a bundle, the round as files."""

ROUTES = (
    Route("style", "assets/style.css", "pages.assets.style", is_open=True),
    Route("script", "assets/script.js", "pages.assets.script", is_open=True),
    Route("htmx", "assets/htmx.js", "pages.assets.htmx", is_open=True),
    Route("health", "health", "pages.assets.health", is_open=True),
    Route("sign-in", "sign-in", f"{_ADMIN}.signing_in.sign_in", is_open=True),
    Route("enter", "enter/<str:token>", f"{_ADMIN}.signing_in.enter", is_open=True),
    Route("join", "join/<str:token>", f"{_ADMIN}.signing_in.join", is_open=True),
    Route(
        *("second-factor", "sign-in/code", f"{_ADMIN}.second_factor.ask_code"),
        is_open=True,
    ),
    Route(
        *("new-factor", "sign-in/second-factor", f"{_ADMIN}.second_factor.set_up"),
        is_open=True,
    ),
    Route("openid", "sign-in/openid", f"{_ADMIN}.openid_pages.begin", is_open=True, most=30),
    Route(
        *("openid_connect_callback", "sign-in/<slug:provider_id>/back"),
        *(f"{_ADMIN}.openid_pages.come_back",),
        is_open=True,
    ),
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
        most=_LONG_JOBS,
    ),
    Route(
        *("assessed-by", f"{_ROUND}assessors", "rounds.round_pages.assessed_by"),
        writes=ADMINISTRATORS,
    ),
    Route("judging", f"{_ROUND}judging", f"{_WAIT}.judging", OVERSEERS | ADMINISTRATORS),
    Route(
        *("as-on", f"{_ROUND}as-on", "rounds.round_pages.judged_as_on"),
        writes=JUDGES,
        most=_LONG_JOBS,
    ),
    Route(
        *("mail-merge", f"{_ROUND}mail-merge.csv", "rounds.reminders.mail_merge"),
        ADMINISTRATORS | roles(ASSESSOR),
    ),
    Route(
        *("due-day", f"{_ROUND}due.ics", "rounds.reminders.due_day"),
        OVERSEERS | ADMINISTRATORS,
    ),
    Route(
        *("own-due-day", f"{_OWN}due.ics", "rounds.reminders.own_due_day"),
        PROVIDER | OVERSEERS,
    ),
    Route("asked", _OWN, "rounds.own_pages.asked", PROVIDER | OVERSEERS),
    Route("blank", f"{_OWN}blank.xlsx", "rounds.own_pages.blank", PROVIDER | OVERSEERS),
    Route(
        *("send", f"{_OWN}send", "rounds.own_pages.send"),
        writes=roles(SUBMITTER, ASSESSOR),
        most=_UPLOADS,
    ),
    Route(
        *("documents", f"{_OWN}documents/", "attachments.pages.documents"),
        *(PROVIDER | OVERSEERS, PROVIDER | JUDGES),
        most=_UPLOADS,
    ),
    Route(
        *("document", f"{_OWN}documents/<int:document>", "attachments.pages.document_file"),
        PROVIDER | OVERSEERS,
    ),
    Route(
        "remove-document",
        f"{_OWN}documents/<int:document>/removal",
        "attachments.pages.remove_document",
        writes=PROVIDER | JUDGES,
    ),
    Route("sent", _SENT, "rounds.sent_pages.sent_page", PROVIDER | OVERSEERS),
    Route("checking", f"{_SENT}checking", f"{_WAIT}.checking", PROVIDER | OVERSEERS),
    Route(
        *("check-again", f"{_SENT}check", f"{_WAIT}.check_again"),
        writes=roles(SUBMITTER, ASSESSOR),
        most=_UPLOADS,
    ),
    Route(*("marked", f"{_SENT}marked.xlsx", "rounds.sent_pages.marked"), PROVIDER | OVERSEERS),
    Route(
        *("sent-file", f"{_SENT}files/<int:file>", "rounds.sent_pages.sent_file"),
        PROVIDER | OVERSEERS,
    ),
    Route(
        *("mapping", f"{_SENT}mapping", "mapping.pages.mapping"),
        *(PROVIDER | OVERSEERS, roles(SUBMITTER, ASSESSOR)),
        most=_UPLOADS,
    ),
    Route("certify", f"{_SENT}certify", "rounds.sent_pages.certify", writes=roles(CERTIFIER)),
    Route("accept", f"{_SENT}accept", "rounds.sent_pages.accept", writes=roles(ASSESSOR)),
    Route(
        *("withdraw", f"{_SENT}withdraw", "rounds.sent_pages.withdraw"),
        writes=roles(SUBMITTER, CERTIFIER, ASSESSOR),
    ),
    Route("finding", _FINDING, f"{_DECIDE}.finding_page.finding", OVERSEERS),
    Route(
        *("propose-waiver", f"{_FINDING}/waiver", f"{_STEPS}.propose_waiver"),
        writes=roles(ASSESSOR),
    ),
    Route(
        *("settle-waiver", f"{_FINDING}/waiver/approval", f"{_STEPS}.settle_waiver"),
        writes=roles(COMMISSIONER),
    ),
    Route(
        *("withdraw-waiver", f"{_FINDING}/waiver/end", f"{_STEPS}.withdraw_waiver"),
        writes=JUDGES,
    ),
    Route("moderate", f"{_FINDING}/score", f"{_STEPS}.moderate", writes=roles(ASSESSOR)),
    Route(
        *("withdraw-score", f"{_FINDING}/score/end", f"{_STEPS}.withdraw_moderation"),
        writes=roles(ASSESSOR),
    ),
    Route("agree-action", f"{_FINDING}/action", f"{_STEPS}.agree_action", writes=JUDGES),
    Route("settle-action", f"{_FINDING}/action/end", f"{_STEPS}.settle_action", writes=JUDGES),
    Route("comment", f"{_FINDING}/comment", f"{_STEPS}.comment", writes=JUDGES),
    Route("judged", f"{_ROUND}pages/<path:page>", "judging.site.pages.judged", OVERSEERS),
    Route("meetings", f"{_ROUND}meetings/", f"{_MEET}.meetings", OVERSEERS),
    Route(
        *("meeting", f"{_ROUND}meetings/<str:page>/<int:place>", f"{_MEET}.meeting"),
        *(OVERSEERS, JUDGES),
    ),
    Route(
        *("what-if", f"{_ROUND}what-if", "judging.what_if.pages.try_out"),
        *(OVERSEERS, JUDGES),
        most=_LONG_JOBS,
    ),
    Route("decisions", f"{_ROUND}decisions", f"{_DECIDE}.decision_list.decisions", OVERSEERS),
    Route(
        *("judge", f"{_ROUND}judge", f"{_SIGN}.judge_again"),
        writes=JUDGES | ADMINISTRATORS,
        most=_LONG_JOBS,
    ),
    Route(
        *("sign-off", f"{_ROUND}sign-off", f"{_SIGN}.sign_off"),
        *(OVERSEERS, roles(COMMISSIONER)),
    ),
    Route(
        *("ask-preview", f"{_ROUND}preview", "judging.preview.pages.ask_preview"),
        writes=JUDGES,
        most=_LONG_JOBS,
    ),
    Route(
        *("preview", f"{_ROUND}preview/<str:audience>/<path:page>"),
        *("judging.preview.pages.preview", OVERSEERS),
    ),
    Route(
        *("publish", f"{_ROUND}publish", f"{_BUNDLES}.publish"),
        writes=roles(COMMISSIONER),
        most=_LONG_JOBS,
    ),
    Route("bundle", f"{_ROUND}bundles/<str:audience>.zip", f"{_BUNDLES}.bundle", OVERSEERS),
    Route(*("publications", f"{_OWN}published/", f"{_PUBLISH}.bundles.publications"), PROVIDER),
    Route(*("published", f"{_OWN}published/<str:audience>.zip", f"{_BUNDLES}.published"), PROVIDER),
    Route(
        *("export", f"{_ROUND}round.zip", f"{_BUNDLES}.export"),
        OVERSEERS,
        most=_LONG_JOBS,
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
        *("reset-factor", "people/<int:person>/second-factor"),
        f"{_ADMIN}.people_pages.reset_second_factor",
        writes=ADMINISTRATORS,
    ),
    Route(
        *("release", "people/<int:person>/sign-in", f"{_ADMIN}.people_pages.release_person"),
        writes=ADMINISTRATORS,
    ),
    Route(
        *("account", "account/", f"{_ADMIN}.account_pages.account"),
        *(EVERYBODY, EVERYBODY),
        most=20,
    ),
    Route(
        *("revoke-token", "account/tokens/<int:token_id>/end"),
        f"{_ADMIN}.account_pages.revoke_token",
        writes=EVERYBODY,
    ),
    Route(
        *("renew-codes", "account/recovery-codes", f"{_ADMIN}.account_pages.renew"),
        writes=EVERYBODY,
        most=20,
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
    Route(
        *("api-schema", f"{_API}openapi.json", "api.paths.schema", EVERYBODY),
        most=_READINGS,
        is_api=True,
    ),
    Route(
        *("api-rounds", f"{_API}rounds", "api.paths.rounds"),
        EVERYBODY,
        most=_READINGS,
        is_api=True,
    ),
    Route(
        *("api-round", f"{_API}rounds/<int:number>", "api.paths.one_round"),
        EVERYBODY,
        most=_READINGS,
        is_api=True,
    ),
    Route(
        *("api-findings", f"{_API}rounds/<int:number>/findings", "api.paths.findings"),
        PROVIDER | OVERSEERS,
        most=_READINGS,
        is_api=True,
    ),
    Route(
        *("api-concerns", f"{_API}rounds/<int:number>/concerns", "api.paths.concerns"),
        PROVIDER | OVERSEERS,
        most=_READINGS,
        is_api=True,
    ),
)
