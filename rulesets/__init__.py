"""The rulesets that ship with the library, as data: installed as `ankang_rules.rulesets`."""
