"""The record: entries in a hash chain, folded into threads, kept in append-only files beside a disposable index.

This room knows what happened and in which order. It knows no rule, no calendar and no due day: those are `clocks`.
"""
