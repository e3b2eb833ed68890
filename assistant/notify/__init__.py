"""A check's result → colleagues: webhook, Slack, Teams, ntfy, mail. Never to a regulator.

`notice` is what one message says, `telling` says it in words, `bodies` and `mailing` give it the form of a service,
`posting` and `mailing` send it, `delivery` does so for all destinations at once.
"""
