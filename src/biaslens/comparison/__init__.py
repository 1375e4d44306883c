"""Comparison of articles on one event."""

from .comparing import FEWEST, MOST, compare
from .comparison import Comparison

__all__ = ["FEWEST", "MOST", "Comparison", "compare"]
