"""Benchmarks: ratios between two sides that run in turn on the same machine, never an absolute time.

`python -m tests.benchmarks` prints them all; the record that they run on is made from a seed by `generate`.
"""
