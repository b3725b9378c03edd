"""The words of the house: records of one posting on its way from a source to the board.

Records are frozen, keyword-only dataclasses that import nothing but the standard library; how they are stored
stands apart, in ``models.store``.
"""
