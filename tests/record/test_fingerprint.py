"""When two mails are one, and when they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from assistant.record.fingerprint import fingerprint
from assistant.record.kinds import Attachment, Message, Party

LETTER = Message(
    "in",
    "email",
    subject="Re: Licence conditions",
    text="Dear Ms Malik,\n\nThe conditions are under review.\n\nA. Khan",
    sender=Party("A. Khan", "a.khan@pta.gov.pk"),
    to=(Party("", "sara@northwind.example"),),
    cc=(Party("", "b@berec.europa.eu"),),
    sent="2020-10-12T14:30:00+05:00",
    message_id="1@pta.gov.pk",
)
MARK = fingerprint(LETTER)
LIST_FOOTER = (
    "\n_______________________________________________\nPolicy mailing list\nhttps://lists.northwind.example/policy\n"
)
GROUP_FOOTER = "\n\n-- \nYou received this message because you are subscribed to the group Policy.\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"received": "2020-10-12T14:31:00+05:00", "source": "another mailbox", "authentication": "spf=pass, by mx"},
        {"sent": "2020-10-12T09:30:00Z"},
        {"sender": Party("Khan", "A.Khan@PTA.gov.pk")},
        {"to": (Party("", "omar@northwind.example"),)},
        {"to": (Party("", "IMCEAEX-_O=X_CN=SARA@relay.example"), Party("", "sara@northwind.example"))},
        {"subject": "[EXTERNAL] Re: Licence conditions"},
        {"subject": "Re: [Policy] Licence conditions"},
        {"subject": "*** SPAM *** Re:  Licence  conditions"},
        {"subject": "External: Re: Licence conditions"},
        {"text": LETTER.text.replace("\n\n", " \n \n\n")},
        {"text": LETTER.text + LIST_FOOTER},
        {"text": LETTER.text + GROUP_FOOTER},
        {"text": LETTER.text + "\n\nThis email has been checked for viruses by a scanner.\n"},
        {"text": "CAUTION: This email comes from outside of the company.\nDo not click on links.\n\n" + LETTER.text},
        {"text": "[External sender] Take care.\n\n" + LETTER.text},
    ],
)
def test_the_same_mail_out_of_another_mailbox_is_a_copy(changes: dict[str, object]) -> None:
    assert fingerprint(structs.replace(LETTER, **changes)) == MARK


@pytest.mark.parametrize(
    "changes",
    [
        {"message_id": "2@pta.gov.pk"},
        {"sender": Party("A. Khan", "a.khan@pemra.gov.pk")},
        {"cc": ()},
        {"to": (Party("", "sara@lawyers.example"),)},
        {"sent": "2020-10-12T14:30:01+05:00"},
        {"sent": None},
        {"subject": "Re: Licence fees"},
        {"subject": "[EXTERNAL]"},
        {"text": "The conditions are under review."},
        {"text": LETTER.text.replace("under review", "final")},
        {"text": LETTER.text + "\n\n-- \nA. Khan, Director\n"},
        {"text": LETTER.text + "\n____________________\nP.S. Please answer by Friday.\n"},
        {"text": "Please note.\n\n" + LETTER.text},
        {"attachments": (Attachment("notice.pdf", "application/pdf", 1, "00"),)},
    ],
)
def test_another_mail_with_the_same_id_is_another(changes: dict[str, object]) -> None:
    assert fingerprint(structs.replace(LETTER, **changes)) != MARK


def test_a_text_that_is_all_banner_is_told_from_another() -> None:
    warnings = [structs.replace(LETTER, text=f"Warning: {what}") for what in ("fees are due", "a hearing is set")]
    assert len({fingerprint(message) for message in warnings}) == 2


@given(st.text(st.sampled_from("aB.\t\n\r\v\f\x1c\x1f\x85\xa0\u2003é  ")))
def test_white_space_of_any_kind_is_one_blank(text: str) -> None:
    plain = structs.replace(LETTER, text=" ".join(text.split()))
    assert fingerprint(structs.replace(LETTER, text=text)) == fingerprint(plain)
