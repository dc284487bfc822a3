"""Sentences to be spoken: original text, put together at random from common words."""

from __future__ import annotations

import numpy as np

_SUBJECTS = """the old farmer|my younger brother|a quiet voice|the blue whale|her best friend|this empty house
the judge|our neighbours|a small boy|that yellow bird|the whole village|your mother|the fox|a pair of shoes
the measure|two gypsies|the wise queen|both pilots|some people|the thin oil|every good father|a huge ship
the bathroom|his azure shirt"""
_VERBS = """bought|pushed|would choose|never heard of|watched over|has thrown away|jumped past|can not judge
thought about|measures|rubbed|will give up|shook|followed|could paint|always wants|found|moves beyond|enjoys
put off|saw|beat|loves
warned us of|looks just like|boiled|sang for"""
_OBJECTS = """a warm bath|the northern road|five cups of tea|an apple pie|the broken television|a cheap watch|the moon
nothing at all|that rough map|an hour of joy|the paper boat|her purple gloves|a thousand voices|the beautiful garden
half the cheese|their usual room|a good book|the village church|more wood|some soup|the big blue bus|an early flight
the sharp teeth of the shark|a piece of ham"""
_ENDS = """|by the river|in the middle of May|without a word|before we move out|on Thursday|for you and me|very slowly
of course|at half past four|while papa sleeps|because of the weather|and then laughed|if you push it|about now|maybe
with both hands|over the bridge|as far as I know"""
_WORDS = """bin|lay|place|set|blue|green|red|white|at|by|in|with|again|now|please|soon|zero|one|two|three
four|five|six
seven|eight|nine|ten|yes|no|hello|why|who|oh|ah|mum|papa|baby|bob|wow|fever|vivid|sheep|shoe|cheese|moo|noon
boom|ma|bee
you|we|me|far|four|father|mama|bubble|people|pop|maybe|above|move|give|wife|both|thumb|jump|a|b|c|d|e|f|g|h|i
j|k|l|m|n
o|p|q|r|s|t|u|v|x|y|z"""


def sentences(count: int, seed: int) -> list[str]:
    """The same seed gives the same sentences; every third is a row of words, as in commands and spelling."""
    random = np.random.default_rng(seed)
    return [_row(random) if number % 3 == 0 else _sentence(random) for number in range(count)]


def _sentence(random: np.random.Generator) -> str:
    parts = (str(random.choice(_each(part))) for part in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS))
    return " ".join(part for part in parts if part) + "."


def _row(random: np.random.Generator) -> str:
    return " ".join(random.choice(_each(_WORDS), size=random.integers(5, 9))) + "."


def _each(text: str) -> list[str]:
    return text.replace("\n", "|").split("|")
