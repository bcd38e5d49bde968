"""Choose how much one claim of an article may say."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Article, User
from claims.models.journal import recorded
from claims.splitting import get_splitter


@recorded
def choose_granularity(
    article: Article, granularity: str, *, by: User, splitter: str = "default"
) -> Article:
    """
    Keep the grain at which this article is split from now on; return the article.

    Raises PermissionDenied if `by` may not, ValidationError if there is no such grain, or the
    splitter has none to choose. The same grain again changes nothing.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not policy.may_find_claims(by, article):
        raise PermissionDenied
    if get_splitter(splitter).granularity is None:
        message = _("The splitter “%(splitter)s” does not let its grain be chosen.")
        raise ValidationError(message, code="no_granularity", params={"splitter": splitter})
    if article.granularity != granularity:
        article.granularity = granularity
        article.save_by(by, "chosen to find claims")
    return article
