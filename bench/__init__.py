"""What the figures in the README are printed by."""

import sys
from pathlib import Path

# Python looks beside a script first, and would take bench/catalogue.py for a library of spaCy's.
_HERE = Path(__file__).resolve().parent
sys.path[:] = [place for place in sys.path if not place or Path(place).resolve() != _HERE]
