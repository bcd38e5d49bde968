"""Frozen pages for tests that need no database: the example, and the example with a change."""

import copy
from typing import Any

PAGE: dict[str, Any] = {
    "format": 5,
    "version": 1,
    "language": "en",
    "label": "Demonstration ruling",
    "topics": [{"slug": "treaties", "name": "Treaties"}],
    "claim": {
        "id": "c0a1b2c3",
        "text": "The 2024 agreement is expected to replace the treaties of 1961 and 2000.",
        "kind": "fact",
        "said_on": "2024-06-17",
        "said_where": "A briefing in Moscow",
        "said_medium": "",
        "said_at": "",
        "said_words": "",
        "appearances": ["https://briefing.example/17-june"],
        "chosen_because": "It decides what the parties owe each other.",
        "claimants": [
            {
                "id": "3kq8x0zr",
                "name": "Yury Ushakov",
                "kind": "person",
                "role": "Kremlin aide",
                "affiliation": "Presidential Administration",
                "same_as": "https://wiki.example/ushakov",
            }
        ],
    },
    "article": {
        "id": "a0a1b2c3",
        "title": "Two States Forge New Alliance",
        "url": "https://paper.example/alliance",
        "publisher": "The Paper",
        "byline": "A. Author",
        "published_on": "2024-06-19",
        "language": "en",
        "medium": "text",
        "own": False,
    },
    "passage": {
        "body": 1,
        "sha256": "0" * 64,
        "start": 0,
        "end": 71,
        "quote": "The Agreement is expected to replace previous treaties of 1961 and 2000.",
        "prefix": "",
        "suffix": "",
    },
    "rating": {
        "label": "Half true",
        "definition": "Partly accurate, leaves out what matters or takes it out of context.",
        "value": 3,
        "best": 5,
        "worst": 1,
        "tone": "half-true",
        "shape": "half",
        "scale": 1,
    },
    "why": "An aide did say so, but the treaty's own terms name only the treaty of 2000.",
    "key_points": ["The 1961 treaty had lapsed long before."],
    "body": "An aide said so.[^e1] The terms name **only** the treaty of 2000.[^e2]",
    "not_known": "The full text was not available.",
    "no_primary_because": "The treaty's own text is secret.",
    "not_asked_because": "The author did not sign the article.",
    "differed_because": "",
    "evidence": [
        {
            "cite": "e1",
            "stance": "supports",
            "quote": "The new treaty will replace the 1961 treaty",
            "where": "paragraph 3",
            "pages": "",
            "time_code": "",
            "note": "State agency.",
            "later_because": "",
            "picture": None,
            "found": "verbatim",
            "found_score": None,
            "found_in": "2026-10-03",
            "found_page": None,
            "found_words": [],
            "found_link": "https://agency.example/1#:~:text=The%20new%20treaty",
            "source": {
                "title": "Putin in Pyongyang",
                "publisher": "The Agency",
                "kind": "primary",
                "url": "https://agency.example/1",
                "archived_url": "https://archive.example/1",
                "published_on": "2024-06",
                "accessed_on": "2026-10-03",
                "consulted": "online",
                "interests": "Owned by one of the parties.",
            },
        },
        {
            "cite": "e2",
            "stance": "refutes",
            "quote": "in 1995 the government renounced the 1961 treaty",
            "where": "",
            "pages": "",
            "time_code": "",
            "note": "",
            "later_because": "",
            "picture": None,
            "found": "unchecked",
            "found_score": None,
            "found_in": "",
            "found_page": None,
            "found_words": [],
            "found_link": "",
            "source": {
                "title": "",
                "publisher": "The Foundation",
                "kind": "secondary",
                "url": "",
                "archived_url": "",
                "published_on": "",
                "accessed_on": "",
                "consulted": "letter",
                "interests": "",
            },
        },
    ],
    "inquiries": [
        {
            "whom": "The ministry",
            "kind": "reply",
            "asked_on": "2026-10-01",
            "due_on": "",
            "question": "Which treaties end?",
            "outcome": "",
            "answered_on": "",
            "answer": "",
        }
    ],
    "searches": [],
    "override": {
        "rules": ["Every cited page has a stored copy."],
        "reason": "demonstration ruling",
        "by": "Demo editor",
    },
    "correction": None,
    "translation": None,
    "written_by": ["Demo reporter"],
    "approved_by": "Demo editor",
    "published_at": "2026-11-23T10:00:00+00:00",
    "first_published_at": "2026-11-20T10:00:00+00:00",
    "rules": {
        "version": 1,
        "results": [
            {
                "id": "stored_copies",
                "sentence": "Every cited page has a stored copy.",
                "level": "must",
                "result": "aside",
            },
        ],
    },
    "journal": {"length": 1204, "seal": "5ea1" * 16},
}


def frozen_page(page: dict[str, Any] = PAGE, **changes: Any) -> dict[str, Any]:
    """Return the example; `claim__text="…"` changes one value of a part."""
    page = copy.deepcopy(page)
    for path, value in changes.items():
        *parts, last = path.split("__")
        target = page
        for part in parts:
            target = target[part]
        target[last] = value
    return page
