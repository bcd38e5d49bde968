"""Lists of rulings that are longer than a page."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from django.views.generic import TemplateView

from claims.catalogue.pages import cards_of

PER_PAGE = 20
LONGEST_NUMBER = 9  # figures of a page's number


def page_of(keys: Any, number: str, length: int = PER_PAGE) -> Page[Any]:
    """Return a page of a list of keys or names. Raises Http404 if there is none of this number."""
    if len(number) > LONGEST_NUMBER:
        raise Http404
    try:
        return Paginator(keys, length).page(number)
    except InvalidPage as error:
        raise Http404 from error


class PagedView(TemplateView):
    """A list of rulings that stand, page by page."""

    section = ""
    paginate_by = PER_PAGE

    def keys(self) -> Sequence[int]:
        """Return the keys of the rulings, the newest first; to be counted and cut to a page."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rulings of the page that is asked for."""
        page_obj = page_of(self.keys(), self.request.GET.get("page", "1"), self.paginate_by)
        return super().get_context_data(
            section=self.section,
            page_obj=page_obj,
            cards=cards_of(list(page_obj)),
            **kwargs,
        )
