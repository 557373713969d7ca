#include "verify/form.h"

/* Shares are per cent unless a comment says otherwise. */

/* What keeps its facts is a story. */
enum {
    SEVERAL_FIGURES = 4, /* figures or more of the text with fewer, */
    SAME_FIGURES = 75,   /* of which the other has so many: the figures are kept */
    MANY_FIGURES = 8,    /* that are all the same by no chance */
    SEVERAL_NAMES = 8,   /* the same of names */
    SAME_NAMES = 95,
    EDITED_NAMES = 50 /* names that are left where every slot of an edited text conflicts */
};

/* Notices that are told twice. */
enum {
    FILLED_FIGURES = 5, /* figures that fill a form, all of them the same (of MANY_FIGURES all but one), */
    TOLD_FIGURES = 3,   /* or fewer, */
    TOLD_SHARE = 75,    /* with so many of the figures and names of labels, */
    TOLD_FACTS = 85,    /* or so many of prose, or if the texts begin or end with other names; */
    CUT_FIGURES = 2,    /* figures of a notice that was cut to a sentence, */
    CUT_FACTS = 6       /* and figures and names of it, all of them the same */
};

/* Forms. */
enum {
    LEAST_CONFLICTS = 3,
    CONFLICT_SHARE = 30, /* of all distinct facts in short stretches that conflict */
    SLOT_SHARE = 20,     /* of the slots that conflict */

    LEAST_BLANKS = 2,    /* conflicts of a form of a sentence or two, */
    BLANK_LETTERS = 100, /* matched letters a blank in it at most: one in 15 to 30 words */

    MANY_CONFLICTS = 8, /* conflicts where the rest is a list of the same names and figures, */
    MOST_SLOTS = 60,    /* slots that conflict in such a form, */
    INTACT_SHARE = 25,  /* and of the shorter text that its longest matched stretch may be, or more if names
                           differ */

    LABELS = 55,      /* matched words that are names or figures in headlines and labels; prose has fewer */
    LABEL_SLOTS = 75, /* slots that conflict in such a form, */
    OWN_FIGURES = 50, /* or figures that are others */

    DAY_FIGURES = 60,  /* figures that may be the same in a notice of another day, */
    DAY_SLOTS = 40,    /* and slots that conflict in it */
    OTHER_FIGURES = 5, /* figures of a longer report, */
    FIGURES_LEFT = 20, /* of which so many may be the same in one of another day */
    FIRM_NAMES = 50,   /* names that notices of two firms may share */

    FILLED_BLANKS = 4,    /* conflicts of a form with a standing text, */
    FILLED_LETTERS = 200, /* matched letters a conflict at most, */
    FILLED_SLOTS = 50,    /* slots that conflict, */
    FILLED_BY_NAMES = 2,  /* a number of them by names alone, */
    OTHER_NAMES = 4,      /* the number of names that the other text lacks, */
    SHARED_NAMES = 85,    /* names that it may have; */
    FILLED_NUMBERS = 2    /* a number of slots whose numbers conflict, unless names alone do */
};

/* Items swapped throughout, and lists. */
enum {
    SWAPPED_GAPS = 4,
    SWAPPED_SHARE = 15, /* of all distinct facts that conflict; a reprint under another masthead has less */
    LIST_ITEMS = 24,    /* names and numbers of a list: a sentence may name five people */
    LIST_SHARE = 44,    /* of matched words that are names or numbers, */
    LISTED_SHARE = 50   /* and of these that stand together: German has capitals in prose, too */
};

/* What the diff leaves over. */
enum {
    PASSAGE_LETTERS = 48, /* more than a stock sentence */
    TOLD_ANEW = 50,       /* of what is left over that the other text has elsewhere, in one story told anew */
    FILLED_IN = 25,       /* the same at most in a form, in which OWN_FIGURES of the fewer are others */
    LEFT_OVER = 33,       /* of the shorter text that is left over where one is told in another order, */
    MOVED = 33,           /* of what is left over that the other text has elsewhere, with its figures, */
    MOVED_SLOTS = 67      /* and slots that conflict at most, for lists of two days have other orders, too */
};

/* ---- what both texts keep, and how much conflicts */

static size_t fewer_figures(const dd_shared_facts *f) {
    return f->figures[0] < f->figures[1] ? f->figures[0] : f->figures[1];
}

static size_t fewer_names(const dd_shared_facts *f) {
    return f->names[0] < f->names[1] ? f->names[0] : f->names[1];
}

unsigned dd_form_kept(const dd_form_counts *c) {
    const dd_shared_facts *f = &c->shared;
    const size_t of_a = f->figures[0] + f->names[0], of_b = f->figures[1] + f->names[1];
    const size_t fewer = of_a < of_b ? of_a : of_b;
    const size_t both = f->figures_shared + f->names_shared;
    return fewer > 0 ? (unsigned)(100 * both / fewer) : 100;
}

/* Whether the texts have several figures, nearly all of them the same. */
static bool keep_figures(const dd_form_counts *c) {
    const size_t fewer = fewer_figures(&c->shared);
    return fewer >= SEVERAL_FIGURES && c->shared.figures_shared * 100 >= fewer * SAME_FIGURES;
}

/* Whether the text with more figures has all those of the other. */
static bool keep_all_figures(const dd_form_counts *c) {
    return c->shared.figures_shared == fewer_figures(&c->shared);
}

bool dd_form_keeps_many_figures(const dd_form_counts *c) {
    return c->shared.figures_shared >= MANY_FIGURES && keep_all_figures(c);
}

/* Whether the texts have several names, nearly all of them the same. */
static bool keep_names(const dd_form_counts *c) {
    const size_t fewer = fewer_names(&c->shared);
    return fewer >= SEVERAL_NAMES && c->shared.names_shared * 100 >= fewer * SAME_NAMES;
}

/* An intact block that is half of the shorter text is the story, whatever frame it is printed in. */
static bool is_one_block(const dd_form_counts *c) {
    return c->intact_letters > DD_FORM_PASSAGE_LETTERS && 2 * c->intact_letters >= c->letters;
}

/* Whether most conflicts stand in the opening. */
static bool opens_with_facts(const dd_form_counts *c) {
    return 2 * c->opening > c->conflict_slots;
}

/* Whether enough slots conflict for a form, those aside that are too long for blanks. */
static bool slots_differ(const dd_form_counts *c) {
    return dd_form_blanks(c) >= LEAST_CONFLICTS &&
           (c->conflict_slots - c->rewritten) * 100 >= c->slots * SLOT_SHARE;
}

/* Whether many of the facts conflict that are not in long passages. */
static bool many_differ(const dd_form_counts *c) {
    const size_t blanks = dd_form_blanks(c);
    return blanks * 100 >= (blanks + c->agreeing_short) * CONFLICT_SHARE;
}

/* ---- notices that are told twice */

/* Whether most words that match have capitals or are figures: a headline or labels, no prose. */
static bool is_label(const dd_form_counts *c) {
    return c->matched_facts * 100 >= c->matched_words * LABELS;
}

bool dd_form_tells_the_same(const dd_form_counts *c) {
    const bool may_be_labels = is_label(c) && c->opens_apart + c->ends_apart == 0;
    const unsigned kept = may_be_labels ? TOLD_SHARE : TOLD_FACTS;
    return c->shared.figures_shared >= TOLD_FIGURES && keep_all_figures(c) && c->numbers == 0 &&
           c->worded == 0 && dd_form_kept(c) >= kept;
}

bool dd_form_is_cut(const dd_form_counts *c) {
    return c->conflicts == 0 && c->shared.figures_shared >= CUT_FIGURES &&
           c->shared.figures_shared + c->shared.names_shared >= CUT_FACTS && dd_form_kept(c) == 100;
}

bool dd_form_is_told_twice(const dd_form_counts *c) {
    const size_t fewer = fewer_figures(&c->shared), same = c->shared.figures_shared;
    const bool fills_a_form =
        (same >= FILLED_FIGURES && same == fewer) || (fewer >= MANY_FIGURES && same + 1 == fewer);
    return c->letters <= DD_FORM_NOTICE_LETTERS &&
           (fills_a_form || (c->conflicts == 0 && c->shared.names_shared > 0 && dd_form_tells_the_same(c)));
}

/* ---- stories that differ in much */

bool dd_form_is_restyled(const dd_form_counts *c) {
    return c->restyled >= LEAST_CONFLICTS && c->restyled >= c->conflicts;
}

/* Whether words with capitals are all that conflicts, here and there, while every figure stays: a light edit,
 * for any noun may be such a word. A form opens with what it is about, or has blanks for slots and hardly a
 * name left that agrees. */
static bool is_edited(const dd_form_counts *c) {
    const size_t figures = fewer_figures(&c->shared), names = fewer_names(&c->shared);
    return c->worded == 0 && c->numbers == 0 && figures > 0 && c->shared.figures_shared == figures &&
           2 * c->opening <= c->conflict_slots &&
           (c->conflict_slots < c->slots || c->shared.names_shared * 100 >= names * EDITED_NAMES);
}

/* Whether figures are all that changes where no capitals tell which words are names, so that none can agree:
 * an update of a story with a long passage. A form that has one opens with its facts. */
static bool updates_figures(const dd_form_counts *c) {
    return c->shared.names[0] == 0 && c->shared.names[1] == 0 && c->worded == 0 &&
           c->numbers == c->conflict_slots && c->opening < c->conflict_slots &&
           c->intact_letters > DD_FORM_PASSAGE_LETTERS;
}

/* ---- forms */

/* Whether a text is a form: more facts conflict than agree, or many do, and no long passage is the story. */
static bool is_plain_form(const dd_form_counts *c) {
    const bool no_story =
        c->intact_letters <= DD_FORM_PASSAGE_LETTERS || (opens_with_facts(c) && !is_one_block(c));
    return slots_differ(c) && !updates_figures(c) &&
           (dd_form_blanks(c) > c->agreeing_sure || (many_differ(c) && no_story));
}

/* Whether more facts conflict than agree, names among them: an update changes figures. As many will do where
 * all stand in the opening, which says what a brief is about. */
static bool most_are_blanks(const dd_form_counts *c) {
    const bool in_opening = c->opening == c->conflict_slots;
    return c->conflicts + in_opening > c->agreeing_sure && c->conflict_slots + c->opens_apart > c->numbers;
}

/* Whether it opens with other names, shares half of them at most, and conflicts wherever it differs: what
 * one office says of two firms. */
static bool is_of_another_firm(const dd_form_counts *c) {
    return c->opens_apart > 0 && c->conflict_slots == c->slots && c->conflict_slots > c->numbers &&
           c->shared.names_shared * 100 <= fewer_names(&c->shared) * FIRM_NAMES;
}

/* Whether a text of a sentence or two is a form, where capitals tell which words are names. It has too few
 * facts for a share of them to mean much; but in a form no fact is left that agrees, or fewer than conflict.
 */
static bool is_short_form(const dd_form_counts *c) {
    if (c->shared.names[0] == 0 || c->shared.names[1] == 0 || c->intact_letters > DD_FORM_PASSAGE_LETTERS ||
        c->conflicts * BLANK_LETTERS < c->matched_letters)
        return false;
    return c->conflicts >= LEAST_BLANKS &&
           (c->agreeing_sure == 0 || most_are_blanks(c) || is_of_another_firm(c)) &&
           c->conflict_slots * 100 >= c->slots * SLOT_SHARE;
}

/* Whether both texts have so many figures, of which so many per cent at most are the same. */
static bool figures_differ(const dd_form_counts *c, size_t least, unsigned same) {
    const size_t fewer = fewer_figures(&c->shared);
    return fewer >= least && c->shared.figures_shared * 100 <= fewer * same;
}

/* Whether a line of headlines or labels was filled in anew. Most of its words have capitals, so those that
 * stay are no names; what tells is that nearly every slot conflicts, the words it opens with counted as one,
 * or that most figures are others. */
static bool is_label_form(const dd_form_counts *c) {
    const size_t conflicts = c->conflicts + c->opens_apart, slots = c->slots + c->opens_apart,
                 conflict_slots = c->conflict_slots + c->opens_apart;
    const bool has_blanks = conflicts >= LEAST_BLANKS && conflicts * BLANK_LETTERS >= c->matched_letters &&
                            c->numbers + c->opens_apart > 0;
    const bool all_conflict = conflict_slots > c->numbers && conflict_slots * 100 >= slots * LABEL_SLOTS;
    return is_label(c) && c->intact_letters <= DD_FORM_PASSAGE_LETTERS && has_blanks &&
           ((all_conflict && !keep_figures(c)) || figures_differ(c, LEAST_BLANKS, 100 - OWN_FIGURES));
}

/* Whether it is a report of another day: no passage is long, and hardly one of several figures is kept. */
static bool has_other_figures(const dd_form_counts *c) {
    return figures_differ(c, OTHER_FIGURES, FIGURES_LEFT) && c->intact_letters <= DD_FORM_PASSAGE_LETTERS &&
           c->numbers >= LEAST_BLANKS && c->conflicts >= LEAST_BLANKS &&
           c->conflict_slots * 100 >= c->slots * MOST_SLOTS;
}

bool dd_form_is_of_another_day(const dd_form_counts *c) {
    return !dd_form_is_restyled(c) && c->letters <= DD_FORM_NOTICE_LETTERS &&
           c->intact_letters <= DD_FORM_PASSAGE_LETTERS && c->numbers > 0 && c->conflicts >= LEAST_BLANKS &&
           c->conflicts * BLANK_LETTERS >= c->matched_letters &&
           c->conflict_slots * 100 >= c->slots * DAY_SLOTS && figures_differ(c, 1, DAY_FIGURES);
}

/* Whether a text is a form of many blanks, in which most slots conflict, around what is the same each time: a
 * list of names and figures that agree, in short stretches, or a long passage, which is not most of it. An
 * update of so many facts is one of figures, and keeps its names. */
static bool is_form_of_many_blanks(const dd_form_counts *c) {
    const bool has_no_passage = c->intact_letters * 100 <= c->letters * INTACT_SHARE && !keep_names(c);
    const bool names_differ =
        c->conflict_slots >= c->numbers + LEAST_CONFLICTS && many_differ(c) && !is_one_block(c);
    return dd_form_blanks(c) >= MANY_CONFLICTS &&
           (c->conflict_slots - c->rewritten) * 100 >= (c->slots - c->rewritten) * MOST_SLOTS &&
           (has_no_passage || names_differ);
}

/* Whether figures differ with the names of a form, or its names alone, in the opening before a standing text.
 */
static bool is_filled_in(const dd_form_counts *c) {
    return c->numbers >= FILLED_NUMBERS || (2 * c->opening >= c->conflict_slots && many_differ(c) &&
                                            c->intact_letters > DD_FORM_PASSAGE_LETTERS);
}

/* Whether nearly all of a text is matched and yet names are others throughout, where capitals tell which
 * words are names: the standing text of a form, however long. An update or a correction keeps nearly all
 * names, and credits and other wordings do not begin in the opening. */
static bool has_other_names(const dd_form_counts *c) {
    const size_t fewer = fewer_names(&c->shared), blanks = dd_form_blanks(c);
    return blanks >= FILLED_BLANKS && c->matched_letters <= blanks * FILLED_LETTERS &&
           (c->conflict_slots - c->rewritten) * 100 >= c->slots * FILLED_SLOTS &&
           c->conflict_slots >= c->numbers + FILLED_BY_NAMES &&
           fewer >= c->shared.names_shared + OTHER_NAMES &&
           c->shared.names_shared * 100 <= fewer * SHARED_NAMES &&
           c->matched_letters * 100 > c->letters * (100 - LEFT_OVER) && c->opening > 0 && is_filled_in(c);
}

/* ---- lists, and items swapped throughout */

/* Whether what matches is mostly names and figures that stand together. */
static bool is_list(const dd_form_counts *c) {
    return c->matched_facts >= LIST_ITEMS && c->matched_facts * 100 >= c->matched_words * LIST_SHARE &&
           c->listed_facts * 100 >= c->matched_facts * LISTED_SHARE;
}

/* Whether one item is swapped for another throughout. A correction of a name leaves all figures. */
static bool is_swapped(const dd_form_counts *c) {
    return !(c->numbers == 0 && keep_figures(c)) &&
           (c->swapped_most >= SWAPPED_GAPS || (c->swapped_items >= 2 && c->conflicts >= LEAST_CONFLICTS)) &&
           !is_one_block(c) && c->conflicts * 100 >= (c->conflicts + c->agreeing) * SWAPPED_SHARE;
}

/* ---- the verdict */

static bool is_form(const dd_form_counts *c) {
    if (dd_form_is_restyled(c) || is_edited(c))
        return false;
    return is_plain_form(c) || is_form_of_many_blanks(c) || is_short_form(c) || is_label_form(c) ||
           has_other_figures(c) || has_other_names(c) ||
           (is_list(c) && slots_differ(c) && opens_with_facts(c));
}

dd_verdict dd_form_judge(const dd_form_counts *c) {
    if (is_form(c))
        return DD_VERDICT_FORM;
    if (is_swapped(c))
        return DD_VERDICT_SWAPPED;
    return is_list(c) ? DD_VERDICT_LIST : DD_VERDICT_SAME_EVENT;
}

/* ---- what the diff leaves over */

/* Whether few blanks are all that can change, where no capitals tell which words are names: the figures of
 * either text are its own, and so are words, in one gap or more. An update of so short a text changes one
 * fact, or figures only, or leaves most of it alone.
 */
static bool may_be_refilled(const dd_form_counts *c) {
    const size_t blanks = c->conflicts + c->phrases;
    return !dd_form_is_restyled(c) && blanks >= LEAST_BLANKS && c->worded > 0 &&
           blanks * 100 >= c->slots * SLOT_SHARE && blanks * BLANK_LETTERS >= c->matched_letters &&
           c->intact_letters <= DD_FORM_PASSAGE_LETTERS && figures_differ(c, 1, 100 - OWN_FIGURES);
}

/* Whether words are all that conflicts, while more was worded anew than that, and the figures are the same: a
 * form filled in anew has others, and its slots are blanks. */
static bool has_same_figures(const dd_form_counts *c) {
    return c->worded > 0 && c->numbers == 0 && c->conflict_slots * 100 <= c->slots * MOST_SLOTS &&
           keep_figures(c);
}

/* Whether words are all that conflicts, while a passage is whole and every figure of either text is in the
 * other. */
static bool may_be_told_anew(const dd_form_counts *c) {
    return c->worded > 0 && c->numbers == 0 && c->intact_letters > PASSAGE_LETTERS &&
           c->shared.figures_shared > 0 && c->shared.figures_shared == fewer_figures(&c->shared);
}

/* Whether a passage is whole and the figures are the same while the diff, which keeps the order, leaves over
 * much of the shorter text. A list may have another order, too, but most of its slots conflict. */
static bool may_be_reordered(const dd_form_counts *c) {
    return c->intact_letters > PASSAGE_LETTERS && keep_figures(c) &&
           c->conflict_slots * 100 <= c->slots * MOVED_SLOTS &&
           c->matched_letters * 100 <= c->letters * (100 - LEFT_OVER);
}

/* Whether much of what is left over stands elsewhere in the other text: a form keeps its order. */
static bool is_reordered(const dd_form_counts *c) {
    const size_t known = c->remainder.known * 100, windows = c->remainder.windows;
    return may_be_reordered(c) && windows * 100 >= c->letters * LEFT_OVER && known >= windows * MOVED;
}

bool dd_form_asks_remainder(const dd_form_counts *c, dd_verdict verdict) {
    if (verdict == DD_VERDICT_FORM)
        return !has_same_figures(c) && (may_be_told_anew(c) || may_be_reordered(c));
    return may_be_refilled(c);
}

dd_verdict dd_form_settle(const dd_form_counts *c, dd_verdict verdict) {
    const size_t known = c->remainder.known * 100, windows = c->remainder.windows;
    if (verdict == DD_VERDICT_FORM) {
        const bool is_told_anew =
            has_same_figures(c) || (may_be_told_anew(c) && known >= windows * TOLD_ANEW);
        return is_told_anew || is_reordered(c) ? DD_VERDICT_SAME_EVENT : verdict;
    }
    return dd_form_asks_remainder(c, verdict) && known <= windows * FILLED_IN ? DD_VERDICT_FORM : verdict;
}
