"""Strips: for each rule a lawful and an unlawful roster, drawn by hand on the tiny world of `world.py`."""

from strips.strip import Edge, Strip

__all__ = ["Edge", "Strip"]
