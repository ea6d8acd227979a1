"""Hypothesis profiles: quick by default; ANKANG_RULES_HYPOTHESIS=thorough looks for longer."""

import os

from hypothesis import HealthCheck, settings

SLOW_TO_DRAW = (HealthCheck.too_slow, HealthCheck.data_too_large)  # a whole ruleset takes many draws

settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=SLOW_TO_DRAW)
settings.register_profile("thorough", deadline=None, max_examples=2000, suppress_health_check=SLOW_TO_DRAW)
settings.load_profile(os.environ.get("ANKANG_RULES_HYPOTHESIS", "default"))
