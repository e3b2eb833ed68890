"""What the author newly wrote is kept, whatever stands around it; and what only looks foreign is kept too."""

from __future__ import annotations

import pytest

from assistant.mail.decoding.html_text import html_to_text
from assistant.mail.written.passages import MOST_LINES
from assistant.mail.written.quoting import newly_written, passages

SAID = "On Mon, Oct 12, 2020 at 2:30 PM Sara Malik <sara@northwind.example> wrote:"
BLOCK = "From: Sara Malik\nSent: Monday, October 12, 2020 2:30 PM\nTo: Enforcement\nSubject: List A"


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Yes.\n\nOn Mon, 12 Oct 2020, Sara wrote:\n> When?\n>\n> Sara", "Yes."),
        ("Yes.\n\nOn Mon, 12 Oct 2020 at 14:30, Sara Malik\n<sara@northwind.example> wrote:\n> When?", "Yes."),
        ("Yes.\n-- \nAli\nDirector\n\nOn Monday Sara wrote:\n> When?", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Sara\n\nWhen?", "Yes."),
        ("Yes.\n> When?", "Yes."),
        ("> When?\nIn two weeks.\n> Why?\nBecause.", "In two weeks.\n\nBecause."),
        ("On Monday Sara wrote:\n> When?\n\nTomorrow.", "Tomorrow."),
        ("On Monday Sara wrote:\n> When?", ""),  # nothing new: all of it is kept
        ("-----Original Message-----\nForwarded without a word", ""),
        ("Sara Malik wrote:\n> When?\nTomorrow.", "Tomorrow."),
        ("\"Sara Malik\" <sara@northwind.example> writes:\n\n> When?\n\nTomorrow.", "Tomorrow."),
        (f"Yes.\n\n{SAID}\n\n| When?\n| And where?\n\nIn Lahore.", "Yes.\n\nIn Lahore."),
        (f"{SAID}\n\nSM> When?\nTomorrow.\nSM> Where?\nIn Lahore.", "Tomorrow.\n\nIn Lahore."),
        (f"Yes.\n\n{SAID}\n\nWhen?\n\nOn Oct 9, 2020, at 09:00, Ali <a@b.example> wrote:\n\nToday.", "Yes."),
        (f"Yes.\n\nSent from my iPhone\n\n{BLOCK}\n\nWhen?", "Yes."),
        (f"Yes.\n\n{BLOCK}\nCc: Ali <ali@northwind.example>;\n\tSana <sana@northwind.example>\n\nWhen?", "Yes."),
        ("Yes.\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n" + BLOCK, "Yes."),
        ("Oui.\n\nMessage du : 12/10/2020 14:30\nDe : sara@pta.gov.pk\nA : Ali\nSujet : Liste A\n\nWhen?", "Oui."),
        ("Yes.\n\n> Begin\n> of it\n\nAnd more.\n\n-- \nAli", "Yes.\n\nAnd more."),
        ("Yes.\n\n> long <https://pta.gov.pk/a\n> b>\n", "Yes."),
    ],
)  # fmt: skip
def test_history_goes_and_answers_stay(text: str, reply: str) -> None:
    assert newly_written(text) == reply


LETTER_BY_MEMO = """MEMORANDUM

From: Director (Enforcement)
To: All LDI licensees
Date: 12 October 2020
Subject: Removal of content

The links in List A are to be removed."""

PROSE = [
    "",
    "Just this.",
    "We refer to what you wrote:\nnot a quotation",
    "From: our office\nTo: whom it may concern\n\nPlease provide the timelines.",
    LETTER_BY_MEMO,
    LETTER_BY_MEMO.replace("Date: 12 October 2020\n", ""),
    "The hearing:\n\nFrom: 10:00\nTo: 12:30\nDate: 12 October 2020\nSubject: List A\n\nPlease confirm.",
    "On 12 October 2020 you wrote:\n\nThe links will be removed.\n\nThey were not.",
    "On Monday, 12 October 2020 at 14:30, the Director wrote:\n\nRemove the links.\n\nWe object.",
    "As for the rest, on 12.10.2020 we wrote:\n\nNothing is owed.\n\nThat still holds.",
    "This letter is confidential and privileged. You must not disclose it to anybody.",
    "Please treat this as confidential.\n\nIf you are not the addressee of the order, tell us who is.",
    "Please answer until Monday.\n\nThis email and any later one are to be answered in writing.",
    "One.\n--\nThe second chapter. It is long.\n--\nThe third chapter follows from it.",
    "Yes.\n-- \n" + "\n".join(f"line {n}" for n in range(30)),  # too long for a signature
    "The notice was sent from our headquarters.\nSent from our headquarters, it reached you on Monday.",
    "Sent from my office, the letter went by courier. Please confirm.",
    "The delay exceeds\n> 10 days in all cases",
    "We write on the matter.\n>From the ministry we heard nothing.",
    "Type\n>>> import this\nand read.",
    "Dates\n>> Time is limited <<\nplease answer",
    "See <https://pta.gov.pk/a/very/long\n> for the text.",
    "Original message: the one of 12 October.\nForwarded message: none.",
    "---------- List A ----------\n1. first\n2. second\n____________\nTotal: 2",
    "CAUTION is needed here: links in List A lead to harmful pages. Do not click on them without protection.",
    "The request came from outside the Authority.\n\nPlease answer it.",
    "Do not click on links in mails from an external sender.\n\nAli",
    "External senders complained. Be cautious.\n\nAli",
    "External counsel has replied.\nPlease see the attachments.",
    "1. Item:\n2. wrote:\n3. schrieb:\n4. a écrit :",
    "The following said:\n    set in by the author\n\nand that is his own.",
]  # fmt: skip


@pytest.mark.parametrize("text", PROSE)
def test_a_text_that_only_looks_like_history_is_kept_whole(text: str) -> None:
    assert newly_written(text) == ""
    assert {part.kind for part in passages(text)} == {"new"}


@pytest.mark.parametrize(
    "remark",
    ["Please see our responses below in red.", "Our answers are inline.", "Antworten unten in blau.", "Voir en rouge."],
)
def test_history_that_the_author_answered_inside_is_kept(remark: str) -> None:
    text = f"Dear Sara,\n\n{remark}\n\nRegards\n\n{BLOCK}\n\n1. When?\nIn two weeks.\n2. Why?\nBecause."
    assert newly_written(text) == ""
    long = "\n\n".join([remark, *(f"Paragraph {n} of the answer." for n in range(20))])
    assert newly_written(f"{long}\n\n{BLOCK}\n\nWhen?") == long


def test_a_word_that_only_begins_like_such_a_remark_is_none() -> None:
    assert newly_written(f"Nothing changed in reduced tariffs.\n\n{BLOCK}\n\nWhen?").startswith("Nothing")


def test_a_forward_keeps_what_it_sends_on_and_loses_its_own_signature() -> None:
    sent_on = f"---------- Forwarded message ---------\n{BLOCK}\n\nWhen?\n\n> quoted there\n-- \nSara"
    assert newly_written(f"FYI\n-- \nAli\n\n{sent_on}") == f"FYI\n\n{sent_on}"
    assert [part.kind for part in passages(f"FYI\n\n{sent_on}")] == ["new", "forwarded"]
    apple = "Please see.\n\nBegin forwarded message:\n\n> From: Sara\n> Subject: List A\n>\n> When?"
    assert newly_written(apple) == ""


@pytest.mark.parametrize(
    ("subject", "answer", "reply"),
    [
        ("List A", True, "Please see."),
        ("RE: List A", False, "Please see."),
        ("[EXT] AW: Liste A", False, "Please see."),
        ("Re[2]: FW: List A", False, "Please see."),
        ("List A", False, ""),
        ("FW: RE: List A", True, ""),
        ("List A (fwd)", True, ""),
    ],
)
def test_who_answers_nothing_has_no_history_but_sends_it_on(subject: str, answer: bool, reply: str) -> None:
    assert newly_written(f"Please see.\n\n{BLOCK}\n\nWhen?", subject, answer=answer) == reply


@pytest.mark.parametrize(
    "banner",
    [
        "[EXTERNAL]",
        "CAUTION: This email originated from outside of the organization. Do not click links or open attachments "
        "unless you recognize the sender and know the content is safe.",
        "CAUTION: This email originated from outside of the organization. Do not\nclick links or open attachments "
        "unless you recognize the sender\nand know the content is safe.",
        "You don't often get email from sara@northwind.example. Learn why this is important <https://aka.ms/x>",
        "EXTERNAL EMAIL: Be cautious with links.\n________________________________",
        "ACHTUNG: Externe E-Mail! Klicken Sie nicht auf Links.",
    ],
)
def test_a_banner_at_the_top_goes(banner: str) -> None:
    assert newly_written(f"{banner}\n\nPlease provide the links.") == "Please provide the links."
    assert newly_written(f"{banner}\nPlease provide the links.") == "Please provide the links."
    assert newly_written(f"Please provide the links.\n\n{banner.partition('____')[0]}\n\nRegards") == ""


def test_a_banner_in_one_line_with_the_authors_words_stays() -> None:
    text = "CAUTION: This email originated from outside. Please provide the links by Monday."
    assert newly_written(f"{text}\n\nRegards") == ""


@pytest.mark.parametrize(
    "footer",
    [
        "_______________________________________________\nlicensees mailing list\nlicensees@lists.pta.gov.pk\n"
        "https://lists.pta.gov.pk/mailman/listinfo/licensees",
        "-- \nYou received this message because you are subscribed to the Google Groups \"licensees\" group.\n"
        "To unsubscribe from this group, send an email to licensees+unsubscribe@groups.example.\n"
        "To view this discussion on the web visit https://groups.example/d/1.",
        "--\nTo unsubscribe: https://lists.pta.gov.pk/leave",
    ],
)  # fmt: skip
def test_a_lists_footer_goes_below_the_answer_and_below_history(footer: str) -> None:
    assert newly_written(f"Yes.\n\n{footer}") == "Yes."
    assert newly_written(f"Yes.\n\n{SAID}\n> When?\n\n{footer}") == "Yes."
    assert newly_written(f"Yes.\n-- \nAli\n\n{footer}") == "Yes."
    assert newly_written(f"{footer}\n\nYes.") == ""


def test_every_addition_at_once_leaves_the_answer() -> None:
    notice = "This email and any attachments are confidential. If you are not the intended recipient, delete it."
    text = f"[EXTERNAL]\n\nYes.\n\nSent from my iPad\n-- \nAli\n\n{notice}\n\n{SAID}\n> When?\n\n---\nlist footer\n"
    kinds = ["banner", "new", "signature", "disclaimer", "attribution", "quoted", "new"]
    assert [part.kind for part in passages(text)] == kinds
    assert newly_written(text) == "Yes.\n\n---\nlist footer"


def test_a_text_of_nothing_but_additions_is_kept() -> None:
    assert newly_written(f"Sent from my iPhone\n\n{SAID}\n> When?") == ""
    assert newly_written("-- \nAli\nDirector") == ""


HTML = f"""<div>Yes.</div><p>Section 37 says:</p><blockquote>The Authority shall<br>give reasons.</blockquote>
<p>It did not.</p><div class="gmail_quote"><div class="gmail_attr">{SAID.replace("<", "&lt;")}</div>
<blockquote class="gmail_quote" style="border-left:1px solid">When?<br><br>Where?</blockquote></div>"""


def test_below_the_lines_that_are_looked_at_everything_is_kept() -> None:
    long = "Yes.\n> one\n" + "word\n" * MOST_LINES + "> two\nThe end."
    assert newly_written(long).startswith("Yes.\n\nword\n")
    assert newly_written(long).endswith("word\n> two\nThe end.")


def test_a_plain_quotation_in_html_is_the_authors_and_a_mail_programs_is_history() -> None:
    text = html_to_text(HTML)
    assert (
        newly_written(text) == "Yes.\n\nSection 37 says:\n\n    The Authority shall\n    give reasons.\n\nIt did not."
    )
    indented = '<blockquote class="gmail_quote" style="margin:0 0 0 40px;border:none;padding:0px">mine</blockquote>'
    assert html_to_text(indented) == "    mine"
    assert (
        html_to_text("<blockquote>a<blockquote type=cite>b</blockquote>c</blockquote>") == "    a\n\n    > b\n\n    c"
    )


def test_a_plain_quotation_below_an_attribution_is_history() -> None:
    text = html_to_text(f"<p>Yes.</p><p>{SAID.replace('<', '&lt;')}</p><blockquote>When?<p>Where?</blockquote><p>Soon.")
    assert newly_written(text) == "Yes.\n\nSoon."


def test_an_address_in_its_angles_is_text_in_html() -> None:
    assert html_to_text("<p>Sara <sara@northwind.example> wrote:</p>") == "Sara <sara@northwind.example> wrote:"
