"""Rules text in its one layout, and in the keywords of either language; no comment is ever lost.

The words of a declaration keep the order in which their author wrote them and carry their comments; brackets and
keywords decide where a line may break. ``words`` reads them, ``structure`` nests them, ``translate`` changes the
language, ``spelling`` writes each, ``layout`` says where lines may break, ``page`` breaks them, and ``file`` joins the
declarations, reads its own output and compares.
"""

from ankang_rules.format.file import Formatted, format_text

__all__ = ["Formatted", "format_text"]
