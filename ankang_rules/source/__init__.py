"""What the author wrote, and where: a text with its name, a span of it, and a sentence in both languages.

This room knows nothing of rules. Everything after it points back here.
"""

from ankang_rules.source.bilingual import LANGUAGES, Bilingual, Language
from ankang_rules.source.text import Source, Span, display_width

__all__ = ["LANGUAGES", "Bilingual", "Language", "Source", "Span", "display_width"]
