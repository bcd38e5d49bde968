"""What an action gives as a reason of its own is read in the language of whoever reads it."""

import ast

import pytest

from claims.history.deeds import DEEDS, DEEDS_ON, as_read
from tests.test_architecture import ACTIONS, name_of, tree_of

DOORS = {"save_by": 1, "save_row": None}  # where a reason may stand without its name
MACHINES = {"lay_out_demo"}  # its reasons belong to the demo, as its notes do


def constants(tree):
    """Return the module's own names for texts."""
    pairs = [(node.targets[0], node.value) for node in tree.body if isinstance(node, ast.Assign)]
    return {ast.unparse(name): value for name, value in pairs}


def texts(node, names):
    """Yield each text that an expression may turn out to be."""
    if isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from texts(part, names)
    elif isinstance(node, ast.IfExp):
        yield from [*texts(node.body, names), *texts(node.orelse, names)]
    elif isinstance(node, ast.Name) and node.id in names:
        yield from texts(names[node.id], names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "1" for part in node.values]
        yield "".join(map(str, parts))


def given(call):
    """Yield what a call gives as a reason."""
    yield from (word.value for word in call.keywords if word.arg == "reason")
    place = DOORS.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
    if place is not None:
        yield from call.args[place : place + 1]


@pytest.mark.parametrize("path", [p for p in ACTIONS if p.stem not in MACHINES], ids=name_of)
def test_each_reason_of_an_action_can_be_read_in_another_language(path):
    tree = tree_of(path)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    reasons = [given_reason for call in calls for given_reason in given(call)]
    found = {text for reason in reasons for text in texts(reason, constants(tree)) if text}
    assert [text for text in found if not is_known(text)] == []


def is_known(text):
    return text in DEEDS or any(pattern.fullmatch(text) for pattern, _ in DEEDS_ON)


def test_what_a_reason_names_stands_in_its_sentence():
    assert as_read("superseded by version 12") == "Superseded by version 12"
    assert as_read("“the firm” means Acme") == "“the firm” means Acme"


def test_a_reason_that_a_person_typed_stays_as_it_is():
    assert (
        as_read("Superseded by version twelve, I think") == "Superseded by version twelve, I think"
    )
