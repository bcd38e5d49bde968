"""The languages in which readers find a ruling, and how far a translation lags behind."""

from typing import Any, NamedTuple

from claims.addresses import absolute, address_of_ruling
from claims.frozen import FrozenPage
from claims.languages import alternates
from claims.models import Ruling

CORRECTED, WITHDRAWN = "corrected", "withdrawn"


class Edition(NamedTuple):
    """What stands now of a ruling in one language; `edition` is empty for the desk's own."""

    edition: str
    language: str
    version: int
    stage: str
    url: str

    @classmethod
    def of(cls, claim: str, text: str, *told: Any) -> "Edition":
        """Return what a row tells: its claim's id and words as frozen, the columns before `url`."""
        edition, language, version, stage = told
        url = absolute(address_of_ruling(claim, edition, text))
        return cls(edition, language, version, stage, url)

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.stage == Ruling.Stage.PUBLISHED


class Group(NamedTuple):
    """A ruling in all its languages, the desk's own first."""

    editions: list[Edition]

    @property
    def original(self) -> Edition | None:
        """The desk's own ruling, if it is public."""
        return next((one for one in self.editions if not one.edition), None)

    @property
    def standing(self) -> list[Edition]:
        """Those that hold: none, where the ruling itself does not."""
        holds = self.original is not None and self.original.stands
        return [one for one in self.editions if one.stands] if holds else []

    def others(self, edition: str) -> list[Edition]:
        """Return the other languages in which it can be read."""
        return [one for one in self.standing if one.edition != edition]

    def alternates(self, edition: str) -> list[tuple[str, str]]:
        """Return each language with its address, as a page of one of them names all of them."""
        return alternates(edition, [(one.edition, one.language, one.url) for one in self.standing])

    def lag_of(self, page: FrozenPage) -> str:
        """Return what became of the original since a page translated it, or nothing."""
        translation, original = page["translation"], self.original
        if translation is None or original is None:
            return ""
        if not original.stands:
            return WITHDRAWN
        return CORRECTED if original.version != translation["of_version"] else ""

    def is_withdrawn(self, edition: str) -> bool:
        """Whether a ruling, or what it translates, was withdrawn and is not back."""
        return any(not one.stands for one in self.editions if one.edition in (edition, ""))

    def told(self) -> list[dict[str, Any]]:
        """Return all of it for machines."""
        return [
            {
                "language": one.language,
                "url": one.url,
                "version": one.version,
                "stage": one.stage,
                "translation": bool(one.edition),
            }
            for one in self.editions
        ]
