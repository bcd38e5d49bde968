"""Any template is the newsroom's to replace; a broken one is told, and takes no page away."""

import logging

import pytest

from claims import addresses
from claims.branding.overrides import broken_in, idle_in
from factcheck.failing import failed
from tests.branding.newsroom import dress
from tests.views.pages import make_page

pytestmark = pytest.mark.django_db

FOOT = '{% extends "base.html" %}{% block colophon %}<footer>Ours alone</footer>{% endblock %}'
BLOCKS = {"title", "head", "masthead", "content", "colophon"}


def broken(tmp_path):
    return dict(broken_in(tmp_path))


def test_a_page_a_block_of_the_frame_and_the_small_page_are_replaced(client, settings, tmp_path):
    ruling = make_page()
    method = '{% extends "base.html" %}{% block content %}<h1>Our way</h1>{% endblock %}'
    dress(
        settings,
        tmp_path,
        templates__base_html=FOOT,
        templates__claims__method_html=method,
        templates__claims__embedded_html="<p>{{ page.claim.text }} by us</p>",
    )

    assert "<h1>Our way</h1>" in client.get("/method/").text
    front = client.get("/").text
    assert "<footer>Ours alone</footer>" in front
    assert "Every ruling is approved" not in front
    assert 'class="masthead"' in front
    card = client.get(addresses.embedded_address(ruling.page)).text
    assert card == f"<p>{ruling.page['claim']['text']} by us</p>"
    assert broken(tmp_path) == {}
    assert list(idle_in(tmp_path)) == []


def test_the_blocks_that_the_readme_names_are_those_of_the_frame(settings, tmp_path):
    filled = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in BLOCKS)
    dress(settings, tmp_path, templates__base_html=f'{{% extends "base.html" %}}{filled}')

    assert broken(tmp_path) == {}
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert all(f"`{name}`" in readme for name in BLOCKS)


def test_a_broken_template_is_passed_over_and_the_log_says_so(client, settings, tmp_path, caplog):
    dress(settings, tmp_path, templates__base_html="{% if %}", templates__404_html=b"\xff")
    logger = logging.getLogger("factcheck.own_templates")

    with caplog.at_level(logging.ERROR, logger.name):
        front, missing = client.get("/"), client.get("/nothing/here/")

    assert front.status_code == 200
    assert "Latest rulings" in front.text
    assert missing.status_code == 404
    assert "templates/base.html is passed over" in caplog.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\n\n{% oops %}", "line 3: "),
        ("{% block a %}", "block"),
        ('{% extends "bass.html" %}', "extends 'bass.html', which is not there"),
        ('{% include "claims/_gone.html" %}', "includes 'claims/_gone.html'"),
        ("{% url 'claims:front' %}", "links 'claims:front', which is no page"),
        ("{% url 'nowhere:front' %}", "links 'nowhere:front', which is no page"),
        (
            '{% extends "base.html" %}{% block footer %}{% endblock %}',
            "fills the block 'footer': base.html has body, colophon, content, head, html,",
        ),
    ],
)
def test_what_is_wrong_with_a_template_is_told_before_a_reader_meets_it(
    settings, tmp_path, text, why
):
    dress(settings, tmp_path, templates__claims__method_html=text)

    assert why in broken(tmp_path)["claims/method.html"]


def test_what_is_not_known_before_it_is_shown_is_no_fault(settings, tmp_path):
    text = "{% include name %}{% url name %}{% url 'claims:ruling' a b %}{% url 'admin:index' %}"
    dress(settings, tmp_path, templates__claims__method_html=text)

    assert broken(tmp_path) == {}


def test_a_part_that_another_template_includes_is_not_idle(settings, tmp_path):
    dress(
        settings,
        tmp_path,
        templates__claims__method_html='{% include "ours/_part.html" %}',
        templates__ours___part_html="x",
        templates__claims__rulling_html="x",
    )

    assert list(idle_in(tmp_path)) == ["claims/rulling.html"]


def test_if_the_page_for_faults_is_at_fault_too_words_remain(settings, tmp_path, rf):
    dress(settings, tmp_path, templates__500_html='{% include "claims/_gone.html" %}')

    response = failed(rf.get("/"))

    assert response.status_code == 500
    assert response.content == b"Something went wrong\n"
