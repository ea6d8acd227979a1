"""All lints, in the order of their codes; each stands in a file of its own."""

from ankang_rules.lint.base import Lint
from ankang_rules.lint.rules.advice_with_points import AdviceWithPoints
from ankang_rules.lint.rules.allow_without_reason import AllowWithoutReason
from ankang_rules.lint.rules.always_false_condition import AlwaysFalseCondition
from ankang_rules.lint.rules.always_true_condition import AlwaysTrueCondition
from ankang_rules.lint.rules.confusable_names import ConfusableNames
from ankang_rules.lint.rules.contradicting_rules import ContradictingRules
from ankang_rules.lint.rules.due_out_of_force import DueOutOfForce
from ankang_rules.lint.rules.excluded_middle import ExcludedMiddle
from ankang_rules.lint.rules.label_in_one_language import LabelInOneLanguage
from ankang_rules.lint.rules.label_number_mismatch import LabelNumberMismatch
from ankang_rules.lint.rules.money_without_unit import MoneyWithoutUnit
from ankang_rules.lint.rules.repeated_condition import RepeatedCondition
from ankang_rules.lint.rules.rule_without_clause import RuleWithoutClause
from ankang_rules.lint.rules.shadowed_exception import ShadowedException
from ankang_rules.lint.rules.threshold_out_of_range import ThresholdOutOfRange
from ankang_rules.lint.rules.unused_allow import UnusedAllow
from ankang_rules.lint.rules.unused_definition import UnusedDefinition
from ankang_rules.lint.rules.unused_indicator import UnusedIndicator
from ankang_rules.lint.rules.unused_member import UnusedMember
from ankang_rules.lint.rules.unused_parameter import UnusedParameter
from ankang_rules.lint.rules.vacuous_pass import VacuousPass

ALL: tuple[type[Lint], ...] = (
    RuleWithoutClause,
    UnusedIndicator,
    UnusedParameter,
    UnusedDefinition,
    UnusedMember,
    AlwaysTrueCondition,
    AlwaysFalseCondition,
    ThresholdOutOfRange,
    VacuousPass,
    ExcludedMiddle,
    RepeatedCondition,
    ContradictingRules,
    ShadowedException,
    LabelInOneLanguage,
    LabelNumberMismatch,
    AdviceWithPoints,
    DueOutOfForce,
    MoneyWithoutUnit,
    ConfusableNames,
    AllowWithoutReason,
    UnusedAllow,
)
