"""What newsrooms and scanners do to a story. A story is a list of paragraphs, the headline first."""
from dice import Dice
from prose import place, story, upper

STYLES = [("harbour", "harbor"), ("colour", "color"), ("centre", "center"), ("per cent", "percent"),
          ("kilometres", "kilometers"), ("metres", "meters"), ("\"", "”"), (" - ", " — "), ("programme", "program"),
          ("neighbour", "neighbor"), ("licence", "license"), ("eleven", "11"), ("two ", "2 "), ("grey", "gray")]
MISREAD = {"e": "c", "c": "e", "l": "1", "i": "l", "o": "0", "n": "u", "u": "n", "h": "b", "s": "5", "t": "f", "a": "o",
           "m": "rn", "r": "t", "d": "cl"}


def restyle(paragraphs):
    styled = []
    for paragraph in paragraphs:
        for ours, theirs in STYLES:
            paragraph = paragraph.replace(ours, theirs)
        styled.append(paragraph)
    return styled


def cut(paragraphs, share):
    """The headline and the first paragraphs up to that share of the text."""
    wanted = share * sum(map(len, paragraphs[1:]))
    kept, length = [paragraphs[0]], 0
    for paragraph in paragraphs[1:]:
        if length >= wanted:
            break
        kept.append(paragraph)
        length += len(paragraph)
    return kept


def misread(text, rate, seed):
    """A scan: letters misread, lost, or with dirt beside them; words torn at the end of a line."""
    dice, out = Dice(seed), []
    for letter in text:
        if letter.isspace() or not dice.chance(rate):
            out.append(letter)
        elif dice.chance(0.2):
            out.append(letter + dice.pick(",.'-"))
        elif not dice.chance(0.15):
            out.append(MISREAD.get(letter, dice.pick("aeionrst")))
    return "".join(out)


class Outlet:
    """A paper with its furniture: menu, notice, letter box, imprint."""

    def __init__(self, seed, share=1.0):
        dice = Dice(seed)
        self.name = f"The {place(dice)} {dice.pick(['Courier', 'Post', 'Herald', 'Mirror', 'Gazette', 'Echo'])}"
        lines = [text for paragraph in story(f"frame {seed}", 16)[1:] for text in paragraph.split(". ")]
        words = " ".join(lines).replace("\"", "").split()
        size = int(28 * share)
        self.head = (f"{self.name}\n" + " | ".join(upper(word) for word in dice.sample(words[:90], 9))
                     + "\n" + " ".join(words[:size]))
        self.foot = (" ".join(words[size:3 * size]) + f"\n© {self.name}. "
                     + " ".join(words[3 * size:4 * size]))

    def print(self, paragraphs):
        return "\n\n".join([self.head] + paragraphs + [self.foot])


def republish(paragraphs, seed, outlets, error_rate=0.0, least_share=0.5):
    """One more version of a story, as some paper prints it."""
    dice = Dice(seed)
    version = list(paragraphs)
    if dice.chance(0.5):
        version = cut(version, least_share + (1 - least_share) * dice.below(1000) / 1000)
    if dice.chance(0.5):
        version = restyle(version)
    if dice.chance(0.4):
        version[0] = story(f"headline {seed}", 1)[0]
    if dice.chance(0.3):
        version.append(story(f"extra {seed}", 2)[1])
    text = dice.pick(outlets).print(version) if outlets and dice.chance(0.6) else "\n\n".join(version)
    return misread(text, error_rate * (0.5 + dice.below(1000) / 1000), f"scan {seed}") if error_rate else text


def digest(stories, seed):
    """A letter that opens several stories and goes on in its own words."""
    own = story(f"digest {seed}", 8)
    opened = [" ".join(cut(paragraphs, 0.35)[1:]) for paragraphs in stories]
    return "\n\n".join(["Good morning, here is what you need to know"] + opened + own[1:])
