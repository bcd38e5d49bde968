"""
What machines are told of the house, in schema.org's words.

The newsroom writes what it likes of publisher.json; name, address, logo and the policies in force
are filled in. What is written there wins.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import reverse

from claims.addresses import absolute
from claims.branding import folder
from claims.branding.brand import Brand, brand
from claims.text.links import is_web_address

Thing = dict[str, Any]

PLAIN, NEWS = "Organization", "NewsMediaOrganization"
KINDS = (PLAIN, NEWS, "NGO", "EducationalOrganization")
ADDRESSES = {  # properties that lead somewhere
    *("sameAs", "publishingPrinciples", "correctionsPolicy", "ethicsPolicy", "diversityPolicy"),
    *("diversityStaffingReport", "ownershipFundingInfo", "unnamedSourcesPolicy"),
    *("actionableFeedbackPolicy", "url"),
}
OF_NEWS = {  # properties, all of them addresses, that only a NewsMediaOrganization has
    *("masthead", "missionCoveragePrioritiesPolicy", "noBylinesPolicy"),
    "verificationFactCheckingPolicy",
}
TEXTS = {
    *("alternateName", "legalName", "description", "slogan", "foundingDate", "email", "telephone"),
    *("vatID", "taxID", "nonprofitStatus", "knowsLanguage", "areaServed"),
}
THINGS = {  # properties that are things, and what those have
    "address": {
        *("streetAddress", "postOfficeBoxNumber", "postalCode", "addressLocality"),
        *("addressRegion", "addressCountry"),
    },
    "contactPoint": {"contactType", "email", "telephone", "url", "availableLanguage"},
    "parentOrganization": {"name", "url", "sameAs"},
    "memberOf": {"name", "url", "sameAs"},
    "founder": {"name", "url", "sameAs"},
}
TYPES = {
    "address": "PostalAddress",
    "contactPoint": "ContactPoint",
    "parentOrganization": PLAIN,
    "memberOf": PLAIN,
    "founder": "Person",
}
KNOWN = ADDRESSES - {"url"} | OF_NEWS | TEXTS | set(THINGS)
POLICIES = {  # kinds of claims.models.Policy, which are linked once they are in force
    "method": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "funding": "ownershipFundingInfo",
    "ethics": "ethicsPolicy",
    "complaints": "actionableFeedbackPolicy",
}


def organization(policies: set[str]) -> Thing:
    """Return the house as a page tells machines of it, with the kinds of policy in force."""
    method = absolute(reverse("claims:method"))
    told = {
        "publishingPrinciples": method,
        "correctionsPolicy": f"{method}#corrections",
        "actionableFeedbackPolicy": absolute(reverse("claims:report")),
    }
    for kind in policies & POLICIES.keys():
        told[POLICIES[kind]] = absolute(reverse("claims:policy", args=[kind]))
    facts, face = facts_in(folder.folder()), brand()
    if facts.get("@type") == NEWS:
        told["masthead"] = absolute(reverse("claims:people"))
        told["verificationFactCheckingPolicy"] = method
    if face.tagline:
        told["slogan"] = face.tagline
    return {"@context": "https://schema.org", **publisher_in_short(), **told, **facts}


def publisher_in_short() -> Thing:
    """Return the house as it is named beside a ruling: name, address, logo, profiles elsewhere."""
    face, facts = brand(), facts_in(folder.folder())
    short = {
        "@type": facts.get("@type", PLAIN),
        "@id": absolute("/#publisher"),
        "name": face.name,
        "url": absolute("/"),
    }
    if face.short_name != face.name:
        short["alternateName"] = face.short_name
    if logo := logo_of(face):
        short["logo"] = logo
    return short | {name: facts[name] for name in ("sameAs",) if name in facts}


def logo_of(face: Brand) -> Thing | None:
    """Return the logo with its own size."""
    if face.logo is None or face.logo_size is None:
        return None
    width, height = (max(1, round(side)) for side in face.logo_size)
    return {
        "@type": "ImageObject",
        "url": absolute(face.logo.url),
        "width": width,
        "height": height,
    }


@lru_cache(maxsize=8)
def facts_in(within: Path | None) -> Thing:
    """Return what the newsroom's file says, without what is wrong in it."""
    try:
        facts = read(within)
    except ValueError:
        return {}
    wrong = {name for name, _why in faults_in(facts)}
    return {name: thing_of(name, value) for name, value in facts.items() if name not in wrong}


def read(within: Path | None) -> Thing:
    """Return the newsroom's file, or nothing if there is none. Raises ValueError for no object."""
    path = within / folder.FACTS if within else None
    if path is None or not path.is_file():
        return {}
    facts = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(facts, dict):
        message = "it is no object: { … }"
        raise ValueError(message)
    return {name: value for name, value in facts.items() if name != "@context"}


def thing_of(name: str, value: Any) -> Any:
    """Return a value with its type, where it is a thing; a list of one where it is none."""
    if name not in TYPES:
        return value
    things = value if isinstance(value, list) else [value]
    typed = [{"@type": TYPES[name], **thing} for thing in things]
    return typed if isinstance(value, list) else typed[0]


def faults_in(facts: Thing) -> Iterator[tuple[str, str]]:
    """Yield each property that is wrong, and why."""
    kind = facts.get("@type", PLAIN)
    if kind not in KINDS:
        yield "@type", f"is {kind!r}: write one of {', '.join(KINDS)}"
    for name, value in facts.items():
        if name == "@type":
            continue
        if name not in KNOWN:
            yield name, f"is not known here: there is {', '.join(sorted(KNOWN))}"
        elif name in OF_NEWS and kind != NEWS:
            yield name, f'belongs to a news house: write "@type": "{NEWS}"'
        elif why := fault_of(name, value):
            yield name, why


def fault_of(name: str, value: Any) -> str:
    """Return what is wrong with the value of a property, or nothing."""
    values = value if isinstance(value, list) else [value]
    if not values or name in THINGS:
        return next(filter(None, (fault_of_thing(name, one) for one in values)), "")
    for one in values:
        if not isinstance(one, str) or not one.strip():
            return "is no text"
        if name in ADDRESSES | OF_NEWS and not is_web_address(one):
            return f"is {one!r}: write a web address, https://…"
    return ""


def fault_of_thing(name: str, thing: Any) -> str:
    """Return what is wrong with a thing within the file, or nothing."""
    if not isinstance(thing, dict):
        return f"is no object with {', '.join(sorted(THINGS[name]))}"
    for part, value in thing.items():
        if part == "@type":
            continue
        if part not in THINGS[name]:
            return f"has {part!r}: there is {', '.join(sorted(THINGS[name]))}"
        if why := fault_of(part, value):
            return f"has {part!r}, which {why}"
    return ""
