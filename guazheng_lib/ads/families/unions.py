"""Join things into sets, by number (并查集)."""


class Unions:
    """Sets of the numbers below `size` (并查集); a set is known by its smallest number.

    >>> sets = Unions(3)
    >>> sets.join(2, 1)
    >>> [sets.root(number) for number in range(3)]
    [0, 1, 1]
    """

    def __init__(self, size: int) -> None:
        """Begin with every number by itself."""
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """Give the smallest number of the set."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    def join(self, one: int, two: int) -> None:
        """Make one set of the sets of two numbers."""
        low, high = sorted((self.root(one), self.root(two)))
        self._parent[high] = low

    def roots(self) -> list[int]:
        """Give the root of every number, in order."""
        return [self.root(number) for number in range(len(self._parent))]
