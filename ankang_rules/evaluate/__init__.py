"""The reference meaning of the language: plain, slow, obviously right. Every other way of evaluating is tested against it."""
