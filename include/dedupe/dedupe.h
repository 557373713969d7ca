/*
 * dedupe: finds news articles that reuse each other's text.
 *
 * In reading order: status and errors, options, the corpus (add articles, run), the result, one pair
 * (compare), signatures alone.
 *
 *     dedupe_corpus *corpus = NULL;
 *     dedupe_result *result = NULL;
 *     if (dedupe_corpus_create(NULL, &corpus, NULL) == DEDUPE_OK &&
 *         dedupe_corpus_add(corpus, "a.txt", text_a, length_a, NULL) == DEDUPE_OK &&
 *         dedupe_corpus_add(corpus, "b.txt", text_b, length_b, NULL) == DEDUPE_OK &&
 *         dedupe_corpus_run(corpus, &result, NULL) == DEDUPE_OK)
 *         printf("%zu clusters\n", result->cluster_count);
 *     dedupe_result_free(result);
 *     dedupe_corpus_free(corpus);
 *
 * The library never prints, never exits, reads no environment and keeps no mutable globals. Every
 * function is safe to call from several threads on different objects; what one object allows is said
 * at the function. Results are the same bytes for any number of threads and any order of adding.
 *
 * docs/algorithm.md explains the method, docs/report.md the meaning of every figure.
 */
#ifndef DEDUPE_DEDUPE_H
#define DEDUPE_DEDUPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(DEDUPE_STATIC)
#define DEDUPE_API
#else
#define DEDUPE_API __attribute__((visibility("default")))
#endif

/* ---------------------------------------------------------------- version */

#define DEDUPE_VERSION "0.1.0"

/* The version of the library that is linked, such as "0.1.0". Static storage; never NULL. */
DEDUPE_API const char *dedupe_version(void);

/* ------------------------------------------------------- status and errors */

/* What a call came to. Everything but DEDUPE_OK leaves the caller's outputs unchanged. */
typedef enum dedupe_status {
    DEDUPE_OK = 0,
    DEDUPE_ERROR_MEMORY,    /* an allocation failed */
    DEDUPE_ERROR_ARGUMENT,  /* an argument or option is out of range; the message names it */
    DEDUPE_ERROR_DUPLICATE, /* an article of this id was added before */
    DEDUPE_ERROR_LIMIT,     /* a text of 2 GiB or more as UTF-8, or 2^31 articles or more */
    DEDUPE_ERROR_CANCELLED, /* the progress callback asked to stop */
    DEDUPE_ERROR_SYSTEM     /* the system refused a thread or a lock */
} dedupe_status;

/* A short lower-case name of a status for messages and reports ("memory"). Static; never NULL. */
DEDUPE_API const char *dedupe_status_name(dedupe_status status);

/* Where a call says what went wrong. Every function that takes one accepts NULL. It is written on
 * failure only. */
typedef struct dedupe_error {
    dedupe_status code;
    char message[240]; /* one sentence without a final newline, NUL-terminated */
    size_t position;   /* byte of the input the message speaks of, else 0 */
} dedupe_error;

/* ---------------------------------------------------------------- options */

/* How two articles relate, weakest first, so that a plain comparison ranks them. "coverage" of A by B
 * is the share of A's letters, boilerplate left out, in passages that B has too. */
typedef enum dedupe_relation {
    DEDUPE_NONE = 0, /* nothing worth a line */
    DEDUPE_VARIANT,  /* one form filled in twice: alike but for most names and figures */
    DEDUPE_RELATED,  /* a shared quote or paragraph, below `derived` */
    DEDUPE_DERIVED,  /* partly reused: rewritten, translated, damaged, extended */
    DEDUPE_EXCERPT,  /* the shorter text stands inside the longer one */
    DEDUPE_NEAR,     /* each covers nearly all of the other */
    DEDUPE_IDENTICAL /* the same letters in the same order */
} dedupe_relation;

/* Which article of a cluster represents it. References (dedupe_origin) come first whatever it is; articles
 * without a date come last; ties go to the fullest. */
typedef enum dedupe_keep {
    DEDUPE_KEEP_FULLEST = 0, /* the one with the longest text outside boilerplate */
    DEDUPE_KEEP_OLDEST,      /* by day and second of dedupe_origin */
    DEDUPE_KEEP_NEWEST
} dedupe_keep;

/* "none", "variant", … "identical". Static; never NULL. */
DEDUPE_API const char *dedupe_relation_name(dedupe_relation relation);

/* The relation of that name. Returns false, and leaves *relation, for any other text or NULL. */
DEDUPE_API bool dedupe_relation_parse(const char *name, dedupe_relation *relation);

/* Why a pair has its relation: the rule that decided. */
typedef enum dedupe_reason {
    DEDUPE_REASON_NOTHING_SHARED = 0, /* no aligned passage */
    DEDUPE_REASON_SAME_TEXT,          /* equal after folding */
    DEDUPE_REASON_BOTH_COVERED,       /* both coverages reach `near` */
    DEDUPE_REASON_ONE_COVERED,        /* one coverage reaches `near`: the text lies inside the other */
    DEDUPE_REASON_PARTLY_COVERED,     /* a coverage reaches the threshold of `derived` */
    DEDUPE_REASON_PASSAGE,            /* at least one real passage, coverage below `derived` */
    DEDUPE_REASON_SHORT,              /* the coverage would do, but it is of a few letters only */
    DEDUPE_REASON_PHRASES,            /* the coverage would do, but it is mostly phrases and gaps bridged */
    DEDUPE_REASON_FORM,               /* a form filled in anew: most facts differ */
    DEDUPE_REASON_SWAPPED,            /* one name or figure is swapped for another throughout */
    DEDUPE_REASON_LIST,               /* what they share is a list of names and figures */
    DEDUPE_REASON_QUOTED,             /* what they share is mostly speech that both quote */
    DEDUPE_REASON_BOILERPLATE,        /* what they share is boilerplate of the corpus */
    DEDUPE_REASON_APART,              /* they are months apart, and a third of their facts differ, or a number
                                         by as much as they are years apart */
    DEDUPE_REASON_HEADLINES,          /* their headlines tell two stories, and their texts bear them out */
    DEDUPE_REASON_STOCK,              /* what they share is mostly in unrelated articles, too */
    DEDUPE_REASON_ROUNDUP,            /* one of them strings together parts of unrelated stories */
    DEDUPE_REASON_HALF,               /* half of both texts is the same, but too short or a list: a form */
    DEDUPE_REASON_EDGE,               /* what they share is one passage that begins or ends both */
    DEDUPE_REASON_TOO_LITTLE,         /* the shared text is too short or too thin to tell anything by */
    DEDUPE_REASON_SERIES,             /* two of many briefs of one outlet in one form, each about another
                                         thing */
    DEDUPE_REASON_SUBJECTS, /* their headlines name two things, which the texts put for each other */
    DEDUPE_REASON_FRAME     /* what they share neither article has to do with: a frame */
} dedupe_reason;

/* One clause for people, such as "they share no passage". Static; never NULL. */
DEDUPE_API const char *dedupe_reason_text(dedupe_reason reason);

/* What a long call is doing; see dedupe_progress_function. */
typedef enum dedupe_stage {
    DEDUPE_STAGE_SKETCH = 0,  /* fold and sketch articles */
    DEDUPE_STAGE_INDEX,       /* join the shingles that articles share */
    DEDUPE_STAGE_BOILERPLATE, /* learn boilerplate */
    DEDUPE_STAGE_CANDIDATES,  /* find pairs worth a look */
    DEDUPE_STAGE_VERIFY,      /* align candidates */
    DEDUPE_STAGE_CLUSTER      /* group, choose representatives, gather evidence */
} dedupe_stage;

/* "sketching", "indexing", "learning", "searching", "verifying", "clustering". Static; never NULL. */
DEDUPE_API const char *dedupe_stage_name(dedupe_stage stage);

/* Called as each stage of dedupe_corpus_run begins, with `done` and `total` 0, and now and then (about every
 * 50 ms at most) during it, always on the thread that called it. `done` of `total` units of this stage are
 * finished; total, or both, may be 0 when that is unknown. Return false to cancel: the run ends soon with
 * DEDUPE_ERROR_CANCELLED. */
typedef bool dedupe_progress_function(void *data, dedupe_stage stage, size_t done, size_t total);

/* Hands out again the text of an article that was added as dedupe_origin.is_fetchable: writes its `length`
 * bytes to `text`. Several threads call it at the same time. Returns false if it cannot. */
typedef bool dedupe_fetch_function(void *data, const char *id, char *text, size_t length);

/* Take the defaults from dedupe_options_default() and change fields, so that a field added later keeps
 * its default. */
typedef struct dedupe_options {
    unsigned shingle_letters; /* letters in a shingle, 5 to 32; default 9 */
    double derived_coverage;  /* coverage that makes `derived`, 0.05 to 0.80; default 0.30 */
    dedupe_relation level;    /* weakest relation that clusters; not DEDUPE_NONE; default derived */
    dedupe_keep keep;         /* which article represents a cluster; default the fullest */
    unsigned threads;         /* 0: one for each processor; 1: the calling thread alone; at most 1024 */
    size_t passages;          /* longest passages kept for each pair; default 3 */
    bool across_groups;       /* compare only articles of different groups (dedupe_origin); default false */
    unsigned within_days;     /* compare only articles that are this many days apart at most (dedupe_origin),
                                  at most 36500; 0, the default: any */
    bool every_pair;          /* also compare and list the pairs inside groups, of at most 400 texts and
                                  the first 32 to 64 copies of each; changes no cluster; default false */
    bool skip_weak_resemblance; /* resemblance of pairs below `derived` is not wanted and may be 0, which
                                   saves a fifteenth of a run that finds many of them; default false */
    dedupe_progress_function *progress; /* NULL: none */
    void *progress_data;                /* handed to `progress` */
    dedupe_fetch_function *fetch;       /* NULL: the corpus keeps all texts */
    void *fetch_data;                   /* handed to `fetch` */
} dedupe_options;

/* The defaults named above. */
DEDUPE_API dedupe_options dedupe_options_default(void);

/* How many threads options.threads = 0 stands for: the processors that this process may use, at least 1 and
 * at most 1024. */
DEDUPE_API unsigned dedupe_default_threads(void);

/* ----------------------------------------------------------------- corpus */

/* Articles to be compared with one another. */
typedef struct dedupe_corpus dedupe_corpus;

/* Creates an empty corpus. `options` may be NULL for the defaults and is copied.
 * On success *corpus is the caller's, to be freed with dedupe_corpus_free.
 * Errors: ARGUMENT (an option out of range), MEMORY, SYSTEM. */
DEDUPE_API dedupe_status dedupe_corpus_create(const dedupe_options *options, dedupe_corpus **corpus,
                                              dedupe_error *error);

/* Frees the corpus and the article texts that results of it point to, so free those results first.
 * NULL is fine. */
DEDUPE_API void dedupe_corpus_free(dedupe_corpus *corpus);

/* Adds one article. `id` (NUL-terminated, not NULL, any bytes, unique in the corpus) names it in
 * results. `text` is `length` bytes of UTF-8, with or without BOM, or of UTF-16 with BOM, which is
 * converted: offsets then count bytes of the UTF-8 form. NULL is allowed when length is 0. Invalid
 * bytes are treated as U+FFFD and counted. Both are copied: nothing is borrowed after the call.
 * An article that cannot be compared (empty, no letters, binary) is kept and marked so in the result.
 * Several threads may add to one corpus at the same time.
 * Errors: ARGUMENT, DUPLICATE, LIMIT, MEMORY; the corpus is then as before the call. */
DEDUPE_API dedupe_status dedupe_corpus_add(dedupe_corpus *corpus, const char *id, const void *text,
                                           size_t length, dedupe_error *error);

/* Where an article comes from, which decides with what it is compared. Two articles are a pair unless
 *   - both are references, or
 *   - options.across_groups is set and both are of one group, or
 *   - options.within_days is set and both have a day, and these are farther apart.
 * Articles that are no pair are never reported as one and never stand in a cluster for each other's sake
 * alone: every member has a pair of its own in it. All articles teach boilerplate. Start from {0}, so that a
 * field added later keeps its default. */
typedef struct dedupe_origin {
    bool is_reference; /* is there already: what is new is compared with it */
    uint32_t group;    /* any number: the folder or feed it came with */
    int32_t day;       /* when it was published, counted from any day before the first; 0: not known */
    int32_t second;    /* and when on that day, from midnight in one time zone for all; may be less than 0 or
                          more than a day has, where `day` is of another zone. 0: as good as not known */
    uint32_t outlet; /* who published it, any number but 0; 0: not known. With headlines it tells the frame of
                        an outlet's pages even where these hold little else */
    const char *headline; /* NUL-terminated UTF-8, copied; NULL: not known. No part of the text */
    bool is_fetchable;    /* options.fetch hands the text out again, so that the corpus need not keep it. It
                             does keep what it has to convert */
} dedupe_origin;

/* The same as dedupe_corpus_add for an article of that origin; NULL is {0}. */
DEDUPE_API dedupe_status dedupe_corpus_add_from(dedupe_corpus *corpus, const char *id, const void *text,
                                                size_t length, const dedupe_origin *origin,
                                                dedupe_error *error);

/* Tells how many bytes of text to expect in all, about; 0 at first. What is fetchable is sketched as it is
 * added, by the thread that adds it, and again if what was expected then is so wrong that it matters. May be
 * called again as more is known, by several threads while others add. NULL is fine. */
DEDUPE_API void dedupe_corpus_expect(dedupe_corpus *corpus, uint64_t bytes);

/* How many articles have been added. Not to be called while another thread adds. */
DEDUPE_API size_t dedupe_corpus_count(const dedupe_corpus *corpus);

/* ----------------------------------------------------------------- result */

/* Whether an article took part. */
typedef enum dedupe_article_state {
    DEDUPE_ARTICLE_COMPARED = 0,
    DEDUPE_ARTICLE_EMPTY,      /* no bytes, or white space only */
    DEDUPE_ARTICLE_NO_LETTERS, /* bytes, but no letter and no digit: too short to compare */
    DEDUPE_ARTICLE_BINARY      /* not text */
} dedupe_article_state;

/* One article as the corpus knows it. Articles are listed in order of id (bytewise). */
typedef struct dedupe_article {
    const char *id;
    const char *text;   /* the UTF-8 bytes, not NUL-terminated; NULL: to be fetched (dedupe_origin), and the
                           article is in no pair, cluster or boilerplate of the result */
    size_t text_length; /* bytes */
    dedupe_article_state state;
    size_t letters;             /* letters and digits after folding; a Han or kana character counts three */
    size_t boilerplate_letters; /* of them, in passages known as boilerplate */
    size_t invalid_bytes;       /* bytes that were not UTF-8 */
    uint64_t fingerprint[2];    /* of the folded text: equal for what is `identical`; 0 unless compared */
    dedupe_origin origin;
    bool is_roundup; /* strings together parts of unrelated stories: below `near` no link puts it in a cluster
                      */
} dedupe_article;

/* A stretch of text that two articles share: [offset, offset + length) of one side's text and
 * [other_offset, other_offset + other_length) of the other's, in bytes, always whole characters. The
 * two need not be equal letter for letter: small damage and restyling is bridged. */
typedef struct dedupe_passage {
    size_t offset;
    size_t length;
    size_t other_offset;
    size_t other_length;
} dedupe_passage;

/* Two articles compared in full. */
typedef struct dedupe_pair {
    size_t a; /* index in dedupe_result.articles; a < b */
    size_t b;
    dedupe_relation relation;
    dedupe_reason reason;
    double resemblance;   /* Jaccard similarity of the two shingle sets, 0 to 1; may be left out, see
                             dedupe_options.skip_weak_resemblance */
    double coverage_of_a; /* share of a's text that is in b, boilerplate left out, 0 to 1 */
    double coverage_of_b;
    const dedupe_passage *passages; /* the longest, longest first; offset is of a, other_offset of b */
    size_t passage_count;
    double derived_up_to; /* the highest options.derived_coverage at which it covers enough for `derived`; 0:
                             none. What else holds pairs back, such as a form, is asked of those only that do
                             cover enough, so a lower one may still not make it `derived` */
} dedupe_pair;

/* A member of a cluster, or an article listed beside it, with its strongest link. */
typedef struct dedupe_member {
    size_t article;           /* index in dedupe_result.articles */
    size_t to;                /* the member it is linked to; itself for the representative */
    dedupe_relation relation; /* to `to`; DEDUPE_IDENTICAL for the representative, which has no passages */
    dedupe_reason reason;
    double resemblance;             /* as in dedupe_pair */
    double coverage;                /* of this article by `to` */
    double coverage_of_other;       /* of `to` by this article */
    const dedupe_passage *passages; /* offset is of this article, other_offset of `to` */
    size_t passage_count;
} dedupe_member;

/* Articles that belong together at options.level. */
typedef struct dedupe_cluster {
    char id[17];                  /* 16 hex digits made from the members' content, NUL-terminated */
    size_t representative;        /* article: the fullest copy, of the references if there are any */
    double cohesion;              /* mean strength of the links inside, 0 to 1 */
    const dedupe_member *members; /* the representative first, then by strength */
    size_t member_count;          /* at least 2 */
    const dedupe_member *related; /* see also: linked to a member, but below the level or held apart */
    size_t related_count;
} dedupe_cluster;

/* A passage that the corpus taught to be boilerplate, as one article has it. */
typedef struct dedupe_boilerplate {
    size_t article; /* index of an article that carries it */
    size_t offset;  /* bytes in its text */
    size_t length;
    size_t articles; /* how many carry it, or begin or end it alike */
} dedupe_boilerplate;

/* Counts of a run, the same for any number of threads. */
typedef struct dedupe_counts {
    size_t compared;        /* articles that took part */
    size_t candidate_pairs; /* pairs worth a look */
    size_t verified_pairs;  /* pairs aligned in full; identical texts count once */
    size_t unrelated_pairs; /* of them, those that came to no relation and are not among the pairs */
} dedupe_counts;

/* What a run found. Read-only; owned as said at dedupe_corpus_run. */
typedef struct dedupe_result {
    const dedupe_article *articles;
    size_t article_count;
    const dedupe_cluster *clusters; /* largest first, then by id of the representative */
    size_t cluster_count;
    const dedupe_pair *pairs; /* every verified pair of relation variant or stronger, by a, then b; with or
                                 without options.every_pair */
    size_t pair_count;
    const dedupe_boilerplate *boilerplate; /* most carried first */
    size_t boilerplate_count;
    dedupe_counts counts;
} dedupe_result;

/* Compares all articles added so far. On success *result is the caller's, to be freed with
 * dedupe_result_free before the corpus, whose texts it points to. More articles may be added
 * afterwards and the corpus run again. Not to be called while another thread uses the same corpus.
 * Errors: MEMORY, SYSTEM (also a text that options.fetch did not hand out as it was), CANCELLED, LIMIT (more
 * than 2^32 sampled shingles, some 60 GB of text, or 2^31 pairs). */
DEDUPE_API dedupe_status dedupe_corpus_run(dedupe_corpus *corpus, dedupe_result **result,
                                           dedupe_error *error);

/* Frees a result. NULL is fine. */
DEDUPE_API void dedupe_result_free(dedupe_result *result);

/* --------------------------------------------------------------- one pair */

/* Two texts compared on their own: nothing is known of their corpus, so nothing is boilerplate. */
typedef struct dedupe_comparison {
    dedupe_article a; /* id is "" */
    dedupe_article b;
    dedupe_pair pair; /* a = 0, b = 1; all passages, in order of their offset in a */
} dedupe_comparison;

/* Compares two texts (as in dedupe_corpus_add; copied). `options` may be NULL; its threads, level,
 * passages, skip_weak_resemblance and progress are not used, but must be in range. On success *comparison is
 * the caller's, to be freed with dedupe_comparison_free. Errors: ARGUMENT, LIMIT, MEMORY. */
DEDUPE_API dedupe_status dedupe_compare(const dedupe_options *options, const void *text_a, size_t length_a,
                                        const void *text_b, size_t length_b, dedupe_comparison **comparison,
                                        dedupe_error *error);

/* The same for articles of these origins (NULL is {0}), of which day, outlet and headline are used as in a
 * run. Headlines are borrowed until it returns. */
DEDUPE_API dedupe_status dedupe_compare_from(const dedupe_options *options, const void *text_a,
                                             size_t length_a, const dedupe_origin *origin_a,
                                             const void *text_b, size_t length_b,
                                             const dedupe_origin *origin_b, dedupe_comparison **comparison,
                                             dedupe_error *error);

/* Frees a comparison. NULL is fine. */
DEDUPE_API void dedupe_comparison_free(dedupe_comparison *comparison);

/* --------------------------------------------------------- signature alone */

#define DEDUPE_SIGNATURE_BINS 128

/* A MinHash signature: the share of equal bins of two signatures estimates the Jaccard similarity of
 * the shingle sets behind them, without bias, with a standard error of at most
 * sqrt(J (1 - J) / 128) for any set size (Dahlgaard, Knudsen, Thorup: Fast Similarity Sketching,
 * arXiv 1704.04370). Plain data: copy it, store it, compare it on any machine. */
typedef struct dedupe_signature {
    uint32_t bins[DEDUPE_SIGNATURE_BINS];
} dedupe_signature;

/* Computes the signature of a text (as in dedupe_corpus_add). `shingle_letters` is 5 to 32, or 0 for
 * the default; signatures of different lengths do not compare. A text shorter than one shingle is one
 * shingle; a text without letters is an error. Errors: ARGUMENT, LIMIT, MEMORY. */
DEDUPE_API dedupe_status dedupe_signature_compute(const void *text, size_t length, unsigned shingle_letters,
                                                  dedupe_signature *signature, dedupe_error *error);

/* The estimated resemblance of two signatures, 0 to 1. Neither may be NULL. */
DEDUPE_API double dedupe_signature_resemblance(const dedupe_signature *a, const dedupe_signature *b);

#ifdef __cplusplus
}
#endif

#endif
