"""The reference meaning of the language: plain, slow, obviously right; other ways of evaluating are held against it."""
