"""The workbench: an article’s text with its claims marked, and the claims beside it."""
