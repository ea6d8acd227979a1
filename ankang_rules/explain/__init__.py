"""Trace to reasons: observed against required with the margin, what mattered, what is missing; as text or plain data.

Everything here derives from the one trace. All wording is in ``catalogue.py``, in both languages.
"""
