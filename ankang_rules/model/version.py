"""The version of the engine; reports record it."""

VERSION = "0.1.0"
