"""A server of one person starts with a link that works once, and ends with its worker."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from web.access.roles import OF_ORGANISATIONS, PersonRole
from web.config import ConfigUnusable, OpenIdProvider, config_from, config_in
from web.settings import settings_for


def test_one_person_comes_in_by_the_link_once_and_all_ends_together(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clausewise", "serve", "--no-browser", "--data"]
    with subprocess.Popen(
        [*command, str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        links = (re.search(r"http://127.0.0.1:\d+/enter/\S+", line) for line in server.stdout)
        link = next(found for found in links if found)[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(link) as page:
            assert "There is no round yet." in page.read().decode()
        with pytest.raises(urllib.error.HTTPError) as again:
            urllib.request.urlopen(link)
        again.value.close()
        assert again.value.code == 410
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        server.terminate()
        assert server.wait(60) == 0
    time.sleep(0.1)
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = config_in(tmp_path / "data"), config_in(tmp_path / "data")
    assert first == second
    assert len(first.secret) > 60
    if os.name == "posix":
        assert (tmp_path / "data" / "secret.txt").stat().st_mode & 0o777 == 0o600


def test_a_new_secret_stands_above_those_that_were_before_it(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("new\nold\n", "utf-8")
    config = config_in(tmp_path)
    assert (config.secret, config.earlier_secrets) == ("new", ("old",))
    (tmp_path / "secret.txt").write_text("\n", "utf-8")
    with pytest.raises(ConfigUnusable, match="in it is empty"):
        config_in(tmp_path)


def test_a_file_of_settings_is_read_and_a_slip_in_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text('data = "here"\nhosts = ["a.example.org"]\nhttps = true\n', "utf-8")
    config = config_from(path)
    assert (config.data, config.hosts, config.is_https) == (
        (tmp_path / "here").resolve(),
        ("a.example.org",),
        True,
    )
    for text, words in (
        ('data = "x"\nhost = "a"', "“host” is not known"),
        ('data = "x"\nport = "80"', "“port” is not known, or not of its kind"),
        ("port = 80", "names no folder"),
        ("data = ", "is no TOML file"),
        ("hosts = " + "[" * 100_000, "it is nested too deeply"),
        (f"port = {'9' * 5_000}", "is no TOML file: Exceeds the limit"),
        ('data = "x"\nport = 70000', "“port” is a number from 0 to 65535"),
        ('data = "x"\nhosts = [1]', "“hosts” is a list of names"),
        ('data = "x\\u0000"', "cannot be used (embedded null byte)"),
        ('data = "x"\ndatabase = "postgresql://a:secret@b:c/d"', "is given as postgresql://USER"),
        ('data = "x"\ndatabase = "mysql://a/b"', "is given as postgresql://USER"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(ConfigUnusable) as refused:
            config_from(path)
        assert words in str(refused.value)
        assert "secret@" not in str(refused.value)


PROVIDER = """data = "x"
[openid]
name = "Staff sign-in"
issuer = "https://login.example.org/tenant/"
client_id = "clausewise"
"""


def test_a_server_for_e_mail_is_named_with_a_password_that_stands_elsewhere(
    tmp_path: Path,
) -> None:
    path = tmp_path / "team.toml"
    (tmp_path / "password.txt").write_text("secret\n", "utf-8")
    said = 'data = "here"\nmail_host = "mail.example.org"\nmail_port = 587\n'
    more = 'mail_security = "starttls"\nmail_user = "us"\nmail_password_file = "password.txt"\n'
    path.write_text(said + more, "utf-8")
    own = settings_for(config_from(path))
    assert (own["EMAIL_PORT"], own["EMAIL_USE_TLS"], own["EMAIL_USE_SSL"]) == (587, True, False)
    assert (own["EMAIL_HOST_USER"], own["EMAIL_HOST_PASSWORD"]) == ("us", "secret")
    for wrong, words in (("mail_port = 0", "mail_port"), ('mail_security = "ssl3"', "starttls")):
        path.write_text(f'data = "here"\n{wrong}\n', "utf-8")
        with pytest.raises(ConfigUnusable, match=words):
            config_from(path)


def test_a_provider_of_sign_in_is_named_with_a_secret_that_stands_elsewhere(
    tmp_path: Path,
) -> None:
    path = tmp_path / "team.toml"
    (tmp_path / "secret.txt").write_text("from a file\n", "utf-8")
    path.write_text(PROVIDER + 'secret_file = "secret.txt"\n', "utf-8")
    expected = OpenIdProvider(
        "Staff sign-in", "https://login.example.org/tenant", "clausewise", "from a file"
    )
    assert config_from(path).openid == expected
    path.write_text(PROVIDER + 'secret_variable = "OWN"\n', "utf-8")
    found = config_from(path, {"OWN": "from the environment"}).openid
    assert found == replace(expected, secret="from the environment")
    for text, words in (
        (PROVIDER + 'secret_variable = "OTHER"', "lacks “secret_file or secret_variable”"),
        (PROVIDER + 'secret_file = "none.txt"', "the file none.txt that it names cannot be read"),
        (PROVIDER + 'secret = "here"', "“secret” is not known"),
        (PROVIDER.replace("https", "http") + 'secret_file = "secret.txt"', "begin with https://"),
        (PROVIDER.replace("client_id", "name2"), "“name2” is not known"),
        ('data = "x"\npasswords = false', "it has no passwords and no [openid]"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(ConfigUnusable) as refused:
            config_from(path, {"OWN": "from the environment"})
        assert words in str(refused.value), text


def test_a_team_asks_for_a_second_factor_unless_its_settings_say_otherwise(
    tmp_path: Path,
) -> None:
    path = tmp_path / "team.toml"
    path.write_text('data = "x"', "utf-8")
    assert config_from(path).second_factor
    assert not config_in(tmp_path / "own").second_factor
    path.write_text('data = "x"\nsecond_factor = false', "utf-8")
    assert not config_from(path).second_factor


def test_the_owner_of_a_one_person_server_has_every_role_but_a_provider_s() -> None:
    free = [role for role in PersonRole if role not in OF_ORGANISATIONS]
    assert [role.value for role in free] == [
        "assessor",
        "commissioner",
        "auditor",
        "administrator",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "The database {data}/clausewise.sqlite3 cannot be used (file is not a database)"),
        (
            'database = "postgresql://nurse:hunter2@127.0.0.1:1/none"\n',
            "The database of the settings cannot be used (",
        ),
        ('address = "192.0.2.1"\nport = 8000\n', "Nothing can answer on 192.0.2.1:8000 ("),
    ],
    ids=["no database", "a database that does not answer", "an address that is another's"],
)
def test_what_a_server_needs_and_cannot_use_is_said(
    tmp_path: Path, settings: str, said: str
) -> None:
    config, data = tmp_path / "team.toml", tmp_path / "data"
    config.write_text(f'data = "data"\n{settings}', "utf-8")
    if not settings:
        data.mkdir()
        (data / "clausewise.sqlite3").write_bytes(b"GIF89a" * 900)
    command = (sys.executable, "-m", "clausewise", "serve", "--config", str(config))
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr[: len(said.format(data=data))]) == (
        2,
        said.format(data=data),
    )
    assert "hunter2" not in done.stderr
    assert "Traceback" not in done.stderr
