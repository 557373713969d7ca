#include "verify/relation.h"

#include "text/speech.h"

static const double NEAR_COVERAGE = 0.80;
static const double RELATED_COVERAGE = 0.04;
static const double HALF_WEIGHT_SHARE = 2.0 / 3; /* of the threshold, where that is less: */
static const double HALF_WEIGHT_COVERAGE = 0.20; /* with boilerplate at half weight, for `derived` */
/* One block of text alone must cover more than text reused here and there: what `derived` asks for is the
 * threshold times SPREAD_BASE + SPREAD_ONE / n, n being the effective number of runs. */
static const double SPREAD_BASE = 0.95, SPREAD_ONE = 0.27;
/* Runs bridge gaps, so that damage does not end them; a chain of stock phrases is bridged too. So `derived`
 * asks that what really agrees covers this share of the threshold. */
static const double AGREED_SHARE = 0.40;
/* Names of bodies, titles of office and formulae are passages of up to DD_PASSAGE_LETTERS, and an official
 * notice may hold little else. So `derived` asks that what passages have beyond that covers this share of the
 * threshold. */
static const double BEYOND_SHARE = 0.13;
/* Reports that print one statement have its words in common, not a common origin. So `derived` asks that what
 * is not quoted in both covers this share of the threshold. */
static const double UNQUOTED_SHARE = 0.50;
/* Less is covered by what stands at the edge of both. Not a share of the threshold: one that is raised must
 * not take relations away. */
static const double EDGE_COVERAGE = 0.15;
static const double BOTH_COVERAGE = 0.50; /* both sides: `derived` whatever the boilerplate */

enum {
    EDGE_LETTERS = 12,                     /* that may stand between a passage and the edge of its text */
    HEAD_LETTERS = 2 * DD_PASSAGE_LETTERS, /* of a masthead with a formula, or a caption; a lead is longer */
    TAIL_LETTERS = 300,    /* of the lines about an author, an outlet and its rights; more is a paragraph */
    DERIVED_LETTERS = 150, /* agreeing letters of `derived`: a brief is not derived from one sentence, nor a
                              page from a copyright line; the longest of those have about 140 */
    BRIEF_LETTERS = 300    /* covered ones of a brief; where more are covered, damage is why few agree */
};

/* ---- coverage */

static double coverage_of(const dd_mark_counts *s) {
    return s->letters > 0 ? (double)s->covered / (double)s->letters : 0;
}

static double half_weight_of(const dd_mark_counts *s) {
    double all = (double)s->letters + 0.5 * (double)s->boilerplate;
    return all > 0 ? ((double)s->covered + 0.5 * (double)s->boilerplate_covered) / all : 0;
}

/* What the runs outside boilerplate tell. */
typedef struct evidence {
    uint32_t longest; /* letters of the longest */
    uint32_t beyond;  /* letters that they have more than stock phrases */
    double runs;      /* how many there would be if all were of one length (inverse Simpson index) */
    double agreed;    /* share of their shingles that both sides have; the rest are gaps that were bridged */
    double unphrased; /* share of their letters that are more than a phrase each */
} evidence;

static evidence weigh_runs(const dd_comparer *c) {
    evidence e = {.runs = 1};
    double sum = 0, squares = 0, agreed = 0, unphrased = 0;
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        const dd_run *run = &c->aligner.run[i];
        const uint32_t letters = dd_marks_real_letters(&c->marks, run);
        const double shingles = run->a_end - run->a_begin - (double)c->aligner.shingle + 1;
        e.longest = letters > e.longest ? letters : e.longest;
        e.beyond += letters > DD_RUN_LEAST_LETTERS ? letters - DD_RUN_LEAST_LETTERS : 0;
        unphrased += letters > DD_PASSAGE_LETTERS ? letters - DD_PASSAGE_LETTERS : 0;
        sum += letters;
        squares += (double)letters * letters;
        agreed += letters * (run->matches < shingles ? run->matches / shingles : 1);
    }
    if (sum > 0) {
        e.runs = sum * sum / squares;
        e.agreed = agreed / sum;
        e.unphrased = unphrased / sum;
    }
    return e;
}

/* Whether the larger coverage is enough for `derived`, whatever the gaps that runs bridge. */
static bool covers_enough(const evidence *e, double coverage, double threshold) {
    return coverage >= threshold * (SPREAD_BASE + SPREAD_ONE / e->runs);
}

/* Whether a pair is derived, given the larger coverage and the letters that both sides cover. */
static bool is_derived(const evidence *e, double coverage, size_t covered, double threshold) {
    return covers_enough(e, coverage, threshold) && coverage * e->agreed >= threshold * AGREED_SHARE &&
           coverage * e->unphrased >= threshold * BEYOND_SHARE &&
           (double)covered * e->agreed >= DERIVED_LETTERS;
}

/* Whether what a derived pair shares, of this coverage, is mostly speech that both quote. */
static bool is_statement(dd_comparer *c, double coverage, double threshold) {
    size_t shared = 0, quoted = 0;
    dd_speech_mark(&c->letters_a, c->text_a.bytes, c->text_a.length, c->marks.a, DD_MARK_QUOTED);
    dd_speech_mark(&c->letters_b, c->text_b.bytes, c->text_b.length, c->marks.b, DD_MARK_QUOTED);
    dd_marks_statements(&c->marks, &c->aligner);
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        shared += dd_marks_real_letters(&c->marks, &c->aligner.run[i]);
        quoted += dd_marks_quoted_letters(&c->marks, &c->aligner.run[i]);
    }
    return shared > 0 && coverage * (double)(shared - quoted) < threshold * UNQUOTED_SHARE * (double)shared;
}

/* Whether enough of the pages is covered for a duplicate, boilerplate counted at half weight. */
static bool covers_pages(const dd_mark_counts *a, const dd_mark_counts *b, double threshold) {
    const double half_a = half_weight_of(a), half_b = half_weight_of(b),
                 half = half_a > half_b ? half_a : half_b;
    const double part = threshold * HALF_WEIGHT_SHARE;
    return half >= (part < HALF_WEIGHT_COVERAGE ? part : HALF_WEIGHT_COVERAGE) ||
           (coverage_of(a) >= BOTH_COVERAGE && coverage_of(b) >= BOTH_COVERAGE);
}

bool dd_relation_by_coverage(dd_comparer *c, const dd_compare_options *options, dd_link *link) {
    const dd_mark_counts a = dd_marks_count(c->marks.a, c->letters_a.count);
    const dd_mark_counts b = dd_marks_count(c->marks.b, c->letters_b.count);
    link->coverage_a = coverage_of(&a);
    link->coverage_b = coverage_of(&b);
    const double most = dd_link_strength(link);
    const double least = link->coverage_a < link->coverage_b ? link->coverage_a : link->coverage_b;
    const evidence runs = weigh_runs(c);
    const size_t covered = a.covered < b.covered ? a.covered : b.covered;
    const bool counts =
        runs.longest >= DD_RUN_LEAST_LETTERS && covers_pages(&a, &b, options->derived_coverage);
    link->relation = DEDUPE_NONE;
    link->reason = c->aligner.run_count == 0 ? DEDUPE_REASON_NOTHING_SHARED
                   : runs.longest == 0       ? DEDUPE_REASON_BOILERPLATE
                                             : DEDUPE_REASON_TOO_LITTLE;
    if (counts && least >= NEAR_COVERAGE) {
        link->relation = DEDUPE_NEAR;
        link->reason = DEDUPE_REASON_BOTH_COVERED;
    } else if (counts && most >= NEAR_COVERAGE) {
        link->relation = DEDUPE_EXCERPT;
        link->reason = DEDUPE_REASON_ONE_COVERED;
    } else if (counts && is_derived(&runs, most, covered, options->derived_coverage)) {
        const bool quoted = is_statement(c, most, options->derived_coverage);
        link->relation = quoted ? DEDUPE_RELATED : DEDUPE_DERIVED;
        link->reason = quoted ? DEDUPE_REASON_QUOTED : DEDUPE_REASON_PARTLY_COVERED;
    } else if (most >= RELATED_COVERAGE && runs.longest >= DD_PASSAGE_LETTERS) {
        link->relation = DEDUPE_RELATED;
        const bool enough = counts && covers_enough(&runs, most, options->derived_coverage);
        link->reason = !enough                                           ? DEDUPE_REASON_PASSAGE
                       : (double)covered * runs.agreed < DERIVED_LETTERS ? DEDUPE_REASON_SHORT
                                                                         : DEDUPE_REASON_PHRASES;
        return enough;
    }
    return false;
}

/* The larger share of a text that is covered, boilerplate counted as text. */
static double share_of_page(const dd_comparer *c) {
    const dd_mark_counts a = dd_marks_count(c->marks.a, c->letters_a.count);
    const dd_mark_counts b = dd_marks_count(c->marks.b, c->letters_b.count);
    const double of_a = (double)a.covered / (double)c->letters_a.count,
                 of_b = (double)b.covered / (double)c->letters_b.count;
    return of_a > of_b ? of_a : of_b;
}

/* Whether all that makes a pair `related` may be the name of an office, a formula of an agency or a masthead.
 * These have 50 to 70 letters, stand alone or beside another short one, and fill little of either text. What
 * is left of a page once its frame is gone is not a brief that they could fill. */
static bool may_be_chance(const dd_comparer *c, const dd_compare_options *options, const dd_link *link) {
    return dd_link_shares_little(link) && weigh_runs(c).beyond < DD_PASSAGE_LETTERS &&
           share_of_page(c) < options->derived_coverage;
}

/* Letters of a run, boilerplate and all, on its longer side: what goes on from a frame into a story is longer
 * than a masthead. */
static size_t length_of(const dd_run *run) {
    const uint32_t a = run->a_end - run->a_begin, b = run->b_end - run->b_begin;
    return a > b ? a : b;
}

/* Whether all that makes a pair `related` is one short passage that begins or ends both texts. One story told
 * twice shares more, or shares it elsewhere. */
static bool is_at_edge(const dd_comparer *c, const dd_link *link) {
    const dd_run *only = NULL;
    if (!dd_link_shares_little(link) || dd_link_strength(link) >= EDGE_COVERAGE)
        return false;
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        const dd_run *run = &c->aligner.run[i];
        if (dd_marks_real_letters(&c->marks, run) < DD_RUN_LEAST_LETTERS)
            continue;
        if (only)
            return false;
        only = run;
    }
    const size_t letters = only ? length_of(only) : SIZE_MAX;
    return (letters <= HEAD_LETTERS && dd_marks_begins_both(&c->marks, only, EDGE_LETTERS)) ||
           (letters <= TAIL_LETTERS && dd_marks_ends_both(&c->marks, only, EDGE_LETTERS));
}

/* Whether a pair is no duplicate only because it has too little text, or is a list, and shares half of both
 * texts together: then it is a form, whose blanks are not of a kind that the guard can tell. */
static bool is_half_shared(const dd_comparer *c, const dd_link *link) {
    if (link->relation != DEDUPE_RELATED ||
        (link->reason != DEDUPE_REASON_SHORT && link->reason != DEDUPE_REASON_LIST))
        return false;
    const dd_mark_counts a = dd_marks_count(c->marks.a, c->letters_a.count);
    const dd_mark_counts b = dd_marks_count(c->marks.b, c->letters_b.count);
    if (link->reason == DEDUPE_REASON_SHORT && (a.covered + b.covered) / 2 > BRIEF_LETTERS)
        return false;
    return (double)(a.covered + b.covered) >= DD_FORM_COVERAGE * (double)(a.letters + b.letters);
}

void dd_relation_settle(const dd_comparer *c, const dd_compare_options *options, dd_link *link) {
    if (may_be_chance(c, options, link)) {
        link->relation = DEDUPE_NONE;
        link->reason = DEDUPE_REASON_TOO_LITTLE;
    } else if (is_at_edge(c, link)) {
        link->relation = DEDUPE_NONE;
        link->reason = DEDUPE_REASON_EDGE;
    } else if (is_half_shared(c, link)) {
        link->relation = DEDUPE_VARIANT;
        link->reason = DEDUPE_REASON_HALF;
    }
}
