"""The parts of the main screen: each does one kind of thing, and is given what it needs by the screen that wires it."""
