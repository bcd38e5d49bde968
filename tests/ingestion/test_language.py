"""The language is what the text declares, or what is surely heard in it."""

import pytest

from claims.ingestion.language import language_of


@pytest.mark.parametrize(
    ("declared", "language"),
    [("de", "de"), ("de-DE", "de"), ("EN_us", "en"), (" zh-Hant ", "zh"), ("und", "und")],
)
def test_a_declared_language_is_believed(declared, language):
    assert language_of("Taxes rose last year, the minister said.", declared) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The government raised taxes last year, the minister said on Monday.", "en"),
        ("Die Regierung hat die Steuern im vergangenen Jahr erhöht.", "de"),
        ("Le gouvernement a augmenté les impôts l'année dernière.", "fr"),
        ("Правительство повысило налоги в прошлом году.", "ru"),
        ("政府は昨年、税金を引き上げたと大臣は述べた。", "ja"),
        ("رفعت الحكومة الضرائب في العام الماضي، قال الوزير.", "ar"),
    ],
)
@pytest.mark.parametrize("declared", ["", "!", "deutsch"])
def test_otherwise_it_is_detected(text, language, declared):
    assert language_of(text, declared) == language


def test_a_few_words_are_taken_for_the_desks_own_language(settings):
    assert language_of("Kim Jong Un") == "en"
    settings.LANGUAGE_CODE = "de-at"
    assert language_of("Kim Jong Un") == "de"


def test_a_few_words_in_other_letters_are_not_taken_for_it():
    assert language_of("الحكومة") == "und"


def test_a_long_text_in_no_known_language_is_left_undetermined():
    assert language_of("blorf snee wapti kuruk zet mofta " * 3 + "qal nibble drup") == "und"
