"""
Whether a quoted passage stands in the text of its source: word for word, nearly, or not at all.

`check()` takes values and gives values. What may differ in a verbatim quotation is typography
alone (see `words`) and what the quotation itself declares: omissions above all (see
`pattern`). Everything else is named as a differing word.
"""

from claims.text.quotations.checking import check
from claims.text.quotations.findings import Found, State

__all__ = ["Found", "State", "check"]
