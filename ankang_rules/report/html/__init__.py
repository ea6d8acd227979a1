"""A judgement as one page of HTML that is printed, carried on a phone, and hung on a wall.

What stands on the page is plain data (`view`), built from the judgement by `page` and the files it uses; the template
only lays it out. So nothing is escaped by hand, and nothing is judged in a template.
"""

from ankang_rules.report.html.render import to_html

__all__ = ["to_html"]
