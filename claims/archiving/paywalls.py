"""Whether a page says itself that it shows only a part to those who do not pay."""

import re

# schema.org's isAccessibleForFree, in JSON-LD and in microdata, as paywalled pages tell search
# engines; and the tier of a page as publishers tell social networks. Bounded: any bytes may come.
SAYS_SO = re.compile(
    rb"""
    "isAccessibleForFree"\s{0,20}:\s{0,20}"?(?:https?://schema\.org/)?false\b
    | itemprop=["']isAccessibleForFree["']\s{1,20}content=["']false["']
    | property=["']article:content_tier["']\s{1,20}content=["'](?:locked|metered)["']
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_cut(content: bytes) -> bool:
    """Whether the page calls itself not free to read: its copy may hold only the beginning."""
    return SAYS_SO.search(content) is not None
