"""Random choices that are the same with every version of Python: only random() is promised to be."""
import random


class Dice:
    def __init__(self, seed):
        self.source = random.Random(seed)

    def below(self, limit):
        return int(self.source.random() * limit)

    def between(self, least, most):
        return least + self.below(most - least + 1)

    def chance(self, probability):
        return self.source.random() < probability

    def pick(self, items):
        return items[self.below(len(items))]

    def sample(self, items, count):
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(count)]
