"""Pages are made anew once the release or a setting that they follow is another one."""

import pytest

from claims import release


@pytest.fixture
def templates(tmp_path, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "base.html").write_text("<p>One")
    return tmp_path


def test_a_template_that_changed_is_another_release(templates):
    before = release.release_and_settings()
    assert release.release_and_settings() == before

    (templates / "base.html").write_text("<p>Two")

    assert release.release_and_settings() != before


def test_a_library_that_pages_are_made_with_is_another_release(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "requirements.txt").write_text("markdown-it-py==4.0.0\n")
    before = release.release_and_settings()

    (tmp_path / "requirements.txt").write_text("markdown-it-py==4.0.1\n")

    assert release.release_and_settings() != before


@pytest.mark.parametrize("name", release.SETTINGS)
def test_each_setting_that_pages_follow_counts(settings, name):
    before = release.release_and_settings()

    setattr(settings, name, "another")

    assert release.release_and_settings() != before


def test_a_process_reads_the_files_once_and_the_settings_anew(monkeypatch, settings):
    before = release.of_this_process()
    assert before == release.release_and_settings()
    monkeypatch.setattr(release, "told", lambda path, _folder: pytest.fail(f"{path} read again"))

    settings.SITE_NAME = "Another"

    assert release.of_this_process() != before


def test_a_file_that_changed_under_a_process_is_told(tmp_path, settings, monkeypatch):
    assert release.is_as_begun()
    (tmp_path / "footer.en.md").write_text("Another house.")

    settings.BRAND_DIR = tmp_path

    assert not release.is_as_begun()
    monkeypatch.setattr(release, "STARTED", release.STARTED + 10**6)
    assert release.is_as_begun()
