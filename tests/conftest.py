"""What every test shares."""

from __future__ import annotations

from hypothesis import Phase, settings

# The same examples on every machine: a failure here is a failure everywhere. To look further:
# pytest --hypothesis-profile=explore. Of a mutant it is enough that it fails: nothing is shrunk.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=5000)
HOUSE = settings.get_profile("house")
settings.register_profile("mutants", HOUSE, phases=[Phase.explicit, Phase.generate])
settings.register_profile("few", settings.get_profile("mutants"), max_examples=12)
settings.load_profile("house")
