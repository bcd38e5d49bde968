"""The public site as files: which file each address becomes, and what stands in it."""
