"""Tests of the record: what every store must do, what this one does besides, and what faults do to it."""
