"""The terminal screens: they show what the desk answers and hand it what a person decides; they hold no rules.

Pure modules turn values into lines (`rows`, `timeline`, `blocks`) and typed text into commands (`commands`,
`deciding`); widgets draw lines and post messages; screens wire them to the desk through workers.
"""
