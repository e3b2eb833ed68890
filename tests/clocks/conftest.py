"""Settings of the property tests: no time limit, so that a slow machine fails nothing."""

from hypothesis import settings

settings.register_profile("clocks", deadline=None, max_examples=60)
settings.load_profile("clocks")
