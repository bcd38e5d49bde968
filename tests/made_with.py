"""What public pages are made with beside the desk's rows, changed."""

from pathlib import Path


def change_template(settings, tmp_path):
    (tmp_path / "claims").mkdir()
    text = Path("templates/claims/_verdict.html").read_text()
    (tmp_path / "claims" / "_verdict.html").write_text(f"{text}<!-- mended -->")
    page = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [page]


def change_brand(settings, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "footer.en.md").write_text("Another house stands behind this.")
    settings.BRAND_DIR = tmp_path


CHANGES = {
    "a template": change_template,
    "the newsroom's folder": change_brand,
    "its name": lambda settings, _path: setattr(settings, "SITE_NAME", "Other"),
    "its accent": lambda settings, _path: setattr(settings, "ACCENT", "#123456"),
    "the address": lambda settings, _path: setattr(settings, "SITE_URL", "http://localhost:1"),
    "where forms go": lambda settings, _path: setattr(settings, "APPLICATION_URL", "https://b.eu"),
    "who may embed": lambda settings, _path: setattr(settings, "EMBEDDED_BY", ["'none'"]),
}
each_change = {"params": CHANGES.values(), "ids": CHANGES.keys()}
