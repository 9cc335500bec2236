"""What every test shares."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine: a failure here is a failure everywhere. To look further:
# pytest --hypothesis-profile=explore; quick is what mutants are tried with first
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=5000)
settings.register_profile("quick", settings.get_profile("house"), max_examples=12)
settings.load_profile("house")
