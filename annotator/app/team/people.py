"""Who works in a project, in which role; whether they see each other's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from annotator.app.session import Session
from annotator.model.annotator import MOST_INITIALS, Annotator, alike, worker_name
from annotator.model.identity import fixed_entity
from annotator.model.team import ALLOWED, Action, Member, Role, TeamSettings
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import ANNOTATOR, MEMBER, TEAM

if TYPE_CHECKING:
    from annotator.store.writer import Writer

_DEEDS: dict[Action, str] = {
    "tag": "tag",
    "compare": "compare",
    "comment": "comment",
    "settle": "settle differences",
    "lead": "change roles, assignments and how the team works",
}


class People:
    """The verbs about people. Roles guide; whoever has the file can change it.

    The project's owner is a lead. As long as nobody was given a role, everybody may do
    everything. Roles and settings are kept in the owner's name, whoever of the leads gives them: so
    two leads who settle the same thing on two machines meet in a conflict that is shown.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    # People and roles

    def members(self) -> list[Member]:
        """List everybody with their role: people in the order of their lanes, then the others.

        Those who are named in no lane follow in the order they began.
        """
        session = self._session
        with session.database.reading():
            known = session.items.annotators()
            roles, owner = session.team.roles(), session.team.owner()
            lanes = session.team.settings().lanes
        place = {name: number for number, name in enumerate(lanes)}
        known.sort(key=lambda one: (one.kind != "person", place.get(one.name, len(place))))
        return [Member(one, _role(one.name, owner, roles)) for one in known]

    def people(self) -> list[str]:
        """Name the people, without suggesters, imports and the consensus, in the lanes' order."""
        return [one.annotator.name for one in self.members() if one.annotator.kind == "person"]

    def has_roles(self) -> bool:
        """Tell whether somebody was given a role, so that roles are in force."""
        with self._session.database.reading():
            return bool(self._session.team.roles())

    def role_of(self, name: str) -> Role:
        """Give somebody's role; who was given none is an annotator."""
        session = self._session
        with session.database.reading():
            return _role(name, session.team.owner(), session.team.roles())

    def may(self, action: Action, name: str | None = None) -> bool:
        """Tell whether somebody (by default, who works) may do something."""
        session = self._session
        who = session.annotator.name if name is None else name
        with session.database.reading():
            roles = session.team.roles()
            return not roles or action in ALLOWED[_role(who, session.team.owner(), roles)]

    def require(self, action: Action) -> None:
        """Make sure that who works may do something.

        Raises:
            UserProblem: their role does not allow it; the text says whom to ask.
        """
        if self.may(action):
            return
        session = self._session
        with session.database.reading():
            leads = sorted(session.team.leads())
        who = session.annotator.name
        role = _with_article(self.role_of(who))
        helpers = "a reviewer or a lead" if action == "settle" else "a lead"
        raise UserProblem(
            f"Only {helpers} may {_DEEDS[action]}, and {who} is {role}. Ask {' or '.join(leads)}."
        )

    def set_role(self, name: str, role: Role | None) -> None:
        """Give somebody a role; None takes the one they were given back.

        Raises:
            UserProblem: who works may not, there is no such person, or it is the project's owner.
        """
        self.require("lead")
        self.person(name)
        with self._session.operation("") as writer:
            writer.title = (
                f"Take {name}'s role back" if role is None else f"Make {name} {_with_article(role)}"
            )
            self._give_role(writer, name, role)

    def add_person(
        self, name: str, role: Role | None = None, *, colour: str = "", initials: str = ""
    ) -> Annotator:
        """Make somebody known before they have written anything, with a role if one is given.

        Raises:
            UserProblem: who works may not, it cannot be a name, or somebody goes by one like it.
        """
        self.require("lead")
        person = self._new_person(name, colour, initials)
        with self._session.operation(f"Add {person.name}") as writer:
            writer.ensure_annotator(person)
            if role is not None:
                self._give_role(writer, person.name, role)
        return person

    def change(
        self,
        *,
        add: Sequence[str] = (),
        roles: Mapping[str, Role | None] | None = None,
        blind: bool | None = None,
        lanes: Sequence[str] | None = None,
    ) -> None:
        """Add people, give roles and settle how the team works, all as one step or not at all.

        Raises:
            UserProblem: who works may not, or one of these cannot be.
        """
        session = self._session
        self.require("lead")
        with session.operation("Change the team") as writer:
            for name in add:
                writer.ensure_annotator(self._new_person(name))
                # So that the next one is held against this one, too.
                writer.flush()
            session.annotators_named((*(roles or ()), *(lanes or ())))
            for name, role in (roles or {}).items():
                self._give_role(writer, name, role)
            settings = session.team.settings()
            if blind is not None:
                settings = settings._replace(blind=blind)
            if lanes is not None:
                settings = settings._replace(lanes=tuple(dict.fromkeys(lanes)))
            self._keep_settings(writer, settings)

    def set_profile(
        self, name: str, *, colour: str | None = None, initials: str | None = None
    ) -> None:
        """Give somebody another colour or other initials; what is None stays.

        Raises:
            UserProblem: who works is neither they nor a lead, or there is no such person.
        """
        session = self._session
        if name != session.annotator.name:
            self.require("lead")
        person = self.person(name)
        changed = replace(
            person,
            colour=person.colour if colour is None else colour,
            initials=person.initials if initials is None else _initials(initials),
        )
        with session.operation(f"Change how {name} is shown") as writer:
            body = item_content(asdict(changed))
            writer.put(ANNOTATOR, fixed_entity("annotator", name), body, author=name)
        if name == session.annotator.name:
            session.annotator = changed

    def like(self, name: str) -> str | None:
        """Find who goes by this name, or by one that differs in case, spaces or Unicode form only.

        None if nobody does.
        """
        with self._session.database.reading():
            known = [one.name for one in self._session.items.annotators()]
        if name in known:
            return name
        return next((one for one in known if alike(one, name)), None)

    def twin(self) -> str | None:
        """Find somebody else whose name is easily taken for that of who works; None if nobody is.

        Perhaps it is a slip, and perhaps not: so it is pointed out, and nothing is done about it.
        """
        own = self._session.annotator.name
        known = self.like(own)
        return None if known == own else known

    # What holds for everybody

    def settings(self) -> TeamSettings:
        """Give what a lead has settled for everybody."""
        with self._session.database.reading():
            return self._session.team.settings()

    def set_blind(self, blind: bool) -> None:
        """Have people work blind, or no longer.

        Raises:
            UserProblem: who works may not.
        """
        self.require("lead")
        with self._session.operation("") as writer:
            writer.title = "Work blind" if blind else "Stop working blind"
            self._keep_settings(writer, self._session.team.settings()._replace(blind=blind))

    def set_lanes(self, order: Sequence[str]) -> None:
        """Put annotators in an order: that of their lanes, and of lists of people.

        Raises:
            UserProblem: who works may not, or there is no such annotator.
        """
        self.require("lead")
        self._session.annotators_named(order)
        lanes = tuple(dict.fromkeys(order))
        with self._session.operation("Order the lanes") as writer:
            self._keep_settings(writer, self._session.team.settings()._replace(lanes=lanes))

    def hides(self, article: str, *, in_review: bool = False) -> bool:
        """Tell whether others' work on an article is kept from who works.

        So it is while people work blind, until they have marked the article done. In review,
        reviewers and leads see all.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = session.article_number(article)
        with session.database.reading():
            return session.team.hides(number, session.annotator.name, in_review=in_review)

    def sees_everybody(self) -> bool:
        """Tell whether who works may be handed everybody's work, even while people work blind.

        Reviewers and leads may. It is not `may`: as long as nobody was given a role everybody may
        do everything, and all but who made the project work blind.
        """
        session = self._session
        with session.database.reading():
            if not session.team.settings().blind:
                return True
            return session.team.oversees(session.annotator.name)

    def _new_person(self, name: str, colour: str = "", initials: str = "") -> Annotator:
        person = Annotator(name=worker_name(name), colour=colour, initials=_initials(initials))
        known = self.like(person.name)
        if known is None:
            return person
        raise UserProblem(
            f"{known} is here already."
            if known == person.name
            else f"“{person.name}” and “{known}”, who is here already, differ in letters' case or "
            "spaces only. Work as one of them, or choose a name that is not so easily taken for "
            "the other."
        )

    def _give_role(self, writer: Writer, name: str, role: Role | None) -> None:
        owner, entity = self._session.team.owner(), fixed_entity("member", name)
        if name == owner and role != "lead":
            raise UserProblem(
                f"{owner} made this project and stays a lead, so that somebody can give roles."
            )
        if role is None:
            writer.remove([entity])
        elif name != owner:  # who is a lead anyway
            self.require_person(name)
            body = item_content({"name": name, "role": role})
            writer.put(MEMBER, entity, body, author=owner)

    def _keep_settings(self, writer: Writer, settings: TeamSettings) -> None:
        session = self._session
        if settings == session.team.settings():
            return
        identity = session.database.value("id")
        assert identity is not None
        body = item_content({"blind": settings.blind, "lanes": list(settings.lanes)})
        writer.put(TEAM, fixed_entity("team", identity), body, author=session.team.owner())

    def require_person(self, name: str) -> None:
        """Make sure that an annotator is somebody who can do something.

        Raises:
            UserProblem: it is a suggester, what was imported, or the consensus.
        """
        with self._session.database.reading():
            kinds = {one.name: one.kind for one in self._session.items.annotators()}
        if kinds.get(name, "person") != "person":
            raise UserProblem(f"“{name}” is not a person. Name somebody who works in the project.")

    def person(self, name: str) -> Annotator:
        """Find an annotator.

        Raises:
            UnknownNameError: there is none of that name.
        """
        return self._session.annotators_named([name])[0]


def _role(name: str, owner: str, roles: Mapping[str, Role]) -> Role:
    return "lead" if name == owner else roles.get(name, "annotator")


def _with_article(role: Role) -> str:
    return f"an {role}" if role == "annotator" else f"a {role}"


def _initials(typed: str) -> str:
    """Check initials.

    Raises:
        UserProblem: they do not fit into a circle.
    """
    initials = "".join(typed.split())
    if len(initials) > MOST_INITIALS or not all(one.isprintable() for one in initials):
        raise UserProblem(f"Initials are up to {MOST_INITIALS} letters, not “{typed}”.")
    return initials
