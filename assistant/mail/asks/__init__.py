"""What a letter asks and promises, found by tables of words."""
