"""The desk's own admin site."""

from django.contrib import admin


class DeskSite(admin.AdminSite):
    """Django's admin, named as the desk."""
