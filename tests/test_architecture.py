"""The shape of the house, read from its code."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests import parts

ROOT = Path(__file__).parent.parent
APP = ROOT / "claims"
CODE = sorted([*APP.rglob("*.py"), *(ROOT / "factcheck").rglob("*.py")])
ACTIONS = sorted(path for path in (APP / "actions").glob("*.py") if path.stem != "__init__")
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *APP.rglob("templates/**/*.html")])

FACES = {"admin", "api", "views", "feeds", "sitemaps", "management", "forms", "templatetags"}
SAVES = {"save", "save_by", "save_m2m", "create", "get_or_create", "update_or_create"}
SAVES |= {"add_all", "bulk_create", "bulk_update", "delete"}
CHANGES = {"set", "add", "update", "remove", "clear"}  # a set or a dict has these too
COLLECTIONS = {"set", "dict", "list", "Counter", "defaultdict", "OrderedDict"}
HARMLESS = {"cache", "obj.__dict__"}  # receivers of CHANGES that store nothing of the desk
OF_THE_MACHINE = {"prepare_desk", "lay_out_demo"}  # they act as the machine and as users they make
DRAWERS = {"utils", "util", "helpers", "common", "misc", "services", "selectors", "managers"}
SQL = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\b", re.MULTILINE)
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style|\son[a-z]+\s*=|\sstyle\s*=|javascript:", re.IGNORECASE
)


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def called(function):
    """Return the last name of what is called."""
    return getattr(function, "attr", None) or getattr(function, "id", None)


def faces():
    """Return the modules through which people and programs come in."""
    return [path for path in CODE if FACES & {*path.relative_to(ROOT).parts, path.stem}]


def writes(tree):
    """Yield each call, and each statement of SQL, that stores something, as it is written."""
    collections = set(collection_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from SQL.findall(node.value)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and stores(call, collections):
            yield ast.unparse(call)


def stores(call, collections):
    verb, receiver = call.func.attr, ast.unparse(call.func.value)
    if verb in CHANGES:
        return receiver not in collections | HARMLESS
    uncommitted = any(
        word.arg == "commit" and ast.unparse(word.value) == "False" for word in call.keywords
    )
    return verb in SAVES and not uncommitted


def collection_names(tree):
    """Yield the names that hold a set, a dict or a list of Python's own."""
    displays = ast.Set | ast.Dict | ast.List | ast.SetComp | ast.DictComp | ast.ListComp
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            made = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in COLLECTIONS
            if made or isinstance(node.value, displays):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (ast.unparse(target) for target in targets)


@pytest.mark.parametrize("path", faces(), ids=name_of)
def test_only_actions_and_models_write(path):
    assert list(writes(tree_of(path))) == []


@pytest.mark.parametrize(
    "code",
    [
        "row.save_by(user)",
        "form.save()",
        "Claim.objects.create(text='A')",
        "claims.filter(pk=1).update(text='A')",
        "claim.topics.set([])",
        "self.queryset.delete()",
        "cursor.execute('DELETE FROM claims_claim')",
        "found = Claim.objects.all()\nfound.update(text='A')",
    ],
)
def test_a_write_is_seen_for_what_it_is(code):
    assert list(writes(ast.parse(code)))


def test_collections_and_forms_are_no_writes():
    code = "form.save(commit=False)\nseen: set[int] = set()\nseen.add(1)\nmessages.success(a, b)"

    assert not list(writes(ast.parse(code)))


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.stem)
def test_an_action_is_a_verb_in_a_file_of_its_name(path):
    functions = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)]

    (verb,) = (function for function in functions if function.name == path.stem)
    decorators = {ast.unparse(d) for function in functions for d in function.decorator_list}
    saves = re.search(r"\b(?:save_by|add_all)\(", path.read_text(encoding="utf-8"))
    assert "recorded" in decorators or not saves  # one transaction that holds the journal
    assert path.stem in OF_THE_MACHINE or "by" in {a.arg for a in verb.args.kwonlyargs}


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.stem)
def test_every_action_has_its_tests(path):
    assert (ROOT / "tests/actions" / f"test_{path.name}").exists()


@pytest.mark.slow
def test_one_action_alone_lifts_a_guard():
    lifting = [
        name_of(path)
        for path in CODE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and called(node.func) in {"lifted", "switch", "switching"}
    ]

    assert set(lifting) == {"claims/actions/redact_history.py", "claims/models/guards.py"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_have_nothing_inline(path):
    assert not INLINE.search(path.read_text(encoding="utf-8"))


def test_what_is_inline_is_seen():
    for text in (
        "<script>",
        '<a onclick="x()">',
        '<p style="a">',
        "<style>",
        '<a href="javascript:">',
    ):
        assert INLINE.search(text)
    assert not INLINE.search('<script type="module" src="a.js"></script> <p class="season-style">')


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_pattern_repeats_a_group_possessively(path):
    """Python before 3.11.5, which Debian 12 has, matches such wrongly: its issue 106052."""
    source = path.read_text(encoding="utf-8")

    assert not re.search(r"(?<!\\)\)[*+?]\+(?=[\"'()|\[{\\])", source)


def test_no_neighbour_is_asked_for_beyond_a_text():
    """The parser raises there; `grammar.word_before` and the like tell that there is none."""
    asking = [name_of(path) for path in CODE if ".nbor(" in path.read_text(encoding="utf-8")]

    assert asking == []


def test_nothing_is_a_drawer():
    assert [name_of(path) for path in CODE if path.stem in DRAWERS] == []


@pytest.mark.slow
def test_one_module_sanitises():
    importers = [
        name_of(path)
        for path in CODE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom) and "bleach" in ast.unparse(node)
    ]

    assert importers == ["claims/text/sanitize.py"]


@pytest.mark.slow
def test_imports_stand_at_the_top():
    inside = [
        f"{name_of(path)}: {ast.unparse(node)}"
        for path in CODE
        if path != APP / "apps.py"
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert len(inside) <= 3, inside


def test_what_stands_lower_never_imports_what_stands_higher():
    parts.require_tool("importlinter", "import-linter")
    command = Path(sys.executable).with_name("lint-imports")

    outcome = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert outcome.returncode == 0, outcome.stdout
