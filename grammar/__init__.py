"""The grammar of the language, as data: installed as `ankang_rules.grammar` and read with `importlib.resources`."""
