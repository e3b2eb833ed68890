"""The terminal UI in a browser on the same machine: textual-serve behind an address that only its reader knows.

textual-serve starts the program once for each browser and passes keys and pictures through. What is added here: it
listens on the loopback alone, every request needs the token in its address, names no other host and is called by none,
and the page is our own, which loads nothing from elsewhere.
"""
