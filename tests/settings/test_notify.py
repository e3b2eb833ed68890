"""The `[notify.NAME]` tables: what holds, and the sentence for what does not."""

from __future__ import annotations

import pytest

from assistant.config import Settings, parse
from assistant.errors import UsageProblem

REGULATOR = """
[company]
domains = ["northwind.example"]
[regulators.OFCOM]
addresses = ["office@Ofcom.example", "kim@northwind.example"]
domains = ["*.regulator.example", "büro.example"]
[[regulators.OFCOM.contacts]]
name = "Kim"
address = "kim@chambers.example"
"""
POST = {"type": '"webhook"', "url": '"https://hooks.example.com/a"'}
MAIL = {
    "type": '"mail"',
    "to": '["ana@northwind.example"]',
    "sender": '"assistant@northwind.example"',
    "host": '"mail.northwind.example"',
}


def settings(usual: dict[str, str], name: str = "office", **changes: str) -> Settings:
    """The configuration with one destination; an empty change leaves a key out."""
    lines = [f"{key} = {value}" for key, value in (usual | changes).items() if value]
    return parse("\n".join([REGULATOR, f"[notify.{name}]", *lines]), "assistant.toml")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"token_env": '"HOOK"'},
        {"url": '"https://hooks.example.com/{token}"', "token_command": '["pass", "hook"]'},
        {"url": '"http://127.0.0.1:8080/a"'},
        {"type": '"ntfy"', "topic": '"reg-2"'},
        {"type": '"teams"', "severity": '"high"', "owners": '["Ana"]', "regulators": '["OFCOM"]'},
    ],
)
def test_what_holds_is_taken(changes: dict[str, str]) -> None:
    assert list(settings(POST, **changes).notify) == ["office"]


def test_mail_needs_a_server_a_sender_and_colleagues() -> None:
    found = settings(MAIL, security='"starttls"', user='"x"', password_env='"P"').notify["office"]
    assert (found.port_number, found.place) == (587, "mail.northwind.example")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": '"fax"'}, "`type` is 'fax'; it can be webhook, slack, teams, ntfy, mail"),
        ({"url": ""}, "`url` is missing"),
        ({"url": '"hooks.example.com"'}, "`url` is missing or no address"),
        ({"url": '"https://"'}, "`url` is missing or no address"),
        ({"url": '"https://[::1/"'}, "`url` is missing or no address"),
        ({"url": '"https://a.example/ b"'}, "`url` is missing or no address"),
        ({"url": '"http://hooks.example.com/"'}, "`url` can be http:// only for this machine itself"),
        ({"url": '"https://user:pw@hooks.example.com/"'}, "`url` holds a user or password"),
        ({"url": '"https://{token}.example.com/"', "token_env": '"T"'}, "`url` can hold {token} only behind the host"),
        ({"url": '"https://example.com/{token}"'}, "`url` can hold {token} only behind the host, and with `token_env`"),
        ({"token_env": '"T"', "token_command": '["t"]'}, "`token_command` and `token_env` both say"),
        ({"severity": '"bad"'}, "`severity` is 'bad'"),
        ({"topic": '"x"'}, "`topic` has no meaning for a destination of type webhook"),
        ({"to": '["a@b.example"]'}, "`to` has no meaning"),
        ({"type": '"ntfy"'}, "`topic` is missing"),
        ({"type": '"ntfy"', "topic": '"../x"'}, "`topic` is missing or no topic"),
    ],
)
def test_what_cannot_hold_is_named_with_its_table_and_key(changes: dict[str, str], said: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        settings(POST, **changes)
    assert said in str(problem.value)
    assert str(problem.value).startswith("assistant.toml: in [notify.office]")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": ""}, "`to` is missing"),
        ({"to": '["Ana <ana@northwind.example>"]'}, "is not an address"),
        ({"to": '["ana@northwind.example\\nBcc: x@y.example"]'}, "is not an address"),
        ({"sender": ""}, "`sender` ('') is not an address"),
        ({"host": ""}, "`host` is missing"),
        ({"security": '"none"'}, "`security` can be none only for this machine itself"),
        ({"security": '"ssl"'}, "`security` is 'ssl'"),
        ({"port": "0"}, "`port` is 0"),
        ({"user": '"x"'}, "`user` and the source of its password go together"),
        ({"password_env": '"X"'}, "`user` and the source of its password go together"),
        ({"url": '"https://a.example"'}, "`url` has no meaning for a destination of type mail"),
    ],
)
def test_the_same_for_mail(changes: dict[str, str], said: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        settings(MAIL, **changes)
    assert said in str(problem.value)


@pytest.mark.parametrize(
    "address",
    [
        "office@ofcom.example",
        "OFFICE@OFCOM.EXAMPLE",
        "office+reminders@ofcom.example",
        "anybody@ofcom.example",
        "a@mail.ofcom.example",
        "a@regulator.example",
        "a@deep.within.regulator.example.",
        "a@xn--bro-hoa.example",
        "kim@chambers.example",
        "kim@northwind.example",
    ],
)
def test_a_regulators_address_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem, match=r"`to` .* the assistant never sends anything to a regulator"):
        settings(MAIL, to=f'["ana@northwind.example", "{address}"]')


def test_nor_does_mail_come_from_one_since_what_is_not_delivered_goes_back_there() -> None:
    with pytest.raises(UsageProblem, match=r"`sender` .* never sends anything to a regulator, and what cannot be"):
        settings(MAIL, sender='"desk@regulator.example"')


@pytest.mark.parametrize("address", ["a@notregulator.example", "a@regulator.example.com", "sam@northwind.example"])
def test_an_address_that_only_resembles_it_is_not(address: str) -> None:
    assert settings(MAIL, to=f'["{address}"]').notify["office"].to == (address,)


@pytest.mark.parametrize("host", ["regulator.example", "hooks.REGULATOR.example", "ofcom.example.", "büro.example"])
def test_a_server_of_a_regulator_is_refused(host: str) -> None:
    with pytest.raises(UsageProblem, match="`url`"):
        settings(POST, url=f'"https://{host}/hook"')
    with pytest.raises(UsageProblem, match="`host`"):
        settings(MAIL, host=f'"{host}"')


@pytest.mark.parametrize("name", ['"a b"', '"all"', '"stdout"', '"ALL"', '""'])
def test_a_destination_has_a_plain_name_of_its_own(name: str) -> None:
    with pytest.raises(UsageProblem, match="cannot name a destination"):
        settings(POST, name=name)


def test_a_secret_in_the_file_is_an_unknown_key() -> None:
    with pytest.raises(UsageProblem, match="unknown key `token`"):
        settings(POST, token='"sesame"')


@pytest.mark.parametrize("value", ["0", "-1", '"2 days"'])
def test_a_check_is_stale_after_a_whole_number_of_days(value: str) -> None:
    with pytest.raises(UsageProblem, match="stale_after_days"):
        parse(f"[unattended]\nstale_after_days = {value}\n")
