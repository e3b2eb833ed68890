"""Full text over all threads: a disposable file of words beside the index, one query language for every door.

Nothing here writes to the record, and neither `check` nor `import` asks for it: it catches up when somebody searches.
"""
