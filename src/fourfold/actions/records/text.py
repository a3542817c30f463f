"""Text in both languages, as JSON."""

from fourfold.domain.text import Text


def text_record(text: Text) -> dict[str, str | None]:
    """Both languages; one that is missing is null."""
    return {"en": text.en, "zh": text.zh}
