"""Every hand-written example: operations, what becomes of each, and traces with their links and gaps."""

from .example import Example
from .gap_examples import GAPS, UNDO
from .law_examples import LAWS
from .rule_examples import RULE_EXAMPLES

EXAMPLES: tuple[Example, ...] = LAWS + UNDO + GAPS + RULE_EXAMPLES
