"""The form that begins a cluster."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.actions.beginning import CATEGORIES, MOST_TITLE, Begun
from fourfold.domain.text import Text
from fourfold.web.pages.wording import reading_language


class Begin(forms.Form):
    """What a new cluster is called, and its categories."""

    zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=MOST_TITLE)
    en = forms.CharField(label=_("Name in English"), required=False, max_length=MOST_TITLE)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Short, for its address: letters, digits, dots, hyphens and underscores, such as ict or modern-logistics."
        ),
    )
    categories = forms.MultipleChoiceField(
        label=_("Categories of courses"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The bands of its map, from the ground up. More can be added, and all renamed, later."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments
        self.initial.setdefault("categories", list(CATEGORIES))
        field = self.fields["categories"]
        if isinstance(field, forms.MultipleChoiceField):
            language = reading_language()
            field.choices = [(code, title.in_language(language)) for code, title in CATEGORIES.items()]

    def begun(self) -> Begun:
        """What the form asks for."""
        said = self.cleaned_data
        title = Text(en=said["en"] or None, zh=said["zh"] or None)
        return Begun(code=said["code"], title=title, categories=frozenset(said["categories"]))
