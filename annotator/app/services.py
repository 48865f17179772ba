"""The services behind a project: each a group of verbs, loaded when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from annotator.app.annotating import Annotating
from annotator.app.corpus import Corpus
from annotator.app.session import Session

if TYPE_CHECKING:
    from annotator.app.bulk import Bulk
    from annotator.app.comparing import Comparing
    from annotator.app.copies import Copies
    from annotator.app.counting import Counting
    from annotator.app.details import Details
    from annotator.app.exchange.exchanging import Exchanging
    from annotator.app.export.exporting import Exporting
    from annotator.app.grouping import ArticleLists
    from annotator.app.importing import Importing
    from annotator.app.inconsistencies import Inconsistencies
    from annotator.app.occurrences import Finding
    from annotator.app.relating import Relating
    from annotator.app.review.discussing import Discussing
    from annotator.app.review.reviewing import Reviewing
    from annotator.app.scheming.scheming import Schemes
    from annotator.app.searching import Searching
    from annotator.app.shaping import Shaping
    from annotator.app.shelving import Shelving
    from annotator.app.silences import Silences
    from annotator.app.team.assigning import TeamWork
    from annotator.app.timeline import Timeline
    from annotator.app.values import Values
    from annotator.app.versions.versions import Versions

# The window opens fast: what it does not need to show an article is imported where it is used.


class Services:
    """Holds the services of one open project."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.corpus = Corpus(session)
        self.annotating = Annotating(session)

    @cached_property
    def timeline(self) -> Timeline:
        """The history, and going back in it."""
        from annotator.app.timeline import Timeline  # noqa: PLC0415 - as said above

        return Timeline(self.session)

    @cached_property
    def relating(self) -> Relating:
        """What ties annotations to each other."""
        from annotator.app.relating import Relating  # noqa: PLC0415 - as said above

        return Relating(self.session)

    @cached_property
    def importing(self) -> Importing:
        """What brings articles in."""
        from annotator.app.importing import Importing  # noqa: PLC0415 - as said above

        return Importing(self.session)

    @cached_property
    def exporting(self) -> Exporting:
        """What writes datasets."""
        from annotator.app.export.exporting import Exporting  # noqa: PLC0415 - as said above

        return Exporting(self.session)

    @cached_property
    def schemes(self) -> Schemes:
        """What changes the scheme."""
        from annotator.app.scheming.scheming import Schemes  # noqa: PLC0415 - as said above

        return Schemes(self.session)

    @cached_property
    def team(self) -> TeamWork:
        """Who works, in which role, on what."""
        from annotator.app.team.assigning import TeamWork  # noqa: PLC0415 - as said above

        return TeamWork(self.session)

    @cached_property
    def exchanging(self) -> Exchanging:
        """What sends work to teammates, and takes theirs in."""
        from annotator.app.exchange.exchanging import Exchanging  # noqa: PLC0415 - as said above

        return Exchanging(self.session)

    @cached_property
    def bulk(self) -> Bulk:
        """What is done with many annotations at once."""
        from annotator.app.bulk import Bulk  # noqa: PLC0415 - as said above

        return Bulk(self.session)

    @cached_property
    def finding(self) -> Finding:
        """What looks for all places where some words stand, to tag them."""
        from annotator.app.occurrences import Finding  # noqa: PLC0415 - as said above

        return Finding(self.session)

    @cached_property
    def shaping(self) -> Shaping:
        """What splits annotations, joins them, and gives them further fragments."""
        from annotator.app.shaping import Shaping  # noqa: PLC0415 - as said above

        return Shaping(self.session, self.annotating)

    @cached_property
    def comparing(self) -> Comparing:
        """Where annotators agree and where not."""
        from annotator.app.comparing import Comparing  # noqa: PLC0415 - as said above

        return Comparing(self.session)

    @cached_property
    def reviewing(self) -> Reviewing:
        """What settles the differences between annotators."""
        from annotator.app.review.reviewing import Reviewing  # noqa: PLC0415 - as said above

        return Reviewing(self.session)

    @cached_property
    def searching(self) -> Searching:
        """What looks for words and annotations in all articles."""
        from annotator.app.searching import Searching  # noqa: PLC0415 - as said above

        return Searching(self.session)

    @cached_property
    def inconsistencies(self) -> Inconsistencies:
        """What is tagged in one way here and in another there."""
        from annotator.app.inconsistencies import Inconsistencies  # noqa: PLC0415 - as said above

        return Inconsistencies(self.session)

    @cached_property
    def silences(self) -> Silences:
        """What of that is intended."""
        from annotator.app.silences import Silences  # noqa: PLC0415 - as said above

        return Silences(self.session)

    @cached_property
    def values(self) -> Values:
        """What was typed before, to be offered again."""
        from annotator.app.values import Values  # noqa: PLC0415 - as said above

        return Values(self.session)

    @cached_property
    def lists(self) -> ArticleLists:
        """What puts the list of articles in order, and filters it."""
        from annotator.app.grouping import ArticleLists  # noqa: PLC0415 - as said above

        return ArticleLists(self.session)

    @cached_property
    def details(self) -> Details:
        """What is known about articles besides their text."""
        from annotator.app.details import Details  # noqa: PLC0415 - as said above

        return Details(self.session)

    @cached_property
    def shelving(self) -> Shelving:
        """What retires articles, and brings them back."""
        from annotator.app.shelving import Shelving  # noqa: PLC0415 - as said above

        return Shelving(self.session)

    @cached_property
    def copies(self) -> Copies:
        """What finds articles that are nearly the same."""
        from annotator.app.copies import Copies  # noqa: PLC0415 - as said above

        return Copies(self.session)

    @cached_property
    def discussing(self) -> Discussing:
        """What somebody wants to talk about."""
        from annotator.app.review.discussing import Discussing  # noqa: PLC0415 - as said above

        return Discussing(self.session, lambda: self.reviewing)

    @cached_property
    def versions(self) -> Versions:
        """What links versions of articles, compares them and carries annotations over."""
        from annotator.app.versions.versions import Versions  # noqa: PLC0415 - as said above

        return Versions(self.session)

    @cached_property
    def counting(self) -> Counting:
        """What is counted of annotations."""
        from annotator.app.counting import Counting  # noqa: PLC0415 - as said above

        return Counting(self.session)
