/* The JSON report of a diff: one object. */
#include "json_value.h"

#include <stdlib.h>

static json_t *make_article(const dedupe_article *article, const cli_diff_side *side) {
    json_t *object = cli_json_object();
    if (side->path != NULL)
        cli_json_set_name(object, "id", side->name);
    cli_json_set_name(object, "path", side->path != NULL ? side->path : side->name);
    cli_json_set(object, "length", cli_json_count(article->text_length));
    cli_json_set(object, "letters", cli_json_count(article->letters));
    cli_json_set(object, "invalid_bytes", cli_json_count(article->invalid_bytes));
    return object;
}

static json_t *make_passages(const cli_diff *diff) {
    json_t *array = cli_json_array();
    bool *chosen = cli_diff_choose_passages(diff);
    for (size_t i = 0; i < diff->comparison->pair.passage_count; i++) {
        if (chosen[i])
            cli_json_append(array,
                            cli_json_passage(&diff->comparison->a, &diff->comparison->pair.passages[i]));
    }
    free(chosen);
    return array;
}

void cli_diff_write_json(const cli_diff *diff, cli_output *output) {
    const dedupe_comparison *comparison = diff->comparison;
    const dedupe_pair *pair = &comparison->pair;
    json_t *object = cli_json_object();
    json_t *parameters = cli_json_parameters(diff->options, diff->options->passages);
    if (!diff->options->passages_given)
        cli_json_set(parameters, "passages", json_null());
    cli_json_set(object, "schema", json_string("dedupe-diff/1"));
    cli_json_set(object, "tool", cli_json_tool());
    cli_json_set(object, "parameters", parameters);
    cli_json_set(object, "a", make_article(&comparison->a, &diff->a));
    cli_json_set(object, "b", make_article(&comparison->b, &diff->b));
    cli_json_set(object, "relation", json_string(dedupe_relation_name(pair->relation)));
    cli_json_set(object, "reason", json_string(dedupe_reason_text(pair->reason)));
    cli_json_set(object, "resemblance", cli_json_share(pair->resemblance));
    cli_json_set(object, "coverage_of_a", cli_json_share(pair->coverage_of_a));
    cli_json_set(object, "coverage_of_b", cli_json_share(pair->coverage_of_b));
    cli_json_set(object, "passages", make_passages(diff));
    cli_json_write(output, object);
    cli_output_text(output, "\n");
}
