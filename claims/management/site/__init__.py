"""The public site as files: what pages there are, how they are made, where they are kept."""
