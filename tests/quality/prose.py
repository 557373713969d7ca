"""Made-up news: names, sentences, stories, forms. Everything follows from a seed; nothing is anybody's text."""
from dice import Dice

STARTS = "Bar Cor Dal Fen Gar Hol Ister Jar Kel Lor Mar Nor Ost Pel Quar Ren Sel Tar Und Ver Wex Yar Zel Bris Cald".split()
MIDDLES = "a e i o u an en in or el ir as ul om et av".split()
ENDS = "by ford ham stow wick mere ton dale gate holm vik den mark rath lund mouth well ney sey cott".split()
GIVEN = ("Ada Bela Cato Dora Edda Finn Greta Hugo Ines Jory Kira Lars Mina Nils Olga Piet Runa Sven Tova Ulla Vera "
         "Wim Xenia Yann Zora Abel Britt Carl Dina Emil").split()
NOUNS = ("bridge reservoir ferry windmill cement kitchen library mill stadium archive market turbine ward pool depot bank "
         "court barrier station factory chapel dairy mast pipe shed garden hostel tower yard airfield canal tunnel lamp roof "
         "cellar bell orchard barn cable fence engine wagon crane quarry lighthouse pier nursery bakery laundry theatre "
         "cinema gallery cemetery stable brewery forge kiln well gate staircase window chimney furnace boiler pump valve "
         "ladder carpet piano clock statue fountain hedge meadow swamp dune cliff harbour island valley ridge").split()
DEEDS = ("sold closed painted searched burned moved opened doubled flooded rented mended measured lost found bought left "
         "photographed visited praised condemned inspected insured counted emptied filled cleaned copied buried lifted "
         "lowered widened narrowed blocked cleared heated cooled fenced mapped named blamed followed crossed reached "
         "passed saved spared struck shook split tied untied weighed warned wired").split()
KINDS = ("old new wooden narrow broken quiet hidden empty crowded foreign yellow crooked famous unfinished haunted frozen "
         "muddy noisy rusty ancient borrowed rented sunken leaning shiny dusty hollow private public rural northern "
         "southern eastern western upper lower royal modest costly cheap").split()
ROLES = ("spokesman spokeswoman mayor teacher secretary officer minister owner neighbour surgeon judge coach engineer editor "
         "farmer director chief assistant baker pilot priest painter gardener lawyer sailor nurse clerk plumber").split()
LINKS = "because although while until after before since unless".split()
SPOTS = "behind beside under above near inside beyond opposite along across".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def place(dice):
    return dice.pick(STARTS) + dice.pick(MIDDLES) + dice.pick(ENDS)


def person(dice):
    return f"{dice.pick(GIVEN)} {dice.pick(STARTS)}{dice.pick(MIDDLES)}{dice.pick(ENDS)}"


def thing(dice):
    return f"{dice.pick(KINDS)} {dice.pick(NOUNS)}"


def clause(dice):
    """Somebody or something did something: short pieces, so that two stories share no passage by accident."""
    text = f"the {thing(dice)} {dice.pick(DEEDS)} {dice.pick(['the', 'a', 'its', 'every', 'no'])} {thing(dice)}"
    return text + (f" {dice.pick(SPOTS)} the {dice.pick(NOUNS)}" if dice.chance(0.4) else "")


def figure(dice):
    return dice.pick([f"{dice.between(3, 98)}", f"{dice.between(1, 990)},{dice.between(100, 999)}",
                      f"{dice.between(1, 60)}.{dice.between(1, 9)} per cent of the", f"{dice.between(100, 990)}"])


def sentence(dice, cast):
    kind = dice.below(5)
    if kind == 0:
        return f"{upper(clause(dice))} in {dice.pick(cast['places'])} {dice.pick(LINKS)} {clause(dice)}."
    if kind == 1:
        return f"\"{upper(clause(dice))},\" said {dice.pick(cast['people'])}, {dice.pick(KINDS)} {dice.pick(ROLES)}."
    if kind == 2:
        return (f"A {dice.pick(ROLES)} from {dice.pick(cast['places'])} {dice.pick(DEEDS)} {figure(dice)} {dice.pick(NOUNS)}s "
                f"in {dice.pick(MONTHS)} {dice.pick(LINKS)} {clause(dice)}.")
    if kind == 3:
        return (f"In {dice.between(1871, 2019)} {figure(dice)} {dice.pick(NOUNS)}s {dice.pick(SPOTS)} "
                f"{dice.pick(cast['places'])} {dice.pick(DEEDS)} {figure(dice)} {dice.pick(ROLES)}s.")
    return (f"{dice.pick(cast['people'])} {dice.pick(DEEDS)} the {thing(dice)} on {dice.pick(DAYS)}, {dice.pick(LINKS)} "
            f"{clause(dice)}.")


def upper(text):
    return text[0].upper() + text[1:]


def story(seed, sentences=None):
    """A story as a list of paragraphs, the headline first."""
    dice = Dice(seed)
    cast = {"places": [place(dice) for _ in range(5)], "people": [person(dice) for _ in range(5)]}
    paragraphs = [f"{upper(thing(dice))} {dice.pick(DEEDS)} {thing(dice)} in {cast['places'][0]}"]
    left = sentences or dice.between(14, 28)
    while left > 0:
        count = min(left, dice.between(1, 3))
        paragraphs.append(" ".join(sentence(dice, cast) for _ in range(count)))
        left -= count
    return paragraphs


def quotes(seed, count=2):
    dice = Dice(seed)
    return [f"\"{upper(clause(dice))}, {dice.pick(LINKS)} {clause(dice)},\" said {person(dice)}." for _ in range(count)]


# Forms: one text each, its facts are filled in anew.
FORMS = [
    "{company} posts a net profit of {a} million crowns\n\n{company} reported a net profit of {a} million crowns for the "
    "{quarter} quarter, compared with {b} million a year earlier, the {place}-based maker of {thing} parts said on {day}.\n\n"
    "Revenue came to {c} million crowns, against an average forecast of {d} million in a survey of {e} analysts. Sales in "
    "{other} were {f} million.\n\nAdjusted earnings per share came to {g} crowns. The board will propose a dividend of {h} "
    "crowns a share, payable on {month} {e}.\n\nShares in {company} closed at {i} crowns on {day}, after {d} at the start "
    "of the year.",
    "Weather for {place} and surroundings\n\n{day} begins with fog in {place} and around {other}, and {a} degrees. By noon it "
    "clears up, with {b} degrees in the valleys and {c} on the coast near {other}.\n\nThe wind comes from the {quarter} "
    "quadrant with up to {d} kilometres an hour, in gusts {f}. At sea waves of {e} metres are expected.\n\nIn the night to "
    "{month} {e} the temperature falls to {g} degrees. Rain of {h} millimetres is likely. Sunrise {i}, sunset {a}.",
    "{person} wins in {place}\n\n{person} won the {quarter} stage of the tour from {place} to {other} on {day}, in {a} hours "
    "and {b} minutes. {second} came second, {c} seconds behind, and {third} was third.\n\nIn the overall standings {person} "
    "leads by {d} seconds from {second}. The average speed was {f} kilometres an hour.\n\nThe stage of {month} {e} goes from "
    "{other} over {g} kilometres and {h} climbs. {i} riders are left in the race.",
    "Police report for {place}\n\nOn {day} at {a} o'clock a car driven by a man of {e} left the road between {place} and "
    "{other} and hit a wall. The driver was taken to hospital. The damage is put at {c} crowns.\n\nAt {b} o'clock a window "
    "of the {thing} was broken. Stolen were {d} crowns and {f} bottles. Witnesses may call {g}.\n\nIn the night to {month} "
    "{e} officers checked {h} cars near {other}; {i} drivers had to hand in their keys.",
]


def form(kind, seed):
    """The facts of a form filled in."""
    dice = Dice(seed)
    facts = {key: f"{dice.between(1, 980)}.{dice.between(0, 9)}" for key in "abcdfghi"}
    facts.update(company=f"{place(dice)} {dice.pick(['Mills', 'Steel', 'Foods', 'Glass', 'Lines', 'Paper'])}",
                 place=place(dice), other=place(dice), person=person(dice), second=person(dice), third=person(dice),
                 quarter=dice.pick(["first", "second", "third", "fourth"]), day=dice.pick(DAYS),
                 month=dice.pick(MONTHS), thing=dice.pick(NOUNS), e=dice.between(2, 28))
    return kind, facts


def write_form(form_and_facts):
    kind, facts = form_and_facts
    return FORMS[kind].format(**facts)
