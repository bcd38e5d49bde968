"""Splitting a text into claims: backends behind one interface, chosen by settings.SPLITTERS."""

from functools import cache

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from claims.splitting.base import (
    OPERATION_LABELS,
    BaseSplitter,
    Kind,
    Progress,
    Proposal,
    Reason,
    Skipped,
    Split,
    SplitterError,
    Suggestion,
)
from claims.splitting.granularity import Granularity

__all__ = [
    "OPERATION_LABELS",
    "BaseSplitter",
    "Granularity",
    "Kind",
    "Progress",
    "Proposal",
    "Reason",
    "Skipped",
    "Split",
    "SplitterError",
    "Suggestion",
    "get_splitter",
    "splitter_at",
]


@cache
def get_splitter(alias: str = "default", **options: str) -> BaseSplitter:
    """
    Return the splitter that settings.SPLITTERS names `alias`, built once a process.

    Further options go before those of the settings; TypeError where the splitter has none such.
    """
    conf = settings.SPLITTERS[alias]
    splitter_class: type[BaseSplitter] = import_string(conf["BACKEND"])
    return splitter_class(**{**conf.get("OPTIONS", {}), **options})


def splitter_at(alias: str, granularity: str = "") -> BaseSplitter:
    """Return the splitter at this grain; as it is configured if none is given, or it has none."""
    splitter = get_splitter(alias)
    if not granularity or splitter.granularity is None:
        return splitter
    return get_splitter(alias, granularity=granularity)


def _forget_splitters(*, setting: str, **kwargs: object) -> None:
    """Build the splitters anew when a test overrides the setting."""
    if setting == "SPLITTERS":
        get_splitter.cache_clear()


setting_changed.connect(_forget_splitters)
