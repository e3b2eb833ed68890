"""The password of a mailbox, from where its table says: the environment, a command, the system's keyring.

It is returned and held by nobody here. No sentence repeats it, nor any part of what a command printed.
"""

from __future__ import annotations

import os
import re
import subprocess

from assistant.errors import UsageProblem
from assistant.settings.mailboxes import MailboxSettings

SERVICE = "regulator-assistant"
"""Under which name the system's keyring holds our passwords."""
COMMAND_PATIENCE = 120.0
"""Seconds for a password command: a person may have to unlock something."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def secret_of(name: str, mailbox: MailboxSettings) -> str:
    """The password of the mailbox called `name`; raises `UsageProblem` that says what to do."""
    where = f"mailboxes.{name}"
    if mailbox.keyring:
        return _printable(_from_keyring(keyring_name(mailbox), where), where)
    return secret_from(where, mailbox.password_env, mailbox.password_command)


def secret_from(where: str, variable: str, command: tuple[str, ...]) -> str:
    """The secret in an environment variable, else the first line that a command prints; raises `UsageProblem`.

    `where` names the table that asks for it.
    """
    return _printable(_from_environment(variable, where) if variable else _from_command(command, where), where)


def _printable(secret: str, where: str) -> str:
    if _CONTROL.search(secret):
        raise UsageProblem("its password holds a control character, which no server takes", where=where)
    return secret


def keyring_name(mailbox: MailboxSettings) -> str:
    """Under which user name the keyring holds the password: never the same for two servers."""
    return f"{mailbox.user}@{mailbox.host}"


def _from_environment(variable: str, where: str) -> str:
    secret = os.environ.get(variable, "")
    if not secret:
        raise UsageProblem(
            f"there is no password in the environment variable {variable}",
            where=where,
            hint=f"Set {variable} for this command, or name another source in the configuration.",
        )
    return secret


def _from_command(command: tuple[str, ...], where: str) -> str:
    hint = "Run it by hand to see why; it is started without a shell, with the words of password_command as they are."
    try:
        run = subprocess.run(  # noqa: S603 - the user's own words, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_PATIENCE, check=False
        )
        line = run.stdout.partition(b"\n")[0].removesuffix(b"\r").decode("utf-8")
    except subprocess.TimeoutExpired:
        raise UsageProblem(
            f"its password command {command[0]!r} took more than {COMMAND_PATIENCE:g} seconds", where=where, hint=hint
        ) from None  # the exception holds what was printed
    except UnicodeDecodeError:
        raise UsageProblem(f"its password command {command[0]!r} printed no UTF-8", where=where, hint=hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it holds a character that no command can"
        raise UsageProblem(
            f"its password command {command[0]!r} cannot be run: {reason}", where=where, hint=hint
        ) from error
    if run.returncode:
        raise UsageProblem(
            f"its password command {command[0]!r} failed with exit code {run.returncode}", where=where, hint=hint
        )
    if not line:
        raise UsageProblem(f"its password command {command[0]!r} printed no password", where=where, hint=hint)
    return line


def _from_keyring(user: str, where: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - an extra, and heavy
        from keyring.errors import KeyringError  # noqa: PLC0415 - the same
    except ImportError:
        raise UsageProblem(
            "keyring = true needs one more package", where=where, hint="pip install 'regulator-assistant[keys]'"
        ) from None
    try:
        secret = keyring.get_password(SERVICE, user)
    except (KeyringError, OSError, RuntimeError) as error:
        raise UsageProblem(
            f"the system's keyring cannot be opened here ({type(error).__name__})",
            where=where,
            hint="Without a desktop session there is often none: use password_env or password_command instead.",
        ) from None
    if not secret:
        raise UsageProblem(
            "the system's keyring holds no password for it", where=where, hint=f"keyring set {SERVICE} {user}"
        )
    return secret
