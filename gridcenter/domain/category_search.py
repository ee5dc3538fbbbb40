"""Finding a category (类别) by what a clerk types: code, name, field word, pinyin, initials, English, or a word
above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from typing import NamedTuple

from gridcenter.domain.names import Name
from gridcenter.domain.searched_texts import (
    Fit,
    Hit,
    SearchedTexts,
    ShortenedTexts,
    plain,
    spellings,
    words_of,
)
from gridcenter.language import pick, tr

LONGEST_QUERY = 100
"""Characters; whatever is longer names no category and finds nothing."""
FOUND_AT_MOST = 20
_STRENGTH = 4
"""So many numbers of a rank tell how well a category fits; the rest only breaks ties."""

Syllables = Sequence[str]


class Ground(IntEnum):
    """In what a category was found, the strongest first among equal fits."""

    CODE = 0
    NAME = 1
    SYNONYM = 2
    SOUND = 3
    INITIALS = 4
    ENGLISH = 5
    SHORTENED = 6
    """Each syllable by its first letters: "jgai" for 井盖."""
    ABOVE = 7
    """In the name of a category above."""
    RECENT = 8
    """Nothing was typed: this account used it lately."""


class Edge(IntEnum):
    """What put a category before the next one that was found as well as it."""

    RECENT = 0
    EARLIER = 1
    SHORTER = 2
    ORDER = 3


class Spelled(NamedTuple):
    """A Chinese word with its readings, each a list of syllables: 堵塞 is read "du se" and "du sai"."""

    text: str
    readings: Sequence[Syllables] = ()


class Choice(NamedTuple):
    """A category that an incident can name: a leaf of its tree. `above` goes from the major down."""

    id: int
    set_key: str
    code: str
    name: Name
    above: tuple[Name, ...] = ()


class Spoken(NamedTuple):
    """How a category is called: its Chinese name, field words for it, and the names above it."""

    name: Spelled
    synonyms: Sequence[Spelled] = ()
    above: Sequence[Spelled] = ()


@dataclass(frozen=True, slots=True)
class FoundCategory:
    """A category and why it stands where it does.

    `matched` is the word in which the typed text was found; `edge` is None where the next one was found less well.
    """

    choice: Choice
    ground: Ground
    fit: Fit
    matched: str
    recent: bool = False
    edge: Edge | None = None


class _Text(NamedTuple):
    owner: int
    ground: Ground
    shown: str


class _Match(NamedTuple):
    """Smaller is better; `shown` and `ground` only tell what was found."""

    weak: int
    fit: int
    ground: Ground
    position: int
    length: int
    shown: str


class _Layer:
    """Texts that are looked through with the same form of the typed word."""

    def __init__(self, texts: SearchedTexts | ShortenedTexts) -> None:
        self._texts = texts
        self._meaning: list[_Text] = []

    def add(self, parts: Syllables, meaning: _Text) -> None:
        if self._texts.add(parts):
            self._meaning.append(meaning)

    def matches(self, word: str) -> Iterator[tuple[int, _Match]]:
        for hit in self._texts.hits(word):
            meaning = self._meaning[hit.text]
            yield meaning.owner, _match(hit, meaning)


def _match(hit: Hit, meaning: _Text) -> _Match:
    """Put what is only above a category behind everything that is in it."""
    weak = int(meaning.ground is Ground.ABOVE)
    return _Match(weak, hit.fit, meaning.ground, hit.position, hit.length, meaning.shown)


class CategoryIndex:
    """All categories that can be chosen, ready to be searched; made once, then only read: threads may share it.

    Categories come in the order that decides among equals (by set and code).
    """

    def __init__(self, categories: Iterable[tuple[Choice, Spoken]]) -> None:
        self._codes = _Layer(SearchedTexts())
        self._words = _Layer(SearchedTexts(anywhere=True))
        self._sounds = _Layer(SearchedTexts())
        self._initials = _Layer(SearchedTexts())
        self._shortened = _Layer(ShortenedTexts())
        self._choices: list[Choice] = []
        for choice, spoken in categories:
            self._add(len(self._choices), choice, spoken)
            self._choices.append(choice)
        self._places = {choice.id: place for place, choice in enumerate(self._choices)}

    def __len__(self) -> int:
        return len(self._choices)

    def find(
        self, text: str, *, recent: Sequence[int] = (), limit: int = FOUND_AT_MOST
    ) -> list[FoundCategory]:
        """Return at most `limit` categories for a typed text, best first; without a text the recent ones.

        An exact code comes first. Then: whole words before beginnings before parts; in each the name, a synonym,
        pinyin, initials, English; last what stands above. Equals: recent ones (ids, latest first) before others,
        then the earlier place, the shorter text, and the order of the codes. Several words must all fit.
        """
        if len(text) > LONGEST_QUERY:
            return []
        ages = {number: age for age, number in enumerate(dict.fromkeys(recent)) if number in self._places}
        if not text.strip():
            return [self._used(number) for number in ages][:limit]
        found = self._best(text)
        best = nsmallest(limit + 1, found, key=lambda owner: self._rank(owner, found[owner], ages))
        pairs = zip(best, [*best[1:], None], strict=False)
        return [self._found(owner, found, following, ages) for owner, following in pairs][:limit]

    # --- building ---------------------------------------------------------------------------------------------

    def _add(self, owner: int, choice: Choice, spoken: Spoken) -> None:
        for code in (choice.code, f"{choice.set_key}:{choice.code}"):
            self._codes.add([plain(code)], _Text(owner, Ground.CODE, choice.code))
        self._add_spelled(owner, spoken.name, Ground.NAME)
        for synonym in spoken.synonyms:
            self._add_spelled(owner, synonym, Ground.SYNONYM)
        for above in spoken.above:
            self._add_spelled(owner, above, Ground.ABOVE)
        self._sounds.add(words_of(choice.name.en), _Text(owner, Ground.ENGLISH, choice.name.en))
        for name in choice.above:
            self._sounds.add(words_of(name.en), _Text(owner, Ground.ABOVE, pick(name)))

    def _add_spelled(self, owner: int, word: Spelled, ground: Ground) -> None:
        def meant(otherwise: Ground) -> _Text:
            return _Text(owner, ground if ground is Ground.ABOVE else otherwise, word.text)

        self._words.add(words_of(word.text), meant(ground))
        for reading in word.readings:
            syllables = [plain(syllable) for syllable in reading]
            self._sounds.add(syllables, meant(Ground.SOUND))
            self._initials.add([syllable[:1] for syllable in syllables], meant(Ground.INITIALS))
            if ground is not Ground.ABOVE:
                self._shortened.add(syllables, meant(Ground.SHORTENED))

    # --- looking ----------------------------------------------------------------------------------------------

    def _best(self, text: str) -> dict[int, _Match]:
        """Return the best match of each category: of the whole text, else of all its words together."""
        found = self._whole(text)
        words = text.split()
        if len(words) > 1:
            _keep_best(found, self._together(words).items())
        return found

    def _together(self, words: Sequence[str]) -> dict[int, _Match]:
        """Return categories in which every word fits, each with its weakest match."""
        each = [self._whole(word) for word in dict.fromkeys(words)]
        common = set(each[0]).intersection(*each[1:])
        return {owner: max(found[owner] for found in each) for owner in common}

    def _whole(self, text: str) -> dict[int, _Match]:
        squeezed = "".join(words_of(text))
        found: dict[int, _Match] = {}
        _keep_best(found, self._codes.matches(plain(text)))
        if squeezed:
            for layer in (self._words, self._sounds, self._initials):
                for spelled in spellings(squeezed):
                    _keep_best(found, layer.matches(spelled))
            if all(match.weak for match in found.values()):
                _keep_best(found, self._shortened.matches(squeezed))
        return found

    def _rank(self, owner: int, match: _Match, ages: Mapping[int, int]) -> tuple[int, ...]:
        age = ages.get(self._choices[owner].id, len(ages))
        exact_code = match.ground is Ground.CODE and match.fit == Fit.WHOLE
        strength = (not exact_code, match.weak, match.fit, match.ground)
        return (*strength, age, match.position, match.length, owner)

    def _found(
        self, owner: int, found: Mapping[int, _Match], following: int | None, ages: Mapping[int, int]
    ) -> FoundCategory:
        choice, match = self._choices[owner], found[owner]
        edge = None
        if following is not None:
            edge = _edge(self._rank(owner, match, ages), self._rank(following, found[following], ages))
        return FoundCategory(choice, match.ground, Fit(match.fit), match.shown, choice.id in ages, edge)

    def _used(self, number: int) -> FoundCategory:
        choice = self._choices[self._places[number]]
        return FoundCategory(choice, Ground.RECENT, Fit.WHOLE, choice.name.zh, recent=True)


def _keep_best(found: dict[int, _Match], matches: Iterable[tuple[int, _Match]]) -> None:
    for owner, match in matches:
        if owner not in found or match < found[owner]:
            found[owner] = match


def _edge(mine: tuple[int, ...], other: tuple[int, ...]) -> Edge | None:
    """Return which of the tie breaks decided; None where one was found better than the other."""
    decided = next(place for place, pair in enumerate(zip(mine, other, strict=True)) if len(set(pair)) > 1)
    return Edge(decided - _STRENGTH) if decided >= _STRENGTH else None


def reason(found: FoundCategory) -> str:
    """Say in a few words why the category was found."""
    words = _ground_words(found)
    if found.recent and found.ground is not Ground.RECENT:
        return tr("{reason} · used lately").format(reason=words)
    return words


def _ground_words(found: FoundCategory) -> str:
    sentences = {
        Ground.CODE: tr("code {word}"),
        Ground.NAME: tr("its name"),
        Ground.SYNONYM: tr("also called “{word}”"),
        Ground.SOUND: tr("pinyin of “{word}”"),
        Ground.INITIALS: tr("initials of “{word}”"),
        Ground.ENGLISH: tr("its English name"),
        Ground.SHORTENED: tr("shortened pinyin of “{word}”"),
        Ground.ABOVE: tr("under “{word}”"),
        Ground.RECENT: tr("used lately"),
    }
    return sentences[found.ground].format(word=found.matched)


def edge_reason(found: FoundCategory) -> str:
    """Say why the category stands before the next one that fits as well; empty where the next fits less."""
    if found.edge is None:
        return ""
    return {
        Edge.RECENT: tr("you used it more lately than the next"),
        Edge.EARLIER: tr("the typed text stands nearer the beginning than in the next"),
        Edge.SHORTER: tr("its name is shorter than the next"),
        Edge.ORDER: tr("its code comes before the next"),
    }[found.edge]
