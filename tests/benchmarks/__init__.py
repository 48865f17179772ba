"""Benchmarks: a command of their own, never a timed test.

``python -m tests.benchmarks`` measures everything, ``python -m tests.benchmarks import tag`` some.
Each figure is a ratio to its floor in the same run; `README.md` beside this file holds the results.
"""
