"""A picture as SVG: how large it is, and what in it would run or fetch something."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

SPACE = "http://www.w3.org/2000/svg"  # without it, a browser takes the file for no picture
LARGEST = 300_000  # bytes
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", re.ASCII)
PARTS = 4  # of a viewBox: left, top, width, height
RUNS = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}
CHANGES = {"set", "animate", "animatetransform", "animatemotion"}
LINKS = {"href", "src"}
FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!#)(?!data:image/)", re.IGNORECASE)
NO_ENTITY = "<!ENTITY"


@dataclass
class Drawing:
    """What a file says of its size, and the faults found in it, in words."""

    width: float = 0
    height: float = 0
    faults: list[str] = field(default_factory=list)
    begun: bool = False


def drawing_of(raw: bytes) -> Drawing:
    """Return what an SVG file is; a file that is none has that as its fault."""
    drawing = Drawing()
    if len(raw) > LARGEST:
        drawing.faults.append(f"{len(raw)} bytes, where {LARGEST} are the most")
        return drawing
    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, LARGEST  # a text is told whole
    parser.StartElementHandler = starts(drawing)
    parser.CharacterDataHandler = says(drawing)
    parser.EntityDeclHandler = declares(drawing)
    parser.ProcessingInstructionHandler = instructs(drawing)
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError) as error:
        drawing.faults.append(f"no SVG that can be read ({error})")
    drawing.faults = list(dict.fromkeys(drawing.faults))
    return drawing


def starts(drawing: Drawing) -> Callable[[str, dict[str, str]], None]:
    """Return what reads an element as it begins."""

    def started(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2].lower()
        if not drawing.begun:
            drawing.begun = True
            drawing.width, drawing.height = size_of(attributes)
            drawing.faults += [] if tag == "svg" else [f"<{name}> where <svg> should begin"]
            drawing.faults += [] if SPACE in attributes.values() else [f"no xmlns={SPACE!r}"]
        drawing.faults += [f"<{name}>"] if tag in RUNS else []
        for attribute, value in attributes.items():
            drawing.faults += fault_of(tag, attribute, value)

    return started


def says(drawing: Drawing) -> Callable[[str], None]:
    """Return what reads the words and the styles between elements."""

    def said(text: str) -> None:
        drawing.faults += ["a style that fetches something"] if FETCHES.search(text) else []

    return said


def declares(drawing: Drawing) -> Callable[..., None]:
    """Return what meets an entity, which could grow without end or stand for another file."""

    def declared(*_parts: object) -> None:
        drawing.faults.append(NO_ENTITY)

    return declared


def instructs(drawing: Drawing) -> Callable[[str, str], None]:
    """Return what meets an instruction: a style sheet named in one is fetched."""

    def instructed(target: str, _data: str) -> None:
        drawing.faults += [f"<?{target}"] if target.lower() == "xml-stylesheet" else []

    return instructed


def fault_of(tag: str, attribute: str, value: str) -> list[str]:
    """Return what is wrong with an attribute: it runs, or leads out of the file."""
    name = attribute.rpartition(":")[2].lower()
    if name.startswith("on"):
        return [f"{attribute}="]
    if tag in CHANGES and value.strip().lower() in {"href", "xlink:href"}:
        return [f"<{tag}> that changes a link"]
    leads_out = not value.strip().lower().startswith(("#", "data:image/"))
    if name in LINKS and not attribute.startswith("xmlns") and leads_out:
        return [f"{attribute}={value[:60]!r}"]
    return ["a style that fetches something"] if FETCHES.search(value) else []


def size_of(attributes: dict[str, str]) -> tuple[float, float]:
    """Return width and height, as far as the file says them: by itself or by its viewBox."""
    given = [NUMBER.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    if given[0] and given[1]:
        return float(given[0][1]), float(given[1][1])
    box = [NUMBER.fullmatch(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", ""))]
    if len(box) == PARTS and box[2] and box[3]:
        return float(box[2][1]), float(box[3][1])
    return 0, 0
