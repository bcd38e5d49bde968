"""Work on many claims at once: chosen in the list, confirmed on a page, followed on another."""
