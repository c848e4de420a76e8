"""The second factor: codes of an app on the person’s phone, and codes for when it is lost.

pyotp is imported where a code is made or held to: a server of one person does without it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import string

from django.db import transaction

from web.people.models import Account, RecoveryCode
from web.people.sealing import CannotUnseal, is_of_now, sealed, unsealed
from web.record.append import Deed, append

_STEP = 30
"""Seconds that a code holds."""
_DRIFT = (0, -1, 1)
"""How many steps a phone’s clock may be out."""
CODES = 10
_SIGNS = string.ascii_lowercase.replace("l", "").replace("o", "") + "23456789"


def new_secret() -> str:
    """What the codes of a new second factor are made from."""
    import pyotp

    return pyotp.random_base32()


def address_of(person: Account, secret: str) -> str:
    """The address that an app reads from the picture."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name="Clausewise")


def step_of(secret: str, code: str, now: dt.datetime) -> int:
    """The half minute whose code it is; 0 where it is none of those that count now."""
    import pyotp

    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // _STEP
    plain = "".join(code.split())
    for drift in _DRIFT:
        if secrets.compare_digest(
            totp.generate_otp(current + drift).encode(), plain.encode("utf-8")
        ):
            return current + drift
    return 0


def _about(person: Account) -> str:
    return f"account {person.pk}"


def factor_of(person: Account) -> str:
    """What a person's codes are made from. Raises CannotUnseal."""
    return unsealed(person.factor_secret, _about(person))


def is_readable(person: Account) -> bool:
    """Whether a person has a second factor that this site can read: one that was sealed with a
    secret that is gone lets nobody in by its codes any more."""
    try:
        return bool(person.factor_secret and factor_of(person))
    except CannotUnseal:
        return False


def held_for(person: Account, secret: str) -> str:
    """What codes will be made from once a person has shown one, sealed until then."""
    return sealed(secret, _about(person))


def held_of(person: Account, held: str) -> str:
    """What was held for a person. Raises CannotUnseal."""
    return unsealed(held, _about(person))


def seal_anew() -> int:
    """Seal with the site's secret what was sealed with an earlier one; returns of how many people.
    What cannot be read stays as it is."""
    count = 0
    for person in Account.objects.exclude(factor_secret=""):
        before = person.factor_secret
        if is_readable(person) and not is_of_now(before, _about(person)):
            again = sealed(factor_of(person), _about(person))
            same = Account.objects.filter(pk=person.pk, factor_secret=before)
            count += same.update(factor_secret=again)
    return count


def take_code(person: Account, code: str, now: dt.datetime) -> bool:
    """Whether a code lets a person in; each does so once, a recovery code for ever."""
    step = step_of(factor_of(person), code, now) if is_readable(person) else 0
    if step:
        fresh = Account.objects.filter(pk=person.pk, factor_step__lt=step)
        return fresh.update(factor_step=step) == 1
    return _take_recovery_code(person, code, now)


def _take_recovery_code(person: Account, code: str, now: dt.datetime) -> bool:
    with transaction.atomic():
        left = RecoveryCode.objects.filter(person=person, used_at=None)
        taken = left.filter(digest=_digest(code)).update(used_at=now) == 1
        if taken:
            after = {"left": left.count()}
            append(Deed(person.words, "used a recovery code", person.words, after), now)
    return taken


def set_factor(person: Account, secret: str, step: int, now: dt.datetime) -> list[str]:
    """Give a person a second factor; returns their recovery codes, which are kept nowhere."""
    with transaction.atomic():
        person.factor_secret, person.factor_step = sealed(secret, _about(person)), step
        person.save(update_fields=["factor_secret", "factor_step"])
        append(Deed(person.words, "set up a second factor", person.words), now)
        return _new_codes(person)


def renew_codes(person: Account, now: dt.datetime) -> list[str]:
    """New recovery codes in place of all that a person had."""
    with transaction.atomic():
        append(Deed(person.words, "made new recovery codes", person.words), now)
        return _new_codes(person)


def _new_codes(person: Account) -> list[str]:
    codes = ["-".join(_signs(5) for _ in range(3)) for _ in range(CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=_digest(code)) for code in codes
    )
    return codes


def _signs(count: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(count))


def reset_factor(person: Account, who: str, now: dt.datetime) -> None:
    """Take a person’s second factor away: their sessions end, and they set up another."""
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        Account.objects.filter(pk=person.pk).update(factor_secret="", factor_step=0)
        append(Deed(who, "reset a second factor", person.words), now)


def codes_left(person: Account) -> int:
    """How many recovery codes a person has that were not used."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def _digest(code: str) -> str:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
