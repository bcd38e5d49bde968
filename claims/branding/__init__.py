"""The newsroom's own face: name, logo, colours, footer and what machines are told of the house."""

from claims.branding.brand import Brand, brand
from claims.branding.publisher import organization, publisher_in_short
from claims.branding.words import footer

__all__ = ["Brand", "brand", "footer", "organization", "publisher_in_short"]
