"""Questions to the record, and answers whose every sentence can be checked.

The built-in answerer needs no network. A model is asked only where the configuration names one; what it says is held
against the entries it was given before anybody reads it.
"""
