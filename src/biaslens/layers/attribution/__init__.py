"""Attribution: who is said to have said, denied, believed, wanted or planned what."""

from .building import build
from .draft import Draft
from .engine import find_drafts
from .nesting import Nest, nest
from .speakers import Speakers

__all__ = ["Draft", "Nest", "Speakers", "build", "find_drafts", "nest"]
