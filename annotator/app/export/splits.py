"""Deals articles out to train, dev and test: the same way every time, and no copy on two sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from math import inf

from annotator.model.article import Article
from annotator.model.export import SPLITS, Splits
from annotator.problems import UserProblem
from annotator.text.near_duplicates import NearDuplicates


def dealt_out(
    articles: Iterable[Article], plan: Splits, progress: Callable[[int], None] = lambda _: None
) -> dict[str, str]:
    """Give every article's split by its id.

    Groups of near duplicates stay together, and count as an article of their first one's stratum.
    Within a stratum the groups are taken in an order that the seed decides, the large ones first,
    each to the split that lacks most.

    Args:
        articles: all of them, once.
        plan: shares, strata, seed.
        progress: told the number of articles so far; what it raises stops the work.

    Raises:
        UserProblem: the shares are no shares.
    """
    shares = _shares(plan)
    twins = NearDuplicates() if plan.group else None
    strata: dict[str, str] = {}
    for count, article in enumerate(articles, 1):
        strata[article.id] = _stratum(article, plan.by)
        if twins is not None:
            twins.add(article.id, article.text)
        progress(count)
    groups: dict[str, list[str]] = defaultdict(list)
    for identity in strata:
        groups[identity if twins is None else twins.group(identity)].append(identity)
    by_stratum: dict[str, list[str]] = defaultdict(list)
    for leader in groups:
        by_stratum[strata[leader]].append(leader)
    found: dict[str, str] = {}
    # What a stratum could not give evenly the next ones make up for.
    have: Counter[str] = Counter()
    for stratum in sorted(by_stratum):
        leaders = by_stratum[stratum]
        leaders.sort(key=lambda one: (-len(groups[one]), _turn(plan.seed, one)))
        here: Counter[str] = Counter()
        for leader in leaders:
            members = groups[leader]
            split = _lacking(shares, here, have, len(members))
            here[split] += len(members)
            have[split] += len(members)
            found.update(dict.fromkeys(members, split))
    return found


def _lacking(shares: Mapping[str, float], here: Counter[str], have: Counter[str], size: int) -> str:
    """Name the split that lacks most in its stratum; of equal ones, in the whole."""
    total_here, total = here.total() + size, have.total() + size
    return max(
        shares,
        key=lambda one: (
            round(shares[one] * total_here - here[one], 9),
            round(shares[one] * total - have[one], 9),
            shares[one],
        ),
    )


def _shares(plan: Splits) -> dict[str, float]:
    given = dict(zip(SPLITS, (plan.train, plan.dev, plan.test), strict=True))
    total = sum(given.values())
    if any(not share >= 0 for share in given.values()) or not 0 < total < inf:
        raise UserProblem("Shares of train, dev and test are numbers like 80, 10, 10.")
    return {name: share / total for name, share in given.items() if share}


def _stratum(article: Article, by: str) -> str:
    match by:
        case "outlet":
            return article.outlet or ""
        case "month":
            return (article.published or "")[:7]
        case "year":
            return (article.published or "")[:4]
    return ""


def _turn(seed: int, identity: str) -> bytes:
    return sha256(f"{seed}\x1f{identity}".encode()).digest()
