"""The desk: Django's admin, a module for each group of pages."""
