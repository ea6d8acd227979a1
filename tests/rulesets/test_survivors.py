"""The cases of the packaged rulesets notice every change to them, but for those that are known, with a reason."""

from importlib.resources import files

import pytest
import yaml

from ankang_rules.testing.cases.case import run
from ankang_rules.testing.cases.suite import suites
from ankang_rules.testing.mutate.run import mutate

KNOWN = yaml.safe_load(files("ankang_rules.rulesets").joinpath("ankang", "survivors.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("ruleset", ["county", "town", "village", "programme"])
def test_every_change_is_noticed_or_known(ruleset: str) -> None:
    """Should one be new, add the case that notices it; should one be gone, take it off the list."""
    found, findings = suites([f"ankang.{ruleset}"])
    assert [] == findings
    ran = [run(case) for suite in found for case in suite.cases]
    assert [] == [one.case.where for one in ran if not one.holds]
    known = [key for kind in KNOWN for key in kind["changes"] if key.startswith(f"{ruleset}.")]
    assert sorted(known) == sorted(mutant.key for mutant in mutate(found[0].core, ran).survivors)


def test_every_reason_is_given_in_both_languages() -> None:
    assert all(kind["reason"]["zh"] and kind["reason"]["en"] and kind["changes"] for kind in KNOWN)
    changed = {key.partition(" ")[0].partition(".")[0] for kind in KNOWN for key in kind["changes"]}
    assert {"county", "town", "village", "programme"} >= changed
