#include "verify/rules.h"

#include "verify/relation.h"

/* Of the threshold: what a `related` pair must cover to be asked whether it is one form filled in twice. */
static const double FORM_SHARE = 0.5;
/* Less is covered by what stands at the edge of both. Not a share of the threshold: one that is raised must
 * not take relations away. */
static const double EDGE_COVERAGE = 0.15;
/* Of the shingles in the passages of a copy, the least that agree, unless it is damaged or translated. */
static const double REFILLED_AGREED = 0.55, NOTICE_AGREED = 0.65;

static const double FRAME_COVERAGE = 0.10; /* of a text; less is not worth a look */
static const double WHOLE_COVERAGE = 0.95; /* of a text that was taken over whole */
static const double CUT_COVERAGE = 0.60;   /* of a notice that was cut short under a headline of its own */

enum {
    FORM_RUNS = 3,       /* passages of a `related` pair that may be one form filled in twice */
    FORM_STRETCH = 70,   /* letters word for word in it; more is a quote or a paragraph of background */
    FORM_WORD = 15,      /* letters of a word that a passage may end within */
    REFILLED_WORDS = 75, /* per cent of the letters in gaps that are other words in a form filled anew, */
    REFILLED_FACTS = 67, /* and of the fewer facts that stay, at most; */
    NOTICE_FACTS = 87,   /* of those of a notice */
    MISREAD_SLOTS = 8,   /* gaps between words of a damaged copy that looks like a form, */
    MISREAD_WORDS = 25,  /* and per cent of the letters in them, less of which are other words */
    DAMAGED_SLOTS = 5,   /* gaps between words of two damaged briefs, */
    DAMAGED_WORDS = 40,  /* and per cent of the letters in them, less of which are other words */
    APART_DAYS = 60,     /* two articles so far apart tell of one event only if their facts agree: */
    APART_SHARE = 33,    /* per cent of all distinct facts that conflict in two events */
    APART_LETTERS = 150, /* and if a passage is as long as a sentence */
    YEAR_DAYS = 365,
    SEASON_DAYS = 46, /* by which what comes every year may come sooner or later */
    MOST_YEARS = 31,
    EDGE_LETTERS = 12,                     /* that may stand between a passage and the edge of its text */
    HEAD_LETTERS = 2 * DD_PASSAGE_LETTERS, /* of a masthead with a formula, or a caption; a lead is longer */
    TAIL_LETTERS = 300, /* of the lines about an author, an outlet and its rights; more is a paragraph */
    BRIEF_LETTERS = 300 /* covered ones of a brief; where more are covered, damage is why few agree */
};

/* The pair that is asked. A question that fails answers no and leaves its status. */
typedef struct pair {
    dd_comparer *comparer;
    const dd_article *a, *b;
    const dd_compare_options *options;
    dd_link *link;
    dd_slot_side side_a, side_b; /* what the guard compares, once it is asked */
    dd_verdict verdict; /* the guard's; SAME_EVENT if it is not asked, or a passage stands against it */
    dedupe_status status;
    dedupe_error *error;
} pair;

/* ---- the variant guard */

static dedupe_status split_side(dd_comparer *c, dd_words *words, const dd_letters *letters,
                                const dd_text *text, bool is_b, dedupe_error *error) {
    if (dd_nearby_is_long(letters))
        return dd_nearby_split(&c->nearby, words, letters, text, &c->aligner, is_b, error);
    return dd_words_split(words, letters, text->bytes, text->length, error);
}

static dedupe_status split_a(dd_comparer *c, dedupe_error *error) {
    if (c->words_a_known)
        return DEDUPE_OK;
    dedupe_status status = split_side(c, &c->words_a, &c->letters_a, &c->text_a, false, error);
    c->words_a_known = status == DEDUPE_OK && !dd_nearby_is_long(&c->letters_a);
    return status;
}

/* Whether a `related` pair is worth a word diff: several passages that cover something, and none that is
 * whole and longer than the guard will have it, with a word at either end that the diff may not match. */
static bool may_be_form(const dd_comparer *c, const dd_compare_options *options, const dd_link *link) {
    if (link->relation != DEDUPE_RELATED || c->aligner.run_count < FORM_RUNS ||
        dd_link_strength(link) < options->derived_coverage * FORM_SHARE)
        return false;
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        const dd_run *run = &c->aligner.run[i];
        const size_t letters = run->b_end - run->b_begin;
        if (run->matches + c->aligner.shingle > letters && letters > FORM_STRETCH + 2 * FORM_WORD)
            return false;
    }
    return true;
}

/* Splits both sides into words. Where passages cover little besides, sets *worth_it to whether the texts are
 * unlike, too: else they are no form. */
static dedupe_status split_both(dd_comparer *c, bool few_passages, bool *worth_it, dedupe_error *error) {
    *worth_it = true;
    dedupe_status status = split_side(c, &c->words_b, &c->letters_b, &c->text_b, true, error);
    if (status == DEDUPE_OK && few_passages)
        *worth_it = dd_facts_may_be_unlike(&c->words_b);
    if (status == DEDUPE_OK && *worth_it)
        status = split_a(c, error);
    if (status == DEDUPE_OK && *worth_it && few_passages)
        status = dd_facts_unlike(&c->facts, &c->words_a, &c->words_b, worth_it, error);
    return status;
}

/* Sets aside the words of boilerplate; `told` is where all words are put if there are any. */
static dedupe_status set_aside(const dd_words *all, dd_words *told, const dd_letters *letters,
                               const uint8_t *mark, dd_slot_side *side, dedupe_error *error) {
    const bool has_any = dd_marks_count(mark, letters->count).boilerplate > 0;
    *side = (dd_slot_side){has_any ? told : all, letters};
    return has_any ? dd_words_set_aside(told, all, mark, DD_MARK_BOILERPLATE, error) : DEDUPE_OK;
}

/* Asks the variant guard for its verdict on a pair that coverage alone would cluster, or whose passages may
 * be what the blanks of a form have left whole; then no long passage may be. */
static dedupe_status ask_guard(pair *p, bool much_covered) {
    dd_comparer *c = p->comparer;
    const dd_form_counts *facts = &c->facts.counts;
    bool worth_it;
    if (!much_covered && !may_be_form(c, p->options, p->link))
        return DEDUPE_OK;
    dedupe_status status = split_both(c, !much_covered, &worth_it, p->error);
    if (status != DEDUPE_OK || !worth_it)
        return status;
    status = set_aside(&c->words_a, &c->told_a, &c->letters_a, c->marks.a, &p->side_a, p->error);
    if (status == DEDUPE_OK)
        status = set_aside(&c->words_b, &c->told_b, &c->letters_b, c->marks.b, &p->side_b, p->error);
    if (status == DEDUPE_OK)
        status = dd_facts_judge(&c->facts, &p->side_a, &p->side_b, &p->verdict, p->error);
    p->link->is_told_twice = status == DEDUPE_OK && dd_form_is_told_twice(facts);
    if (p->link->relation == DEDUPE_RELATED && facts->intact_letters > FORM_STRETCH)
        p->verdict = DD_VERDICT_SAME_EVENT;
    return status;
}

/* ---- the questions: what the guard has found */

/* Whether so many per cent of the letters in slots are of other words. */
static bool are_reworded(const pair *p, unsigned share) {
    return dd_facts_are_reworded(&p->comparer->facts, &p->side_a, &p->side_b, share);
}

/* Whether texts differ in so many slots, and less than so many per cent of the letters in these are other
 * words: then they are damaged, and words are alike where they differ. */
static bool are_alike(const pair *p, size_t slots, unsigned share) {
    return p->comparer->facts.counts.slots >= slots && !are_reworded(p, share);
}

/* Whether it is a form. The names of a damaged copy may be spoilt beyond telling, and its figures; but it is
 * damaged everywhere, and a form has other words in its blanks. */
static bool is_form(pair *p) {
    return p->verdict == DD_VERDICT_FORM && !are_alike(p, MISREAD_SLOTS, MISREAD_WORDS);
}

static bool is_swapped(pair *p) {
    return p->verdict == DD_VERDICT_SWAPPED;
}

/* Whether a list that is nearly all of a text was taken over whole: half of its gaps at least hold no other
 * item, or one does and nothing is left of the text, or every figure of many is kept. */
static bool is_copied_list(const pair *p) {
    const dd_form_counts *facts = &p->comparer->facts.counts;
    return 2 * facts->conflict_slots <= facts->slots ||
           (facts->conflict_slots == 1 &&
            (dd_link_strength(p->link) >= WHOLE_COVERAGE || dd_form_keeps_many_figures(facts)));
}

/* Whether a list is all they share, and it was not taken over whole. */
static bool is_list(pair *p) {
    const bool is_copied =
        p->link->relation >= DEDUPE_NEAR || (p->link->relation == DEDUPE_EXCERPT && is_copied_list(p));
    return p->verdict == DD_VERDICT_LIST && !is_copied;
}

/* Whether what covers nearly all of a text agrees in little of it: other words stand in the gaps that
 * passages bridge, and few facts are the same. Then the gaps are the blanks of a form. A copy agrees in more,
 * unless it is damaged, which leaves words alike; and what went through a translator keeps its facts. A
 * notice has too few words and facts for as many blanks, but a figure is another. */
static bool is_refilled(pair *p) {
    const dd_form_counts *facts = &p->comparer->facts.counts;
    const double agreed = dd_relation_agreed(p->comparer);
    const unsigned kept = dd_form_kept(facts);
    const bool is_notice =
        facts->letters <= DD_FORM_NOTICE_LETTERS && facts->numbers > 0 && !dd_form_is_restyled(facts);
    return (is_notice ? agreed < NOTICE_AGREED && kept <= NOTICE_FACTS
                      : agreed < REFILLED_AGREED && kept <= REFILLED_FACTS) &&
           are_reworded(p, REFILLED_WORDS);
}

/* Whether it is a short notice of another day, whose figures are not just misread. */
static bool is_of_another_day(pair *p) {
    return p->verdict == DD_VERDICT_SAME_EVENT && dd_form_is_of_another_day(&p->comparer->facts.counts) &&
           !are_alike(p, MISREAD_SLOTS, MISREAD_WORDS);
}

/* Whether their headlines name two things that the texts put for one another. */
static bool name_two_subjects(pair *p) {
    dd_comparer *c = p->comparer;
    bool differ = false;
    p->status =
        dd_subjects_differ(&c->subjects, &c->facts, p->a, &p->side_a, p->b, &p->side_b, &differ, p->error);
    return differ;
}

/* ---- frames */

/* Whether two articles that have nothing to do with one another stand in the same frame. */
static bool share_frame(pair *p) {
    dd_comparer *c = p->comparer;
    bool is_frame = false;
    if (dd_link_strength(p->link) >= FRAME_COVERAGE && !dd_nearby_is_long(&c->letters_a) &&
        !dd_nearby_is_long(&c->letters_b))
        p->status = dd_frames_look(&c->frames, &c->aligner, &c->letters_a, &c->letters_b, &c->marks,
                                   &is_frame, p->error);
    return is_frame;
}

/* ---- days, headlines and series */

/* The days between two articles; 0 if they are not known. */
static int64_t days_between(const dd_article *a, const dd_article *b) {
    const int64_t apart = (int64_t)a->origin.day - b->origin.day;
    return !a->origin.day || !b->origin.day ? 0 : apart < 0 ? -apart : apart;
}

/* Whether the articles tell of what comes every year: they are about so many years apart, and by just so many
 * a number of one differs from that of the other (a year, or the number of a meeting). */
static bool are_years_on(int64_t days, const dd_form_counts *facts) {
    const int64_t years = (days + YEAR_DAYS / 2) / YEAR_DAYS, off = days - years * YEAR_DAYS;
    return years >= 1 && years <= MOST_YEARS && off >= -SEASON_DAYS && off <= SEASON_DAYS &&
           facts->shifts >> years & 1;
}

/* Whether articles that are months apart tell of two events: a third of the facts that can be told
 * contradict, or they are of two years. */
static bool are_two_events(pair *p) {
    const int64_t days = days_between(p->a, p->b);
    const dd_form_counts *facts = &p->comparer->facts.counts;
    const size_t blanks = dd_form_blanks(facts);
    return days >= APART_DAYS && (are_years_on(days, facts) ||
                                  (blanks > 0 && blanks * 100 >= (blanks + facts->agreeing) * APART_SHARE));
}

/* Whether articles that are months apart share only what comes every year: no passage has as many letters
 * that agree as a sentence that was taken over whole. */
static bool share_formulae(pair *p) {
    const dd_comparer *c = p->comparer;
    if (days_between(p->a, p->b) < APART_DAYS)
        return false;
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        const dd_run *run = &c->aligner.run[i];
        if (dd_marks_real_letters(&c->marks, run) >= APART_LETTERS &&
            run->matches + c->aligner.shingle - 1 >= APART_LETTERS)
            return false;
    }
    return true;
}

/* Whether they are two of a series of one outlet. */
static bool fill_blanks(pair *p) {
    bool differ = false;
    if (p->a->is_of_series && p->b->is_of_series)
        p->status = dd_blanks_differ(&p->comparer->blanks, p->a, p->b, &differ, p->error);
    return differ;
}

/* Whether headlines tell that it is no story that one has from the other. */
static bool have_own_headlines(pair *p) {
    bool differ = false;
    p->status = dd_headlines_differ(&p->comparer->headlines, p->a, p->b, &differ, p->error);
    return differ;
}

/* ---- what is `related` at most */

/* The larger share of a text that is covered, boilerplate counted as text. */
static double share_of_page(const dd_comparer *c) {
    dd_mark_counts a, b;
    dd_marks_count_both(&c->marks, &a, &b);
    const double of_a = (double)a.covered / (double)c->letters_a.count,
                 of_b = (double)b.covered / (double)c->letters_b.count;
    return of_a > of_b ? of_a : of_b;
}

/* Whether all that makes a pair `related` may be the name of an office, a formula of an agency or a masthead.
 * These have 50 to 70 letters, stand alone or beside another short one, and fill little of either text. What
 * is left of a page once its frame is gone is not a brief that they could fill. */
static bool may_be_chance(pair *p) {
    return dd_link_shares_little(p->link) && dd_relation_beyond_phrases(p->comparer) < DD_PASSAGE_LETTERS &&
           share_of_page(p->comparer) < p->options->derived_coverage;
}

/* Letters of a run, boilerplate and all, on its longer side: what goes on from a frame into a story is longer
 * than a masthead. */
static size_t length_of(const dd_run *run) {
    const uint32_t a = run->a_end - run->a_begin, b = run->b_end - run->b_begin;
    return a > b ? a : b;
}

/* The one run that has something outside boilerplate; NULL if there are several, or none. */
static const dd_run *only_run(const dd_comparer *c) {
    const dd_run *only = NULL;
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        const dd_run *run = &c->aligner.run[i];
        if (dd_marks_real_letters(&c->marks, run) < DD_RUN_LEAST_LETTERS)
            continue;
        if (only)
            return NULL;
        only = run;
    }
    return only;
}

/* Whether all that makes a pair `related` is one short passage that begins or ends both texts. One story told
 * twice shares more, or shares it elsewhere. */
static bool is_at_edge(pair *p) {
    const dd_marks *marks = &p->comparer->marks;
    if (!dd_link_shares_little(p->link) || dd_link_strength(p->link) >= EDGE_COVERAGE)
        return false;
    const dd_run *only = only_run(p->comparer);
    return only && ((length_of(only) <= HEAD_LETTERS && dd_marks_begins_both(marks, only, EDGE_LETTERS)) ||
                    (length_of(only) <= TAIL_LETTERS && dd_marks_ends_both(marks, only, EDGE_LETTERS)));
}

/* Whether a pair shares half of both texts together. Sets *covered to the letters of a text that are covered.
 */
static bool cover_half(const dd_comparer *c, size_t *covered) {
    dd_mark_counts a, b;
    dd_marks_count_both(&c->marks, &a, &b);
    *covered = (a.covered + b.covered) / 2;
    return (double)(a.covered + b.covered) >= DD_FORM_COVERAGE * (double)(a.letters + b.letters);
}

/* Whether a pair is no duplicate only because both texts are damaged, so that too little agrees of what they
 * share. */
static bool are_damaged(pair *p) {
    size_t covered;
    return p->link->reason == DEDUPE_REASON_SHORT && cover_half(p->comparer, &covered) &&
           are_alike(p, DAMAGED_SLOTS, DAMAGED_WORDS);
}

/* Whether a pair is no duplicate only because it has too little text, and yet all that can be told of it is
 * the same: a notice that was sent twice, in other words, or cut short under a headline of its own. */
static bool tell_the_same(pair *p) {
    const dd_form_counts *facts = &p->comparer->facts.counts;
    size_t covered;
    return p->link->reason == DEDUPE_REASON_SHORT &&
           ((cover_half(p->comparer, &covered) && dd_form_tells_the_same(facts)) ||
            (dd_link_strength(p->link) >= CUT_COVERAGE && dd_form_is_cut(facts)));
}

/* Whether a pair is no duplicate only because it has too little text, or is a list, and shares half of both
 * texts together: then it is a form, whose blanks are not of a kind that the guard can tell. */
static bool share_half(pair *p) {
    const bool is_short = p->link->reason == DEDUPE_REASON_SHORT;
    size_t covered;
    return (is_short || p->link->reason == DEDUPE_REASON_LIST) && cover_half(p->comparer, &covered) &&
           (!is_short || covered <= BRIEF_LETTERS);
}

/* ---- all together */

/* One question, the relations whose pairs are asked, and what a pair is if the answer is yes. */
static const struct rule {
    dedupe_relation least, most;
    bool (*holds)(pair *pair);
    dedupe_relation relation;
    dedupe_reason reason;
} RULES[] = {
    {DEDUPE_RELATED, DEDUPE_NEAR, is_form, DEDUPE_VARIANT, DEDUPE_REASON_FORM},
    {DEDUPE_EXCERPT, DEDUPE_NEAR, is_refilled, DEDUPE_VARIANT, DEDUPE_REASON_FORM},
    {DEDUPE_EXCERPT, DEDUPE_NEAR, is_of_another_day, DEDUPE_VARIANT, DEDUPE_REASON_FORM},
    {DEDUPE_RELATED, DEDUPE_NEAR, is_swapped, DEDUPE_VARIANT, DEDUPE_REASON_SWAPPED},
    {DEDUPE_RELATED, DEDUPE_NEAR, is_list, DEDUPE_RELATED, DEDUPE_REASON_LIST},
    {DEDUPE_RELATED, DEDUPE_DERIVED, share_frame, DEDUPE_NONE, DEDUPE_REASON_FRAME},
    {DEDUPE_RELATED, DEDUPE_RELATED, are_damaged, DEDUPE_DERIVED, DEDUPE_REASON_PARTLY_COVERED},
    {DEDUPE_RELATED, DEDUPE_RELATED, tell_the_same, DEDUPE_DERIVED, DEDUPE_REASON_PARTLY_COVERED},
    {DEDUPE_DERIVED, DEDUPE_NEAR, name_two_subjects, DEDUPE_VARIANT, DEDUPE_REASON_SUBJECTS},
    {DEDUPE_DERIVED, DEDUPE_NEAR, are_two_events, DEDUPE_VARIANT, DEDUPE_REASON_APART},
    {DEDUPE_DERIVED, DEDUPE_DERIVED, share_formulae, DEDUPE_RELATED, DEDUPE_REASON_PHRASES},
    {DEDUPE_DERIVED, DEDUPE_NEAR, fill_blanks, DEDUPE_VARIANT, DEDUPE_REASON_SERIES},
    {DEDUPE_DERIVED, DEDUPE_DERIVED, have_own_headlines, DEDUPE_RELATED, DEDUPE_REASON_HEADLINES},
    {DEDUPE_RELATED, DEDUPE_RELATED, may_be_chance, DEDUPE_NONE, DEDUPE_REASON_TOO_LITTLE},
    {DEDUPE_RELATED, DEDUPE_RELATED, is_at_edge, DEDUPE_NONE, DEDUPE_REASON_EDGE},
    {DEDUPE_RELATED, DEDUPE_RELATED, share_half, DEDUPE_VARIANT, DEDUPE_REASON_HALF},
};

dedupe_status dd_rules_apply(dd_comparer *comparer, const dd_compare_side *a, const dd_compare_side *b,
                             const dd_compare_options *options, bool much_covered, dd_link *link,
                             dedupe_error *error) {
    pair p = {.comparer = comparer,
              .a = a->article,
              .b = b->article,
              .options = options,
              .link = link,
              .verdict = DD_VERDICT_SAME_EVENT,
              .error = error};
    p.status = ask_guard(&p, much_covered);
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES && p.status == DEDUPE_OK; i++) {
        const struct rule *rule = &RULES[i];
        if (link->relation < rule->least || link->relation > rule->most || !rule->holds(&p))
            continue;
        if (rule->relation == DEDUPE_DERIVED)
            link->derived_up_to = dd_relation_covers_up_to(comparer, link);
        if (rule->relation == DEDUPE_NONE && rule->most >= DEDUPE_DERIVED)
            link->derived_up_to = 0;
        link->relation = rule->relation;
        link->reason = rule->reason;
    }
    return p.status;
}
