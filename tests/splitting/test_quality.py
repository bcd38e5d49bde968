"""How near the splitter comes to people, on sentences from which nothing was learned."""

import pytest

from tests import parts

FOLDER = parts.ROOT / "fixtures" / "splitting"
LEAST = {  # soft F1 and hit F1 that were reached once; their sum is raised, never lowered
    "factscore": (65.1, 57.8),
    "factcheckgpt": (66.7, 62.8),
}

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", LEAST)
def test_the_splitter_comes_as_near_to_people_as_it_did(name):
    parts.require_tool("scipy", "SciPy")
    from tests.bench.split_score import rates  # noqa: PLC0415 - a machine may lack what it needs
    from tests.bench.splitting_quality import measured  # noqa: PLC0415

    total = measured(FOLDER / f"{name}_dev.jsonl")

    reached = tuple(rates(total[k], total["predicted"], total["gold"])[2] for k in ("soft", "hit"))
    assert all(now >= least for now, least in zip(reached, LEAST[name], strict=True)), reached
    assert total["faithful"] >= 0.995 * total["stems"]
