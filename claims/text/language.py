"""Which language a text is in: a small model that ships with its library, no network."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 5000  # characters


def detect_language(text: str) -> tuple[str, float]:
    """Return the likeliest language, as an ISO 639 code, and how likely it is."""
    language, probability = _identifier().classify(text[:SAMPLE])
    return str(language), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model, once a process: most of a second and 70 MB."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
