"""Newsrooms for tests: folders with a face of their own."""

import json
from copy import deepcopy
from io import BytesIO

from PIL import Image

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><path d="M0 0h9v9z"/></svg>'


def dress(settings, folder, **files):
    """Give the site a folder with these files: names with `__` for `/` and `_` for what follows."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        path = folder / f"{stem.replace('__', '/').replace('DASH', '-')}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content) if isinstance(content, dict) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings.BRAND_DIR = folder
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)  # forgets the templates that were read


def logo(width, height):
    """Return a drawing of a size."""
    return LOGO.format(width, height)


def png(width=300, height=60, colour="#8a1538"):
    """Return a picture of a size and colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()
