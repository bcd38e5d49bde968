"""The newsroom's own templates: what is wrong with them, found before a reader meets it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import (
    Engine,
    Node,
    Origin,
    Template,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    engines,
)
from django.template.defaulttags import URLNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.urls import get_resolver

from claims.branding.folder import TEMPLATES

ENDINGS = {".html", ".txt", ".xml"}


def templates_in(within: Path) -> dict[str, Path]:
    """Return the newsroom's templates by name."""
    root = within / TEMPLATES
    paths = [path for path in sorted(root.rglob("*")) if path.suffix in ENDINGS and path.is_file()]
    return {path.relative_to(root).as_posix(): path for path in paths}


def broken_in(within: Path) -> Iterator[tuple[str, str]]:
    """Yield each template that cannot be shown, and why."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    for name, path in templates_in(within).items():
        try:
            origin = Origin(str(path), name)
            template = Template(path.read_text(encoding="utf-8"), origin, name, engine)
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            token = getattr(error, "token", None)
            line = f"line {token.lineno}: " if token else ""
            yield name, f"{line}{str(error).rstrip('.')}"
        else:
            yield from ((name, fault) for fault in dangling(template, path, engine))


def idle_in(within: Path) -> Iterator[str]:
    """Yield each template that takes the place of none, and that no other one of them names."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    found = templates_in(within)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in found.values()]
    for name, path in found.items():
        named = any(f'"{name}"' in text or f"'{name}'" in text for text in texts)
        if not named and standing_behind(name, path, engine) is None:
            yield name


def standing_behind(name: str, path: Path, engine: Engine) -> Template | None:
    """Return the template of a name that stands behind the newsroom's own, if there is one."""
    sources = [
        origin for loader in engine.template_loaders for origin in loader.get_template_sources(name)
    ]
    own = [origin for origin in sources if origin.name == str(path)]
    try:
        return engine.find_template(name, skip=own)[0]
    except (TemplateDoesNotExist, TemplateSyntaxError):
        return None


def dangling(template: Template, path: Path, engine: Engine) -> Iterator[str]:
    """Yield what a template names that is not there: templates, blocks, pages."""
    for node in nodes(template, ExtendsNode):
        if name := constant(node.parent_name):
            parent = standing_behind(name, path, engine)
            yield from faults_of_parent(name, parent, node.blocks, engine)
    for node in nodes(template, IncludeNode):
        name = constant(node.template)
        if name and standing_behind(name, Path(), engine) is None:
            yield f"includes {name!r}, which is not there"
    for node in nodes(template, URLNode):
        name = constant(node.view_name)
        if name and not is_page(name):
            yield f"links {name!r}, which is no page"


def faults_of_parent(
    name: str, parent: Template | None, blocks: dict[str, Any], engine: Engine
) -> Iterator[str]:
    """Yield what is wrong with what a template extends."""
    if parent is None:
        yield f"extends {name!r}, which is not there"
        return
    known = blocks_of(parent, engine)
    for block in sorted(blocks.keys() - known):
        yield f"fills the block {block!r}: {name} has {', '.join(sorted(known))}"


def blocks_of(template: Template, engine: Engine) -> set[str]:
    """Return the blocks that can be filled in a template."""
    found = {node.name for node in nodes(template, BlockNode)}
    for node in nodes(template, ExtendsNode):
        name = constant(node.parent_name)
        path = Path(template.origin.name)
        parent = standing_behind(name, path, engine) if name else None
        found |= blocks_of(parent, engine) if parent else set()
    return found


def nodes(template: Template, kind: type[Node]) -> list[Any]:
    """Return the tags of a kind in a template."""
    return template.nodelist.get_nodes_by_type(kind)


def constant(expression: Any) -> str:
    """Return what an expression of a template says, or nothing if that is not known yet."""
    is_text = isinstance(expression.var, str) and not expression.filters
    return str(expression.var) if is_text else ""


def is_page(name: str) -> bool:
    """Whether an address has this name."""
    *spaces, last = name.split(":")
    resolver = get_resolver()
    for space in spaces:
        if space not in resolver.namespace_dict:
            return False
        resolver = resolver.namespace_dict[space][1]
    return last in resolver.reverse_dict
