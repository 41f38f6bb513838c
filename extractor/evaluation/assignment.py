"""A table of likenesses in, the best one-to-one assignment out."""

from collections.abc import Sequence
from math import inf


def best_assignment(likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs whose likenesses add up to most; each is used once.

    [[0.9, 0.8], [0.8, 0.1]] -> [(0, 1), (1, 0)]: 1.6 beats 0.9 + 0.1
    """
    if not likeness or not likeness[0]:
        return []
    if len(likeness) > len(likeness[0]):
        turned = best_assignment([list(column) for column in zip(*likeness, strict=True)])
        return sorted((row, column) for column, row in turned)
    row_of = _rows_of_columns([[-value for value in row] for row in likeness])
    return sorted((row, column) for column, row in enumerate(row_of) if row >= 0)


def _rows_of_columns(cost: list[list[float]]) -> list[int]:
    """Return for each column its row, or -1: Hungarian method with potentials, O(rows² x columns).

    Row and column 0 are sentinels. Rows are placed one at a time along the cheapest alternating
    path (Kuhn 1955, in the form of Jonker and Volgenant 1987). Needs rows <= columns.
    """
    rows, columns = len(cost), len(cost[0])
    row_potential = [0.0] * (rows + 1)
    column_potential = [0.0] * (columns + 1)
    row_at = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_at[0] = row
        column = 0
        least = [inf] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while row_at[column]:
            done[column] = True
            here = row_at[column]
            step, nearest = inf, 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                slack = cost[here - 1][other - 1] - row_potential[here] - column_potential[other]
                if slack < least[other]:
                    least[other], came_from[other] = slack, column
                if least[other] < step:
                    step, nearest = least[other], other
            for other in range(columns + 1):
                if done[other]:
                    row_potential[row_at[other]] += step
                    column_potential[other] -= step
                else:
                    least[other] -= step
            column = nearest
        while column:
            row_at[column] = row_at[came_from[column]]
            column = came_from[column]
    return [row - 1 for row in row_at[1:]]
