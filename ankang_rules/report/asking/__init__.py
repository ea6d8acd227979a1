"""What to ask: from a report that is unknown to a questionnaire, in an order in which few answers decide the unit.

`open_rules` says what the verdict rests on and in which ways each rule can be decided; `order` puts the questions in
order; `questions` is what comes of it, told by `to_text` and `to_dict`.
"""
