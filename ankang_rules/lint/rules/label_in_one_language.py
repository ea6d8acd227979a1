"""L714: label-in-one-language."""

from __future__ import annotations

from collections.abc import Iterator

from ankang_rules.diagnostics import Diagnostic
from ankang_rules.lint import messages
from ankang_rules.lint.base import Lint
from ankang_rules.lint.file import File
from ankang_rules.source import Language, Span
from ankang_rules.syntax import tree as t
from ankang_rules.syntax.parser import children


class LabelInOneLanguage(Lint):
    """A label in one language only, in a file that speaks both.

    ## What it finds

    A `zh` label without an `en` one, or the other way round, of anything that has labels, in a file in which
    something has labels in both.

    ## Why it matters

    Half of the readers get a name in a language they do not read, in the middle of a sentence of their own.

    ## Avoid

    ```rules
    indicator lifeguards : count in 人 zh "救生员" en "Lifeguards"
    rule lifeguards zh "救生员配备" clause "一1" must lifeguards ≥ 2 人
    ```

    ## Prefer

    ```rules
    indicator lifeguards : count in 人 zh "救生员" en "Lifeguards"
    rule lifeguards zh "救生员配备" en "Lifeguards on duty" clause "一1" must lifeguards ≥ 2 人
    ```

    ## Known gaps

    Texts after `fix`, `evidence` and `collected from` are passed over, and so is a thing without any label: its
    name may do for both.
    """

    code = "L714"
    name = "label-in-one-language"

    def find(self, file: File) -> Iterator[Diagnostic]:
        labels = [found for declaration in file.declarations for found in _labels(declaration)]
        if any(label.zh and label.en for label in labels):
            given = {rule.span.start: rule.labels for rule in file.core.rules if rule.span}
            for declaration in file.declarations:
                whole = given.get(declaration.span.start)
                if whole is None or not (whole.zh and whole.en):  # a rule may have the other label from its library
                    yield from (_one(label) for label in _labels(declaration) if bool(label.zh) != bool(label.en))


def _one(label: t.Labels) -> Diagnostic:
    has: Language = "zh" if label.zh else "en"
    text = label.zh or label.en or ""
    return messages.label_in_one_language(_place(label, text), text, has)


def _place(label: t.Labels, text: str) -> Span:
    return next((span for said, span in label.places if said == text), label.span)


def _labels(declaration: t.Declaration) -> Iterator[t.Labels]:
    stack: list[t.Node] = [declaration]
    while stack:
        node = stack.pop()
        if isinstance(node, t.Labels):
            yield node
        stack.extend(reversed(list(children(node))))
