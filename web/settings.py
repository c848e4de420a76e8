"""Django's settings, all from the one frozen object."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings

from web.config import DATABASE_FILE, MAX_UPLOAD, WebConfig

SESSION_HOURS = 8
_CONNECTED = 600
"""Seconds for which a connection to the database is used again."""
APPS = (
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_tasks",
    "django_tasks_db",
    "web.record",
    "web.people",
    "web.rounds",
    "web.attachments",
    "web.judging",
)

MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "web.access.headers.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)
_OPENID_APPS = (
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
)
"""Loaded where a provider is named, and nowhere else."""
_OPENID_MIDDLEWARE = ("allauth.account.middleware.AccountMiddleware",)
PROVIDER_ID = "openid"


def set_up(config: WebConfig) -> None:
    """Set Django up in this process, once."""
    if not settings.configured:
        settings.configure(**settings_for(config))
        django.setup()


def settings_for(config: WebConfig) -> dict[str, Any]:
    """Every setting that is not Django's own default."""
    return {
        "CLAUSEWISE": config,
        "SECRET_KEY": config.secret,
        "SECRET_KEY_FALLBACKS": [*config.earlier_secrets],
        # Who watches the server asks for it by its address.
        "ALLOWED_HOSTS": [*config.hosts, "127.0.0.1"],
        "INSTALLED_APPS": [*APPS, *(_OPENID_APPS if config.openid is not None else ())],
        "AUTH_USER_MODEL": "people.Account",
        "ROOT_URLCONF": "web.urls",
        "MIDDLEWARE": [
            *MIDDLEWARE,
            *(_OPENID_MIDDLEWARE if config.openid is not None else ()),
        ],
        "DATABASES": {"default": database_for(config)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "OPTIONS": {"environment": "web.pages.environment.web_environment"},
            }
        ],
        "USE_TZ": True,
        "TIME_ZONE": "Europe/London",
        "USE_I18N": False,
        "LOGIN_URL": "sign-in",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": MAX_UPLOAD,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 20,
        # A form that maps a sender's own layout has two for each row of the sender's.
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5_000,
        **_guards(config),
        **_mail(config),
        **_openid(config),
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "LOGGING_CONFIG": None,
    }


def _guards(config: WebConfig) -> dict[str, Any]:
    """Sessions, cookies and headers."""
    return {
        "SESSION_COOKIE_AGE": SESSION_HOURS * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.is_https,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_SECURE": config.is_https,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "web.pages.refusals.forged",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_HSTS_SECONDS": 31_536_000 if config.is_https else 0,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if config.is_https else None,
        "X_FRAME_OPTIONS": "DENY",
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        ],
    }


def _openid(config: WebConfig) -> dict[str, Any]:
    """What allauth is told, where people may come in by a provider."""
    if config.openid is None:
        return {}
    provider = {
        "provider_id": PROVIDER_ID,
        "name": config.openid.name,
        "client_id": config.openid.client_id,
        "secret": config.openid.secret,
        "settings": {"server_url": config.openid.issuer, "oauth_pkce_enabled": True},
    }
    return {
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [provider]}},
        "SOCIALACCOUNT_ADAPTER": "web.administration.openid.InvitedAlone",
        "SOCIALACCOUNT_AUTO_SIGNUP": False,
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
    }


def _mail(config: WebConfig) -> dict[str, Any]:
    backend = "smtp" if config.mail_host else "dummy"
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "EMAIL_HOST": config.mail_host,
        "EMAIL_PORT": config.mail_port,
        "EMAIL_USE_TLS": config.mail_security == "starttls",
        "EMAIL_USE_SSL": config.mail_security == "tls",
        "EMAIL_HOST_USER": config.mail_user,
        "EMAIL_HOST_PASSWORD": config.mail_password,
        "EMAIL_TIMEOUT": 30,
        "DEFAULT_FROM_EMAIL": config.mail_from,
    }


def database_for(config: WebConfig) -> dict[str, Any]:
    """The database of an installation, as Django is told it."""
    if not config.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(config.data / DATABASE_FILE),
            "CONN_MAX_AGE": _CONNECTED,
            "OPTIONS": {
                # Who writes takes the lock at once: two writers wait in turn, and none is refused.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    url = urlsplit(config.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "CONN_MAX_AGE": _CONNECTED,
        "CONN_HEALTH_CHECKS": True,
    }
