"""Professions of those who hold a post: what a title says of one, and which posts one person may
hold together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.nouns.policy.phrasing import Phrases
from engine.nouns.policy.vocabulary import Term
from evidence.phrases import phrase_in

Professions = Mapping[str, tuple[str, ...]]
"""What titles call those of each profession."""


def other_profession(title: str, post: Term, professions: Professions) -> str:
    """The word of a title by which its holder is of a profession that the post is not for; empty
    where it says none, or one that it is for too."""
    if not post.professions:
        return ""
    own = [word for key in post.professions for word in professions[key]]
    if phrase_in(title, Phrases(tuple(own))):
        return ""
    others = [
        word for key, words in professions.items() if key not in post.professions for word in words
    ]
    return phrase_in(title, Phrases(tuple(others))) if others else ""


def one_can_hold(posts: Iterable[Term]) -> bool:
    """Whether one person can hold several posts, by the professions that each is for."""
    asked = [set(post.professions) for post in posts if post.professions]
    return not asked or bool(set.intersection(*asked))
