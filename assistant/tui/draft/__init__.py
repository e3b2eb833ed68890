"""The parts of the draft screen: each is given the sheet, and those made before it."""
