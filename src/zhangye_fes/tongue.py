"""A language to speak in, and the values of facts in it.

What the law and its table say is Chinese at its source, what the library says is English there; a
:class:`Tongue` turns both into the language of the reader, and knows nothing of catalogues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhangye_fes.errors import FesError
from zhangye_fes.facts import Fact, Facts, FactValue
from zhangye_fes.values import FrozenDict, Rate

__all__ = ["FACTS", "NoText", "Tongue", "fact_value", "percent"]

FACTS = FrozenDict({fact.name: fact for fact in Facts.legend()})
"""Every fact by its name."""


def __dir__() -> list[str]:
    return __all__


class NoText(FesError, LookupError):
    """Something that cannot be put into words: an unknown language, name, table.

    >>> print(NoText("no texts in 'fr': choose zh_CN or en"))
    no texts in 'fr': choose zh_CN or en
    """

    code = "NO_TEXT"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language, as the three ways of asking a catalogue for a text.

    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> english.count("{n} point", "{n} points", 3)
    '3 points'
    """

    single: Callable[[str], str]
    """One text."""
    plural: Callable[[str, str, int], str]
    """One text or the other, by a number."""
    within: Callable[[str, str], str]
    """One text, within a context that comes first."""

    def say(self, text: str, **values: object) -> str:
        """Put a text into the language, then its values into the text."""
        said = self.single(text) if text else ""
        return said.format(**values) if values else said

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Put a text into the language that depends on the number ``{n}``."""
        return self.plural(one, many, n).format(n=n, **values)

    def join(self, *parts: str) -> str:
        """Join parts of a sentence, leaving out the empty ones."""
        return self.say(", ").join(filter(None, parts))

    def points(self, points: int) -> str:
        """Put a number of points into words."""
        return self.count("{n} point", "{n} points", points)


def percent(tongue: Tongue, rate: Rate, unit: str = "人") -> str:
    """A rate with its counts and its percentage, cut (never rounded) to one decimal.

    >>> english = Tongue(str, lambda one, many, n: one if n == 1 else many, lambda _, text: text)
    >>> percent(english, Rate(899_999, 1_000_000))
    '899999/1000000 (89.9 %)'
    """
    if not rate.den:
        return tongue.say("0/0 (no families)") if unit == "户" else tongue.say("0/0 (nobody)")
    whole, tenth = divmod(rate.num * 1000 // rate.den, 10)
    return tongue.say("{rate} ({percent} %)", rate=rate, percent=f"{whole}.{tenth}")


def fact_value(tongue: Tongue, fact: Fact, value: FactValue | str) -> str:
    """A fact's value in words: yes, a count, a rate, or unknown."""
    match value:
        case None:
            return tongue.say("unknown")
        case bool():
            return tongue.say("yes") if value else tongue.say("no")
        case Rate():
            return percent(tongue, value, fact.unit)
        case _:
            return str(value)
