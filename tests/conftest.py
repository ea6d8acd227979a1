"""Hypothesis profiles: by default quick and the same every time; ANKANG_RULES_HYPOTHESIS=thorough looks for longer."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

COMMON: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": (HealthCheck.too_slow, HealthCheck.data_too_large),  # a ruleset takes many draws
    "phases": set(Phase) - {Phase.explain},  # which traces every line, and takes minutes for a whole ruleset
}

settings.register_profile("default", max_examples=60, derandomize=True, **COMMON)
settings.register_profile("thorough", max_examples=2000, **COMMON)
settings.load_profile(os.environ.get("ANKANG_RULES_HYPOTHESIS", "default"))
