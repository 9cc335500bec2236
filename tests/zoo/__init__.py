"""Wrong adapters, each with one misunderstanding: the vectors have to catch them all."""

from tests.zoo import days, registers, scores
from tests.zoo.keeping import ZOO, Lie, truth

__all__ = ["ZOO", "Lie", "days", "registers", "scores", "truth"]
