"""What stands on the page, as plain data: every text is ready to be read, and none of it is markup yet."""

from __future__ import annotations

from attrs import frozen

from ankang_rules.explain.tree import Branch


@frozen
class Badge:
    """A status as it is shown: *key* picks the colour; the sign and the word say it without."""

    key: str
    mark: str
    word: str


@frozen
class Count:
    """How many ended in one status; *start* and *width* are its place in a bar that is 100 wide."""

    badge: Badge
    number: int
    text: str
    start: str = "0"
    width: str = "0"


@frozen
class Bar:
    """How many ended how, as a picture: *counts* without those that are none, and the same as a sentence."""

    counts: tuple[Count, ...]
    text: str


@frozen
class LineView:
    """One line of an argument: *badge* is None for a remark."""

    depth: int
    badge: Badge | None
    observed: str
    required: str = ""
    margin: str = ""
    aside: str = ""


@frozen
class CaseView:
    """How a rule about each unit of a level ended for some of them, which *name* names: the same is to be said."""

    name: str
    badge: Badge
    lines: tuple[LineView, ...]


@frozen
class Note:
    """A titled remark: what is missing, what would settle it, the fix, the evidence."""

    kind: str
    title: str
    texts: tuple[str, ...]


@frozen
class StepView:
    """One part of a rule, step by step: *title* is its keyword in the reader's language."""

    title: str
    tree: Branch


@frozen
class RuleView:
    """A rule and how it ended. *steps* are the whole trace, empty where it is left to the page of the unit."""

    anchor: str
    id: str
    title: str
    clause: str
    badge: Badge
    remarks: tuple[str, ...] = ()
    lines: tuple[LineView, ...] = ()
    cases: tuple[CaseView, ...] = ()
    rest: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    steps: tuple[StepView, ...] = ()


@frozen
class Named:
    """Rules that ended so, by name: there is no room for more. *remark* says so where they were carried forward."""

    badge: Badge
    titles: tuple[str, ...]
    remark: str = ""


@frozen
class GroupView:
    """A group with its rules, and those that are only *named*; *badge* is None for one of nothing but advice."""

    anchor: str
    title: str
    clause: str
    badge: Badge | None
    verdict: str
    bar: Bar
    rules: tuple[RuleView, ...]
    named: tuple[Named, ...] = ()


@frozen
class ToDo:
    """A rule to do something about: where it stands, who asks it where that is a unit above, and what is short."""

    anchor: str
    title: str
    clause: str
    who: str
    badge: Badge
    lines: tuple[str, ...]


@frozen
class Mend(ToDo):
    """A rule that fails, and what would mend it."""

    fixes: tuple[Note, ...] = ()


@frozen
class Due(ToDo):
    """A rule that falls due, and when."""

    when: str = ""


@frozen
class HandIn:
    """A fact to hand in; *waiting* says how many rules wait for it, where it is more than one."""

    name: str
    waiting: str


@frozen
class Source:
    """Where facts are collected, and which are missing from there."""

    name: str
    facts: tuple[HandIn, ...]


@frozen
class Listing:
    """Lines under a title of their own."""

    title: str
    lines: tuple[str, ...]


@frozen
class First:
    """What to do first: what to mend, what to hand in (and *later*, under *more*), what falls due.

    *by* says until when, where the next visit is known; *coming* is what that visit asks for beyond.
    """

    mend: tuple[Mend, ...] = ()
    hand_in: tuple[Source, ...] = ()
    later: tuple[Source, ...] = ()
    handed_in: str = ""
    more: str = ""
    due: tuple[Due, ...] = ()
    by: str = ""
    coming: tuple[Listing, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mend or self.hand_in or self.due or self.coming)


@frozen
class Cell:
    """A group of one unit on the wall map: how it ended, and how many rules made it so."""

    badge: Badge | None
    number: str
    text: str


@frozen
class UnitRef:
    """A unit by name; *anchor* leads to what the page says of it, empty where it says no more."""

    name: str
    anchor: str = ""


@frozen
class WallRow:
    """A unit on the wall map: its groups, and of each level below it how many units ended how."""

    unit: UnitRef
    badge: Badge
    cells: tuple[Cell, ...]
    below: tuple[Bar, ...] = ()


@frozen
class Wall:
    """The units of a level against the groups that they are judged by."""

    title: str
    unit_title: str
    groups: tuple[str, ...]
    levels: tuple[str, ...]
    rows: tuple[WallRow, ...]
    more: str = ""


@frozen
class Reason:
    """Units that ended so by the same rules: the first few *units*, and the *others* under *more*."""

    badge: Badge
    count: str
    rules: tuple[str, ...]
    units: tuple[UnitRef, ...]
    others: tuple[UnitRef, ...] = ()
    more: str = ""


@frozen
class LevelView:
    """A level below: how many units ended how, what is odd about it, and by which rules they did."""

    title: str
    bar: Bar
    remarks: tuple[str, ...]
    reasons: tuple[Reason, ...]
    more: tuple[str, ...] = ()


@frozen
class Asked:
    """What a unit above asks of this one."""

    who: str
    rules: tuple[RuleView, ...]


@frozen
class UnitView:
    """A unit: its verdict, its groups, what to do first, and its rules as far as there is room for them."""

    anchor: str
    name: str
    path: str
    depth: int
    ruleset: str
    badge: Badge
    bar: Bar
    facts: tuple[str, ...]
    groups: tuple[GroupView, ...]
    loose: GroupView | None
    first: First
    asked: tuple[Asked, ...] = ()
    walls: tuple[Wall, ...] = ()
    levels: tuple[LevelView, ...] = ()
    remarks: tuple[str, ...] = ()
    own_page: str = ""
    is_top: bool = False


@frozen
class Pair:
    """A line of what makes the report repeatable."""

    title: str
    texts: tuple[str, ...]


@frozen
class Page:
    """The whole page."""

    lang: str
    title: str
    unit: UnitView
    units: tuple[UnitView, ...]
    left_out: str
    legend: tuple[Badge, ...]
    made: tuple[Pair, ...]
