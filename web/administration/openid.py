"""Signing in by OpenID Connect: allauth asks the provider, and who was invited comes in.

allauth finds what the provider can do, sends the person there with PKCE, and takes the answer. All
that follows is ours: whom the answer names, whether they were invited, and the record of it.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from requests import RequestException

from web.administration.letting_in import AFTERWARDS, INVITATION, let_in, own_way, used_up
from web.clock import now
from web.config import OpenIdProvider
from web.pages.show import show
from web.people.accounts import link_for, use_link
from web.people.identities import KnownTo, bind, invited, person_of
from web.settings import PROVIDER_ID


class InvitedAlone(DefaultSocialAccountAdapter):
    """Takes what a provider says of a person; nobody gets an account by it."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        raise ImmediateHttpResponse(_come_in(request, _known_to(sociallogin)))

    def on_authentication_error(self, request: HttpRequest, *given: Any, **named: Any) -> None:
        raise ImmediateHttpResponse(_failed(request))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


class HeldToItsKeys(OpenIDConnectOAuth2Adapter):
    """An answer counts where the provider's own key signed it, for this installation."""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **named: Any
    ) -> SocialLogin:
        try:
            if self.openid_config["issuer"].rstrip("/") != _provider().issuer:
                raise OAuth2Error("it is not the issuer that the settings name")
            if not named["response"].get("id_token"):
                raise OAuth2Error("it gave no id_token")
            login = super().complete_login(request, app, token, **named)
            said = login.account.extra_data
            if said["id_token"]["sub"] != said["userinfo"]["sub"]:
                raise OAuth2Error("its two answers name two people")
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("its answer is not as it should be") from error
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """allauth leaves the signature out where the answer came directly; it is checked here."""
        said: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return said


def _provider() -> OpenIdProvider:
    provider: OpenIdProvider = settings.CLAUSEWISE.openid
    return provider


def begin(request: HttpRequest) -> HttpResponseBase:
    """Go to the provider."""
    provider = get_adapter(request).get_provider(request, PROVIDER_ID)
    try:
        answer: HttpResponseBase = provider.redirect(request, "login")
    except (RequestException, OAuth2Error, KeyError, ValueError):
        return _failed(request)
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take the provider's answer."""
    if provider_id != PROVIDER_ID:
        return _failed(request)
    view = OAuth2CallbackView.adapter_view(HeldToItsKeys(request, PROVIDER_ID))
    answer: HttpResponseBase = view(request)
    return answer


def _known_to(login: SocialLogin) -> KnownTo:
    verified = [
        address.email
        for address in login.email_addresses
        if address.verified or _provider().trusts_addresses
    ]
    return KnownTo(_provider().issuer, login.account.uid, verified[0] if verified else "")


def _come_in(request: HttpRequest, known: KnownTo) -> HttpResponseBase:
    """Let in whom the provider knows and an administrator invited."""
    person = person_of(known)
    if person is None:
        token = request.session.get(INVITATION, "")
        link = link_for(token, True, now()) if token else None
        person = invited(known, link)
        if person is None:
            return _not_invited(request)
        if link is not None and not use_link(link, now()):
            return used_up(request)
        if not bind(person, known, now()):
            return _not_invited(request)
    request.session.pop(INVITATION, None)
    way = request.session.pop(AFTERWARDS, "")
    let_in(request, person, f"{_provider().name} ({known.issuer})")
    return HttpResponseRedirect(own_way(request, way))


def _not_invited(request: HttpRequest) -> HttpResponse:
    words = (
        f"{_provider().name} knows you, and nobody has let you in here.",
        "Ask an administrator of your area to add you, with the e-mail address that you sign in "
        "with, or to send you a link.",
    )
    return show(request, "refusal.html", "You are not let in", {"words": words}, 403)


def _failed(request: HttpRequest) -> HttpResponse:
    words = (
        f"{_provider().name} did not answer as it should, or you ended it. You are not signed in.",
        "Try again. If it happens again, tell your administrator the time.",
    )
    return show(request, "refusal.html", "Signing in did not work", {"words": words}, 403)
