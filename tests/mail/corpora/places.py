"""Which public projects hold mail, and where in them. Names only: the mail stays where it is.

A project whose folder is absent is skipped; one that keeps Outlook files counts once those can be read.
"""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from assistant.mail.decoding.problems import ImportProblem
from assistant.mail.sources.sources import RawMail, find_mail

_NAMED = os.environ.get("ASSISTANT_MAIL_CORPORA", "")
ROOT = Path(_NAMED) if _NAMED else None
"""Read here once: the tests' own environment is emptied of what the person who runs them has set."""


class Corpus(Struct, frozen=True):
    name: str
    """`owner+repo`, as the folder is called."""
    globs: tuple[str, ...]
    """Its mail, relative to the folder."""
    licence: str
    fewest: int
    """Mails that are found there at least, so that a moved folder does not pass as success."""
    every: int = 1
    """Only each n-th file is read in the normal run; all with `TEST_SCALE` above 1."""

    @property
    def folder(self) -> Path | None:
        if self.name == "python+cpython":
            here = Path(sysconfig.get_paths()["stdlib"]) / "test"
        elif ROOT:
            here = ROOT / self.name
        else:
            return None
        return here if here.is_dir() else None

    def files(self) -> list[Path]:
        folder = self.folder
        if folder is None:
            return []
        return sorted({path for pattern in self.globs for path in folder.glob(pattern) if path.is_file()})


CORPORA = (
    Corpus("SpamScope+mail-parser", ("tests/mails/*",), "Apache-2.0", 20),
    Corpus("Webklex+php-imap", ("tests/messages/*.eml",), "MIT", 55),
    Corpus(
        "apache+james-mime4j", ("core/src/test/resources/**/*.msg", "mbox/src/test/resources/*/*"), "Apache-2.0", 80
    ),
    Corpus("apache+james-project", ("**/src/*/resources/**/*.eml",), "Apache-2.0", 120),
    Corpus("apache+spamassassin", ("t/data/nice/**/*", "t/data/spam/**/*"), "Apache-2.0", 120),
    Corpus("apache+tika", ("**/test-documents/testMSG*.msg", "**/test-documents/testRFC822*"), "Apache-2.0", 30),
    Corpus("bestpractical+rt", ("t/data/emails/**/*", "t/data/*/emails/*", "t/data/*/mails/*"), "GPL-2.0", 50),
    Corpus("djcb+mu", ("testdata/**/cur/*", "testdata/**/new/*", "testdata/testdir4/*"), "GPL-3.0-or-later", 45),
    Corpus("jhillyerd+enmime", ("testdata/**/*.raw", "dsn/testdata/*.raw"), "MIT", 85),
    Corpus("jstedfast+MimeKit", ("UnitTests/TestData/**/*.msg", "UnitTests/TestData/mbox/*.mbox.txt"), "MIT", 5),
    Corpus("KDE+kmime", ("autotests/data/*.mbox",), "LGPL-2.0-or-later", 25),
    Corpus("MailCore+mailcore2", ("unittest/data/*/input/**/*",), "BSD-3-Clause", 190),
    Corpus("mailgun+flanker", ("tests/fixtures/messages/**/*.eml",), "Apache-2.0", 3),
    Corpus("mailgun+talon", ("tests/fixtures/**/*.eml",), "Apache-2.0", 12),
    Corpus("mikel+mail", ("spec/fixtures/emails/**/*.eml",), "MIT", 95),
    Corpus("mysociety+alaveteli", ("spec/fixtures/files/*.eml", "spec/fixtures/files/*.email"), "AGPL-3.0", 40),
    Corpus("nodemailer+mailparser", ("test/fixtures/*.eml",), "MIT", 10),
    Corpus("notmuch+notmuch", ("test/corpora/**/*",), "GPL-3.0-or-later", 280),
    Corpus("okfde+froide", ("froide/**/testdata/*.txt",), "MIT", 20),
    Corpus("php-mime-mail-parser+php-mime-mail-parser", ("tests/mails/*",), "MIT", 45),
    Corpus("python+cpython", ("test_email/data/*.txt",), "PSF-2.0", 45),
    Corpus("redmine+redmine", ("test/fixtures/mail_handler/*.eml",), "GPL-2.0", 48),
    Corpus("rspamd+rspamd", ("test/functional/messages/**/*.eml",), "Apache-2.0", 200),
    Corpus("sisimai+set-of-emails", ("maildir/*/*.eml", "mailbox/mbox-*"), "BSD-2-Clause", 800),
    Corpus("stalwartlabs+mail-parser", ("resources/eml/**/*.eml",), "Apache-2.0 OR MIT", 100),
    Corpus("stdlib-js+datasets-spam-assassin", ("data/*/*.txt",), "CC0-1.0", 500, every=10),
    Corpus("thunderbird+thunderbird-android", ("backend/**/*.eml", "legacy/**/*.eml"), "Apache-2.0", 35),
    Corpus("zbateson+mail-mime-parser", ("tests/_data/emails/*.txt",), "BSD-2-Clause", 70),
    Corpus("Sicos1977+MSGReader", ("MsgReaderTests/SampleFiles/*.msg", "MsgReaderTests/SampleFiles/*.eml"), "MIT", 20),
    Corpus("TeamMsgExtractor+msg-extractor", ("example-msg-files/*.msg",), "GPL-3.0", 1),
    Corpus("bbottema+outlook-message-parser", ("src/test/resources/**/*.msg",), "Apache-2.0", 1),
    Corpus("scanny+python-oxmsg", ("tests/test_files/*.msg",), "MIT", 1),
)


def mails_of(corpus: Corpus, every: int) -> Iterator[RawMail | ImportProblem]:
    """The mails of each `every`-th file, as an import finds them."""
    for found in find_mail(corpus.files()[::every]):
        if isinstance(found, RawMail | ImportProblem):
            yield found
