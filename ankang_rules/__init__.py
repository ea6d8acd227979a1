"""Written standards, executable: load a ruleset, judge a unit's facts, and read why.

>>> import ankang_rules
>>> ruleset = ankang_rules.parse('''
... ruleset demo.county tier county
... indicator fund : money in 元
... indicator fixed deposits : money in 元
... rule enough on deposit must fixed deposits ≥ 50% of fund
... ''', name="demo.rules")
>>> report = ruleset.evaluate({"fund": "100 万元", "fixed deposits": "499_999 元"})
>>> report.status
<Status.FAIL: 'fail'>
"""

from ankang_rules.door import Report, Ruleset, load, parse
from ankang_rules.errors import AnkangRulesError, EngineError, FactsError, ReportError, RulesError
from ankang_rules.model.given import NONE
from ankang_rules.model.status import Status
from ankang_rules.model.version import VERSION

__version__ = VERSION

__all__ = [
    "NONE",
    "AnkangRulesError",
    "EngineError",
    "FactsError",
    "Report",
    "ReportError",
    "Ruleset",
    "RulesError",
    "Status",
    "load",
    "parse",
]
