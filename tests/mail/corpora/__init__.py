"""Public collections of mail, read where they lie: none of it is in this tree.

`ASSISTANT_MAIL_CORPORA` names a folder that holds checkouts named `<owner>+<repo>`; without it these tests are skipped.
"""
