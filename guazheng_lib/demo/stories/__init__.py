"""The stories behind the planted classes (案例情节), each a few entries in the offices' ledgers.

A story writes what the offices would know of such a person; what the screening may say about it is
declared beside the class (`classes.PLANTED`), not here.
"""
