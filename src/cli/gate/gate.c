/* The gate: see gate.h. */
#include "gate.h"

#include "../program_memory.h"
#include "../sets.h"
#include "allow.h"
#include "baseline_match.h"
#include "judge.h"

#include <stdint.h>
#include <stdlib.h>

const char *cli_verdict_name(cli_verdict verdict) {
    static const char *const names[] = {"alone", "kept", "new", "known", "allowed"};
    return names[verdict];
}

/* ---- known sets */

size_t cli_judge_root(cli_judge *judge, size_t article) {
    return cli_sets_root(judge->known, article);
}

bool cli_judge_join(cli_judge *judge, size_t a, size_t b) {
    return cli_sets_join(judge->known, a, b);
}

static void map_clusters(cli_judge *judge) {
    const dedupe_result *result = judge->result;
    for (size_t i = 0; i < result->article_count; i++)
        judge->known[i] = i;
    for (size_t c = 0; c < result->cluster_count; c++)
        for (size_t m = 0; m < result->clusters[c].member_count; m++)
            judge->cluster[result->clusters[c].members[m].article] = c + 1;
}

static bool is_inside(const cli_judge *judge, const dedupe_pair *pair) {
    return judge->cluster[pair->a] != 0 && judge->cluster[pair->a] == judge->cluster[pair->b];
}

/* Lists the pairs inside clusters by article. */
static void index_pairs(cli_judge *judge) {
    const dedupe_result *result = judge->result;
    size_t *begin = cli_memory_allocate(result->article_count + 2, sizeof *begin);
    size_t ends = 0;
    for (size_t i = 0; i < result->pair_count; i++) {
        if (!is_inside(judge, &result->pairs[i]))
            continue;
        begin[result->pairs[i].a + 2]++;
        begin[result->pairs[i].b + 2]++;
        ends += 2;
    }
    for (size_t i = 2; i < result->article_count + 2; i++)
        begin[i] += begin[i - 1];
    judge->pairs = cli_memory_allocate(ends, sizeof *judge->pairs);
    for (size_t i = 0; i < result->pair_count; i++) {
        if (!is_inside(judge, &result->pairs[i]))
            continue;
        judge->pairs[begin[result->pairs[i].a + 1]++] = i;
        judge->pairs[begin[result->pairs[i].b + 1]++] = i;
    }
    judge->pair_begin = begin;
}

const dedupe_pair *cli_judge_pair(const cli_judge *judge, size_t a, size_t b) {
    for (size_t i = judge->pair_begin[a]; i < judge->pair_begin[a + 1]; i++) {
        const dedupe_pair *pair = &judge->result->pairs[judge->pairs[i]];
        if (pair->a == b || pair->b == b)
            return pair;
    }
    return NULL;
}

/* ---- verdicts */

static bool is_reference(const cli_judge *judge, size_t article) {
    return judge->result->articles[article].origin.is_reference;
}

/* The article of a cluster that is kept if no set is larger: a reference, the representative, or the first
 * that no rule accepts. SIZE_MAX: rules accept all. */
static size_t first_kept(const cli_judge *judge, const dedupe_cluster *cluster) {
    size_t first = SIZE_MAX;
    for (size_t m = cluster->member_count; m-- > 0;)
        if (!judge->is_free[cluster->members[m].article])
            first = cluster->members[m].article;
    return first; /* the representative comes first, and is a reference if there is one */
}

/* The article that speaks for the known set that is kept. `sizes` is zero for all articles before and after.
 */
static size_t choose_kept(cli_judge *judge, const dedupe_cluster *cluster, size_t *sizes) {
    size_t best = first_kept(judge, cluster);
    for (size_t m = 0; m < cluster->member_count; m++)
        if (!judge->is_free[cluster->members[m].article])
            sizes[cli_judge_root(judge, cluster->members[m].article)]++;
    for (size_t m = 0; m < cluster->member_count && best != SIZE_MAX; m++) {
        const size_t article = cluster->members[m].article;
        if (!judge->is_free[article] && !is_reference(judge, best) &&
            sizes[cli_judge_root(judge, article)] > sizes[cli_judge_root(judge, best)])
            best = article;
    }
    for (size_t m = 0; m < cluster->member_count; m++)
        sizes[cli_judge_root(judge, cluster->members[m].article)] = 0;
    return best;
}

static void find_rules(cli_judge *judge, const dedupe_cluster *cluster, const cli_accepted *accepted) {
    for (size_t m = 0; m < cluster->member_count; m++) {
        const size_t article = cluster->members[m].article;
        const char *id = judge->result->articles[article].id;
        if (is_reference(judge, article))
            continue;
        judge->gate->rules[article] = cli_allow_find(accepted->allow, id, cli_ids_find(accepted->ids, id));
        judge->is_free[article] = judge->gate->rules[article] != NULL;
    }
}

/* Makes the first article of a cluster that one side of a pair rule names known to the first that the other
 * side does. Only these two: with more, copies on one side would be accepted for what the other side is. */
static void join_pair(cli_judge *judge, const dedupe_cluster *cluster, const cli_accepted *accepted,
                      const cli_allow_rule *rule) {
    size_t first[2] = {SIZE_MAX, SIZE_MAX};
    for (size_t m = 0; m < cluster->member_count; m++) {
        const size_t article = cluster->members[m].article;
        const char *id = judge->result->articles[article].id;
        const cli_origin *origin = cli_ids_find(accepted->ids, id);
        for (int side = 0; side < 2 && !judge->is_free[article]; side++)
            if (first[side] == SIZE_MAX && article != first[1 - side] &&
                cli_allow_matches(rule->patterns[side], id, origin))
                first[side] = article;
    }
    if (first[0] == SIZE_MAX || first[1] == SIZE_MAX || !cli_judge_join(judge, first[0], first[1]))
        return;
    for (int side = 0; side < 2; side++)
        if (judge->gate->rules[first[side]] == NULL)
            judge->gate->rules[first[side]] = rule;
}

static void join_allowed(cli_judge *judge, const cli_accepted *accepted) {
    for (size_t c = 0; c < judge->result->cluster_count; c++) {
        const dedupe_cluster *cluster = &judge->result->clusters[c];
        find_rules(judge, cluster, accepted);
        for (size_t i = 0; i < accepted->allow->count; i++)
            if (accepted->allow->rules[i].kind == CLI_ALLOW_PAIR)
                join_pair(judge, cluster, accepted, &accepted->allow->rules[i]);
    }
}

static void join_references(cli_judge *judge, const dedupe_cluster *cluster) {
    size_t reference = SIZE_MAX;
    for (size_t m = 0; m < cluster->member_count; m++) {
        const size_t article = cluster->members[m].article;
        if (!is_reference(judge, article))
            continue;
        if (reference == SIZE_MAX)
            reference = article;
        cli_judge_join(judge, reference, article);
    }
}

static void judge_cluster(cli_judge *judge, const dedupe_cluster *cluster, size_t *sizes) {
    const size_t kept = choose_kept(judge, cluster, sizes);
    for (size_t m = 0; m < cluster->member_count; m++) {
        const size_t article = cluster->members[m].article;
        cli_verdict verdict = CLI_VERDICT_NEW;
        if (judge->is_free[article])
            verdict = CLI_VERDICT_ALLOWED;
        else if (article == kept || is_reference(judge, article))
            verdict = CLI_VERDICT_KEPT;
        else if (cli_judge_root(judge, article) == cli_judge_root(judge, kept))
            verdict = judge->gate->rules[article] != NULL ? CLI_VERDICT_ALLOWED : CLI_VERDICT_KNOWN;
        judge->gate->verdicts[article] = verdict;
    }
}

/* ---- findings */

static cli_finding finding_of_pair(const dedupe_pair *pair, size_t article) {
    const bool turned = pair->b == article;
    return (cli_finding){.article = article,
                         .other = turned ? pair->a : pair->b,
                         .relation = pair->relation,
                         .resemblance = pair->resemblance,
                         .coverage = turned ? pair->coverage_of_b : pair->coverage_of_a,
                         .coverage_of_other = turned ? pair->coverage_of_a : pair->coverage_of_b,
                         .passages = pair->passages,
                         .passage_count = pair->passage_count,
                         .turned = turned};
}

static cli_finding finding_of_member(const dedupe_member *member) {
    return (cli_finding){.article = member->article,
                         .other = member->to,
                         .relation = member->relation,
                         .resemblance = member->resemblance,
                         .coverage = member->coverage,
                         .coverage_of_other = member->coverage_of_other,
                         .passages = member->passages,
                         .passage_count = member->passage_count};
}

static double larger_coverage(const dedupe_pair *pair) {
    return pair->coverage_of_a > pair->coverage_of_b ? pair->coverage_of_a : pair->coverage_of_b;
}

static bool says_more(const dedupe_pair *pair, const dedupe_pair *than) {
    if (than == NULL || pair->relation != than->relation)
        return than == NULL || pair->relation > than->relation;
    return larger_coverage(pair) > larger_coverage(than);
}

/* The strongest pair of an article inside its cluster, with one that is kept only or with any. */
static const dedupe_pair *strongest_pair(const cli_judge *judge, size_t article, bool kept_only) {
    const dedupe_pair *best = NULL;
    for (size_t i = judge->pair_begin[article]; i < judge->pair_begin[article + 1]; i++) {
        const dedupe_pair *pair = &judge->result->pairs[judge->pairs[i]];
        const size_t other = pair->a == article ? pair->b : pair->a;
        if ((!kept_only || judge->gate->verdicts[other] == CLI_VERDICT_KEPT) && says_more(pair, best))
            best = pair;
    }
    return best;
}

static void add_finding(cli_judge *judge, size_t cluster, const dedupe_member *member) {
    cli_gate *gate = judge->gate;
    const dedupe_pair *pair = NULL;
    cli_finding *finding = &gate->findings[gate->finding_count++];
    if (member->to == member->article)
        pair = strongest_pair(judge, member->article, true);
    if (member->to == member->article && pair == NULL)
        pair = strongest_pair(judge, member->article, false);
    *finding = pair != NULL ? finding_of_pair(pair, member->article) : finding_of_member(member);
    finding->cluster = cluster;
    finding->verdict = gate->verdicts[member->article];
    finding->rule = finding->verdict == CLI_VERDICT_ALLOWED ? gate->rules[member->article] : NULL;
    gate->new_count += finding->verdict == CLI_VERDICT_NEW;
    gate->known_count += finding->verdict == CLI_VERDICT_KNOWN;
    gate->allowed_count += finding->verdict == CLI_VERDICT_ALLOWED;
}

static void list_findings(cli_judge *judge) {
    const dedupe_result *result = judge->result;
    judge->gate->findings = cli_memory_allocate(result->article_count, sizeof *judge->gate->findings);
    for (size_t c = 0; c < result->cluster_count; c++)
        for (size_t m = 0; m < result->clusters[c].member_count; m++) {
            const dedupe_member *member = &result->clusters[c].members[m];
            if (judge->gate->verdicts[member->article] != CLI_VERDICT_KEPT)
                add_finding(judge, c, member);
        }
}

dedupe_passage cli_finding_passage(const cli_finding *finding, size_t index) {
    const dedupe_passage *p = &finding->passages[index];
    return finding->turned ? (dedupe_passage){p->other_offset, p->other_length, p->offset, p->length} : *p;
}

cli_gate *cli_gate_judge(const cli_options *options, const dedupe_result *result,
                         const cli_accepted *accepted) {
    cli_gate *gate = cli_memory_allocate(1, sizeof *gate);
    size_t *sizes = cli_memory_allocate(result->article_count, sizeof *sizes);
    cli_judge judge = {.options = options, .result = result, .gate = gate};
    gate->verdicts = cli_memory_allocate(result->article_count, sizeof *gate->verdicts);
    judge.cluster = cli_memory_allocate(result->article_count, sizeof *judge.cluster);
    judge.known = cli_memory_allocate(result->article_count, sizeof *judge.known);
    gate->rules = cli_memory_allocate(result->article_count, sizeof(const struct cli_allow_rule *));
    gate->baseline = accepted->update != NULL ? NULL : accepted->baseline;
    judge.is_free = cli_memory_allocate(result->article_count, sizeof *judge.is_free);
    map_clusters(&judge);
    index_pairs(&judge);
    for (size_t c = 0; c < result->cluster_count; c++)
        join_references(&judge, &result->clusters[c]);
    if (accepted->allow != NULL)
        join_allowed(&judge, accepted);
    if (accepted->update != NULL)
        cli_baseline_collect(accepted->update, &judge);
    else if (accepted->baseline != NULL)
        (void)cli_baseline_apply(accepted->baseline, &judge);
    for (size_t c = 0; c < result->cluster_count; c++)
        judge_cluster(&judge, &result->clusters[c], sizes);
    list_findings(&judge);
    free(sizes);
    free(judge.cluster);
    free(judge.known);
    free(judge.is_free);
    free(judge.pair_begin);
    free(judge.pairs);
    return gate;
}

void cli_gate_free(cli_gate *gate) {
    if (gate == NULL)
        return;
    free(gate->verdicts);
    free(gate->rules);
    free(gate->findings);
    free(gate);
}
