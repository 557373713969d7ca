#include "verify/relation.h"

#include "text/speech.h"

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
static const double BOTH_COVERAGE = 0.50; /* both sides: `derived` whatever the boilerplate */

enum {
    DERIVED_LETTERS = 150 /* agreeing letters of `derived`: a brief is not derived from one sentence, nor a
                              page from a copyright line; the longest of those have about 140 */
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

static double lesser(double x, double y) {
    return x < y ? x : y;
}

/* The highest threshold at which enough of the pages is covered for a duplicate, boilerplate counted at half
 * weight; 1: at any. */
static double pages_up_to(const dd_mark_counts *a, const dd_mark_counts *b) {
    const double half_a = half_weight_of(a), half_b = half_weight_of(b),
                 half = half_a > half_b ? half_a : half_b;
    const bool at_any =
        half >= HALF_WEIGHT_COVERAGE || (coverage_of(a) >= BOTH_COVERAGE && coverage_of(b) >= BOTH_COVERAGE);
    return at_any ? 1 : half / HALF_WEIGHT_SHARE;
}

/* The highest threshold at which a pair is derived by coverage, given the larger one and the letters that
 * both sides cover. 0: none. */
static double derived_up_to(const evidence *e, double coverage, size_t covered) {
    if (e->longest < DD_RUN_LEAST_LETTERS || (double)covered * e->agreed < DERIVED_LETTERS)
        return 0;
    return lesser(coverage / (SPREAD_BASE + SPREAD_ONE / e->runs),
                  lesser(coverage * e->agreed / AGREED_SHARE, coverage * e->unphrased / BEYOND_SHARE));
}

bool dd_relation_by_coverage(dd_comparer *c, const dd_compare_options *options, dd_link *link) {
    dd_mark_counts a, b;
    dd_marks_count_both(&c->marks, &a, &b);
    link->coverage_a = coverage_of(&a);
    link->coverage_b = coverage_of(&b);
    const double most = dd_link_strength(link);
    const double least = link->coverage_a < link->coverage_b ? link->coverage_a : link->coverage_b;
    const evidence runs = weigh_runs(c);
    const size_t covered = a.covered < b.covered ? a.covered : b.covered;
    const double pages = pages_up_to(&a, &b);
    const bool counts = runs.longest >= DD_RUN_LEAST_LETTERS && pages >= options->derived_coverage;
    link->derived_up_to = lesser(derived_up_to(&runs, most, covered), pages);
    link->relation = DEDUPE_NONE;
    link->reason = c->aligner.run_count == 0 ? DEDUPE_REASON_NOTHING_SHARED
                   : runs.longest == 0       ? DEDUPE_REASON_BOILERPLATE
                                             : DEDUPE_REASON_TOO_LITTLE;
    if (counts && least >= DD_NEAR_COVERAGE) {
        link->relation = DEDUPE_NEAR;
        link->reason = DEDUPE_REASON_BOTH_COVERED;
    } else if (counts && most >= DD_NEAR_COVERAGE) {
        link->relation = DEDUPE_EXCERPT;
        link->reason = DEDUPE_REASON_ONE_COVERED;
    } else if (link->derived_up_to >= options->derived_coverage) {
        const bool quoted = is_statement(c, most, options->derived_coverage);
        link->relation = quoted ? DEDUPE_RELATED : DEDUPE_DERIVED;
        link->reason = quoted ? DEDUPE_REASON_QUOTED : DEDUPE_REASON_PARTLY_COVERED;
    } else if (most >= DD_RELATED_COVERAGE && runs.longest >= DD_PASSAGE_LETTERS) {
        link->relation = DEDUPE_RELATED;
        const bool enough = counts && covers_enough(&runs, most, options->derived_coverage);
        link->reason = !enough                                           ? DEDUPE_REASON_PASSAGE
                       : (double)covered * runs.agreed < DERIVED_LETTERS ? DEDUPE_REASON_SHORT
                                                                         : DEDUPE_REASON_PHRASES;
        return enough;
    }
    return false;
}

double dd_relation_covers_up_to(const dd_comparer *c, const dd_link *link) {
    dd_mark_counts a, b;
    const evidence runs = weigh_runs(c);
    dd_marks_count_both(&c->marks, &a, &b);
    return lesser(dd_link_strength(link) / (SPREAD_BASE + SPREAD_ONE / runs.runs), pages_up_to(&a, &b));
}

double dd_relation_agreed(const dd_comparer *c) {
    return weigh_runs(c).agreed;
}

size_t dd_relation_beyond_phrases(const dd_comparer *c) {
    return weigh_runs(c).beyond;
}
