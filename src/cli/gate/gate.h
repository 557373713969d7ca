/*
 * The gate: which articles of a cluster are duplicates that nobody has accepted.
 *
 * The question is asked of each cluster. Some of its articles are known to one another: references, and what
 * entries of a baseline (baseline.h) or rules for pairs (allow.h) connect. What a rule accepts alone is left
 * out. The largest such set is kept, of sets as large the one with the representative; every other article is
 * a finding. So without anything accepted, all but the representative are findings, and a new copy in a
 * cluster that was accepted is the only one, even if it is the fullest.
 *
 * Costs one pass over the pairs.
 */
#ifndef CLI_GATE_H
#define CLI_GATE_H

#include "../input/ids.h"
#include "../options.h"

#include <dedupe/dedupe.h>

/* What is said of an article. */
typedef enum cli_verdict {
    CLI_VERDICT_ALONE = 0, /* in no cluster */
    CLI_VERDICT_KEPT,      /* what the others of its cluster duplicate: the representative, or a reference */
    CLI_VERDICT_NEW,       /* a duplicate that nobody has accepted */
    CLI_VERDICT_KNOWN,     /* one that the baseline has */
    CLI_VERDICT_ALLOWED    /* one that a rule of --allow accepts */
} cli_verdict;

/* "alone", "kept", "new", "known", "allowed". */
const char *cli_verdict_name(cli_verdict verdict);

/* An article of a cluster that is not kept, with the link of the report; a representative, which has none
 * there, with the strongest one, of those to what is kept if there are any. */
typedef struct cli_finding {
    size_t cluster; /* index in the result */
    size_t article;
    size_t other;
    cli_verdict verdict;
    const struct cli_allow_rule *rule; /* that accepts it; NULL: none */
    dedupe_relation relation;
    double resemblance;
    double coverage;          /* of the article by the other */
    double coverage_of_other; /* of the other by the article */
    const dedupe_passage *passages;
    size_t passage_count;
    bool turned; /* offset is of the other, other_offset of the article */
} cli_finding;

typedef struct cli_gate {
    cli_verdict *verdicts;               /* by article */
    const struct cli_allow_rule **rules; /* by article: the rule that accepts it; NULL: none */
    const struct cli_baseline *baseline; /* NULL: there is none */
    cli_finding *findings;               /* in the order of clusters and members */
    size_t finding_count;
    size_t new_count;
    size_t known_count;
    size_t allowed_count;
} cli_gate;

/* What is accepted; each may be NULL. */
typedef struct cli_accepted {
    struct cli_baseline *baseline; /* entries that hold nothing any more are marked stale in it */
    struct cli_baseline
        *update; /* an empty one to fill with what has to be accepted; `baseline` counts not */
    const struct cli_allow *allow;
    const cli_ids *ids;
} cli_accepted;

/* Judges a result. Free with cli_gate_free, which takes NULL; before the result and what is accepted. */
cli_gate *cli_gate_judge(const cli_options *options, const dedupe_result *result,
                         const cli_accepted *accepted);
void cli_gate_free(cli_gate *gate);

/* A passage of a finding: offset is of the article, other_offset of the other. */
dedupe_passage cli_finding_passage(const cli_finding *finding, size_t index);

#endif
