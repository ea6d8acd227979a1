"""``python -m ankang_rules`` is the command ``ankang-rules``."""

from ankang_rules.cli import main

if __name__ == "__main__":
    main()
