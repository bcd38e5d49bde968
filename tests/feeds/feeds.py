"""Feeds as a reader's program takes them: Atom parsed, JSON loaded."""

from django.urls import reverse
from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
EVERY = [f"{name}_{media}" for name in ("rulings", "corrections") for media in ("atom", "json")]


def atom_of(client, name, *args):
    response = client.get(reverse(f"claims:{name}_atom", args=args))
    assert response.status_code == 200
    return etree.fromstring(response.content)


def json_of(client, name, *args):
    response = client.get(reverse(f"claims:{name}_json", args=args))
    assert response.status_code == 200
    return response.json()


def said(element, path):
    """Return the texts, or the attributes, that stand at a path of a feed."""
    found = element.xpath(path, namespaces=ATOM)
    return [one if isinstance(one, str) else one.text for one in found]
