"""Why a bundle cannot be taken in, each in one sentence and what to do next."""

from __future__ import annotations

from annotator.problems import UserProblem


class BundleError(UserProblem):
    """A file is no bundle, or not one that this project can take in."""


class BrokenBundleError(BundleError):
    """A bundle is damaged, incomplete, or made to do harm; nothing of it was taken."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is damaged: {why}. Nothing of it was taken in; ask for it anew.")


class NotABundleError(BundleError):
    """The file is something else."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no bundle of Annotator's.")


class NewerBundleError(BundleError):
    """A newer program wrote it, and says that this one cannot read it rightly."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was made by a newer version of Annotator. Update Annotator to take it in."
        )
