"""What lints prove holds of every evaluation, and no ruleset that checks makes one raise."""

from collections.abc import Iterator

from hypothesis import given, note
from hypothesis import strategies as st

from ankang_rules.check.load import check_text
from ankang_rules.check.to_core import Checked
from ankang_rules.core import nodes as n
from ankang_rules.door import Ruleset
from ankang_rules.evaluate.results import RuleResult
from ankang_rules.evaluate.trace import Trace
from ankang_rules.lint.conditions import boolean_parts
from ankang_rules.lint.file import File
from ankang_rules.lint.run import lint
from ankang_rules.lint.settled import bounds, settled
from ankang_rules.model.outcome import Known
from ankang_rules.model.types import is_numeric
from ankang_rules.syntax.print import print_file
from ankang_rules.testing.strategies import asked_for, facts_for, rulesets


@st.composite
def checked(draw: st.DrawFn) -> Checked:
    text = print_file(draw(rulesets(size=2)), draw(st.sampled_from(("en", "zh"))))
    note(text)
    return check_text(text, "drawn.rules")


@st.composite
def compared(draw: st.DrawFn) -> str:
    """A condition over few facts and few numbers, so that some always and some never hold."""
    fact = draw(st.sampled_from(("swimmers", "lifeguards", "rate")))
    number = draw(st.sampled_from(("0%", "50%", "100%", "120%") if fact == "rate" else ("0", "1", "1.5", "2", "3")))
    atom = f"{fact} {draw(st.sampled_from(('=', '≠', '<', '≤', '>', '≥')))} {number}"
    both = f"swimmers + lifeguards {draw(st.sampled_from(('<', '≥')))} {draw(st.sampled_from(('0', '3')))}"
    return draw(st.sampled_from((atom, atom, "open", f"not ({atom})", both)))


@st.composite
def small_rules(draw: st.DrawFn) -> str:
    joined = draw(st.sampled_from((" and ", " or ")))
    condition = joined.join(f"({part})" for part in draw(st.lists(compared(), min_size=1, max_size=4)))
    return f"""ruleset t.t tier t
indicator swimmers : count in 人
indicator lifeguards : count in 人
indicator rate : share within 100%
indicator open : yes/no
rule r must {condition}"""


def traces(result: RuleResult) -> Iterator[Trace]:
    stack = [t for t in (result.condition, *result.whens, *result.exceptions) if t is not None]
    while stack:
        trace = stack.pop()
        yield trace
        stack.extend(trace.parts)


def agree(file: File, core_facts: dict[str, object], asked: dict[str, object]) -> None:
    """Evaluate on these facts, and compare all that is known with what was settled, and all numbers with bounds."""
    proved = {
        part.id: holds
        for expression in file.expressions()
        for part in boolean_parts(expression)
        if (holds := settled(part, file)) is not None
    }
    report = Ruleset(file.core).evaluate(core_facts, **asked)
    for rule in report.rules:
        for trace in traces(rule):
            if not isinstance(trace.outcome, Known):
                continue
            if trace.node.id in proved:
                assert proved[trace.node.id] == trace.outcome.value
            if is_numeric(trace.node.type) and not isinstance(trace.node, n.Units):
                low, high = bounds(trace.node)
                assert low is None or low <= trace.outcome.value
                assert high is None or trace.outcome.value <= high


@given(st.data())
def test_no_ruleset_makes_a_lint_raise_and_every_evaluation_agrees(data: st.DataObject) -> None:
    found = data.draw(checked())
    assert found.core is not None
    assert found.module is not None
    for finding in lint(found):
        assert finding.span is not None
        assert finding.span.source.name == "drawn.rules"
    agree(File(found.module, found.core), data.draw(facts_for(found.core)), data.draw(asked_for(found.core)))


@given(small_rules(), st.data())
def test_what_is_settled_holds_on_all_facts(text: str, data: st.DataObject) -> None:
    found = check_text(text, "t.rules")
    assert found.core is not None
    assert found.module is not None
    counts, shares = st.integers(0, 5), st.sampled_from(("-10%", "0%", "49%", "50%", "99%", "100%"))
    kinds = {"swimmers": counts, "lifeguards": counts, "rate": shares, "open": st.booleans()}
    for facts in data.draw(st.lists(st.fixed_dictionaries(kinds), min_size=1, max_size=4)):
        agree(File(found.module, found.core), facts, {})


def test_what_is_small_enough_to_be_tried_is_settled() -> None:
    """Each condition with what it comes to; None where some facts make it hold and others do not."""
    expected = {
        "swimmers ≥ 0": True,
        "0 ≤ swimmers": True,
        "swimmers < 0": False,
        "swimmers ≤ 5 or swimmers > 3": True,
        "swimmers > 5 and swimmers < 3": False,
        "swimmers > 1 and swimmers < 2": False,  # no whole number between
        "swimmers = 1.5": False,
        "rate ≤ 100%": True,
        "rate > 120%": False,
        "rate > 100% or open": None,
        "swimmers + lifeguards ≥ 0": True,
        "swimmers - lifeguards ≥ 0": None,
        "swimmers + lifeguards ≥ swimmers + lifeguards": True,
        "50% of swimmers < 0": False,
        "open and not open": False,
        "(swimmers < 0 or open) and (swimmers + lifeguards < 0)": False,
        "at least 1 of [swimmers > 2; swimmers ≤ 2]": True,
        "exactly 2 of [swimmers > 2; swimmers ≤ 2]": False,
        "swimmers is recorded": None,
        "day > 2014-01-01 or day ≤ 2014-01-01": None,  # a day may be reported as none
        "kind is one of {a, b}": None,  # the list is open
        "size is one of {a, b}": True,
    }
    head = """ruleset t.t tier t
indicator swimmers : count in 人
indicator lifeguards : count in 人
indicator rate : share within 100%
indicator open : yes/no
indicator day : date
open choices kinds { a, b }
indicator kind : one of kinds
indicator size : one of {a, b}
"""
    for condition, outcome in expected.items():
        found = check_text(f"{head}rule r must {condition}", "t.rules")
        assert found.core is not None, condition
        assert found.module is not None
        assert settled(found.core.rules[0].condition, File(found.module, found.core)) is outcome, condition
