"""Calendars, durations, rules, gaps and their explanations: pure functions of what is given to them.

No store, no wall clock and no configuration file: `gaps(thread, rules, as_of)` gives the same result wherever it runs.
"""
