"""The desk as a person at it uses it: signed in, filling in the forms that the pages show."""

from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories import make_user

ROLES = ["reader", "reporter", "reviewer", "editor", "administrator"]


def make_person(role=None, **fields):
    """Return a person who may sign in at the desk; "superuser" holds no role and may everything."""
    if role == "superuser":
        return make_user(is_superuser=True, is_staff=True, **fields)
    return make_user(role, is_staff=True, **fields)


def desk_of(person_or_role):
    """Return a client signed in as this person, or as a new one of this role."""
    made = isinstance(person_or_role, str)
    person = make_person(person_or_role) if made else person_or_role
    if not person.is_staff:
        person.is_staff = True
        person.save_by(person)
    client = Client()
    client.force_login(person)
    client.person = person
    return client


def signs_in(client, username, password):
    """Sign in on the desk's own page; say whether that let this client in."""
    client.logout()
    client.post(reverse("admin:login"), {"username": username, "password": password})
    return "_auth_user_id" in client.session


def at(row, page="change", **query):
    """Return the address of one of a row's pages at the desk."""
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])
    return f"{url}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else url


def list_of(model, page="changelist"):
    """Return the address of a model's list, or of its add page."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def words_of(response):
    """Return the text of a page, in one line."""
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def messages_of(response):
    """Return what the page tells the person in messages."""
    tree = html.fromstring(response.content.decode())
    return " ".join(" ".join(tree.xpath('//ul[@class="messagelist"]//text()')).split())


def errors_of(response):
    """Return what the forms of a page complain about, in one line."""
    tree = html.fromstring(response.content.decode())
    return " ".join(" ".join(tree.xpath('//ul[contains(@class, "errorlist")]//text()')).split())


def form_of(response, action=None):
    """Return the fields of the main form, or of the one with this action, as a browser has them."""
    forms = [
        f for f in html.fromstring(response.content.decode()).forms if f.method.lower() == "post"
    ]
    if action is not None:
        (form,) = [f for f in forms if f.get("action", "").endswith(action)]
    else:
        (form,) = [f for f in forms if (f.get("id") or "").endswith("_form") or is_main(f)]
    texts = {area.name for area in form.xpath(".//textarea")}
    nothing = form.xpath(".//input[@type='radio' and @checked and @value='']/@name")  # lxml: "on"
    values = {
        name: value.removeprefix("\n") if name in texts else value
        for name, value in form.form_values()
        if not name.startswith("_")
    }
    return values | dict.fromkeys(nothing, "")


def is_main(form):
    return "deed" in (form.get("class") or "")


def fill(client, page, /, **typed):
    """Open a page, type into its form and send it; return what comes back."""
    response = client.get(page)
    assert response.status_code == 200, response.status_code
    return client.post(page, {**form_of(response), **typed})
