/* Reading and writing of baselines: see baseline.h. */
#include "baseline.h"

#include "../output.h"
#include "../program_memory.h"
#include "../report/json_value.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char schema[] = "dedupe-baseline/1";
static const char remedy[] = "mend it, or delete it and make it anew with --update-baseline";

enum { CONTENT_DIGITS = 32 + 1 + 2 * CLI_SKETCH_BYTES };

/* ---- contents */

void cli_content_sketch(const dedupe_article *article, uint8_t sketch[CLI_SKETCH_BYTES]) {
    dedupe_signature signature;
    memset(sketch, 0, CLI_SKETCH_BYTES);
    if (dedupe_signature_compute(article->text, article->text_length, 0, &signature, NULL) != DEDUPE_OK)
        return;
    for (size_t i = 0; i < CLI_SKETCH_BYTES; i++)
        sketch[i] = (uint8_t)(signature.bins[i] ^ signature.bins[i] >> 8 ^ signature.bins[i] >> 16 ^
                              signature.bins[i] >> 24);
}

char *cli_content_name(const char *id) {
    json_t *object = cli_json_object();
    cli_json_set_name(object, "id", id);
    const json_t *value = json_object_get(object, "id");
    char *name = cli_memory_copy(json_string_value(value), json_string_length(value));
    json_decref(object);
    return name;
}

static cli_content content_of(const dedupe_article *article) {
    cli_content content = {.name = cli_content_name(article->id)};
    memcpy(content.fingerprint, article->fingerprint, sizeof content.fingerprint);
    cli_content_sketch(article, content.sketch);
    return content;
}

static void format_content(const cli_content *content, char text[CONTENT_DIGITS + 1]) {
    (void)snprintf(text, CONTENT_DIGITS + 1, "%016" PRIx64 "%016" PRIx64 "-", content->fingerprint[0],
                   content->fingerprint[1]);
    for (size_t i = 0; i < CLI_SKETCH_BYTES; i++)
        (void)snprintf(text + 33 + 2 * i, 3, "%02x", content->sketch[i]);
}

static uint64_t parse_hex(const char *digits, size_t count) {
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++)
        value = value << 4 | (uint64_t)(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
    return value;
}

static bool parse_content(const char *text, cli_content *content) {
    if (text == NULL || strlen(text) != CONTENT_DIGITS || strspn(text, "0123456789abcdef") != 32 ||
        text[32] != '-' || strspn(text + 33, "0123456789abcdef") != 2 * CLI_SKETCH_BYTES)
        return false;
    content->fingerprint[0] = parse_hex(text, 16);
    content->fingerprint[1] = parse_hex(text + 16, 16);
    for (size_t i = 0; i < CLI_SKETCH_BYTES; i++)
        content->sketch[i] = (uint8_t)parse_hex(text + 33 + 2 * i, 2);
    return true;
}

/* ---- entries */

static cli_baseline_entry *append(cli_baseline *baseline) {
    baseline->entries = cli_memory_grow(baseline->entries, &baseline->capacity, baseline->count + 1,
                                        sizeof *baseline->entries);
    cli_baseline_entry *entry = &baseline->entries[baseline->count++];
    *entry = (cli_baseline_entry){.relation = DEDUPE_NONE};
    return entry;
}

void cli_baseline_add(cli_baseline *baseline, const dedupe_article *article, const dedupe_article *of,
                      dedupe_relation relation) {
    cli_baseline_entry *entry = append(baseline);
    entry->relation = relation;
    entry->article = content_of(article);
    entry->of = content_of(of);
}

void cli_baseline_free(cli_baseline *baseline) {
    for (size_t i = 0; i < baseline->count; i++) {
        free(baseline->entries[i].article.name);
        free(baseline->entries[i].of.name);
    }
    free(baseline->entries);
    *baseline = (cli_baseline){0};
}

/* ---- reading */

/* What is wrong with an entry; NULL: nothing, and it is appended. */
static const char *read_entry(cli_baseline *baseline, const json_t *value) {
    static const char *const fields[] = {"relation", "article", "of", "article_id", "of_id"};
    const char *texts[5];
    cli_content article = {0}, of = {0};
    dedupe_relation relation;
    for (size_t i = 0; i < 5; i++) {
        texts[i] = json_string_value(json_object_get(value, fields[i]));
        if (texts[i] == NULL)
            return "needs the texts relation, article, of, article_id and of_id";
    }
    if (!dedupe_relation_parse(texts[0], &relation) || relation == DEDUPE_NONE)
        return "has a relation that does not exist";
    if (!parse_content(texts[1], &article) || !parse_content(texts[2], &of))
        return "has a content that is not 32 hex digits, a dash and 64 hex digits";
    article.name = cli_memory_copy(texts[3], strlen(texts[3]));
    of.name = cli_memory_copy(texts[4], strlen(texts[4]));
    *append(baseline) = (cli_baseline_entry){.relation = relation, .article = article, .of = of};
    return NULL;
}

static bool read_entries(cli_baseline *baseline, const json_t *root, const char *path,
                         cli_messages *messages) {
    const char *name = json_string_value(json_object_get(root, "schema"));
    const json_t *list = json_object_get(root, "duplicates");
    if (name == NULL || strcmp(name, schema) != 0 || !json_is_array(list)) {
        cli_messages_error(
            messages, path, 0, "bad-baseline",
            "this is no baseline: it lacks \"schema\": \"%s\" or the list \"duplicates\"; name the "
            "file that --update-baseline wrote",
            schema);
        return false;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *wrong = read_entry(baseline, json_array_get(list, i));
        if (wrong == NULL)
            continue;
        cli_messages_error(messages, path, 0, "bad-baseline", "entry %zu of \"duplicates\" %s; %s", i + 1,
                           wrong, remedy);
        return false;
    }
    return true;
}

bool cli_baseline_read(cli_baseline *baseline, const char *path, bool may_lack, cli_messages *messages) {
    json_error_t error;
    FILE *file = fopen(path, "rb");
    if (file == NULL && errno == ENOENT && may_lack)
        return true;
    if (file == NULL) {
        cli_messages_error(messages, path, 0, "bad-baseline", "cannot be read: %s%s", strerror(errno),
                           errno == ENOENT ? "; --update-baseline makes it" : "");
        return false;
    }
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
    (void)fclose(file);
    if (root == NULL) {
        cli_messages_error(messages, path, error.line > 0 ? (size_t)error.line : 0, "bad-baseline",
                           "this is no valid JSON (%s); if it is a baseline, %s", error.text, remedy);
        return false;
    }
    const bool fine = read_entries(baseline, root, path, messages);
    json_decref(root);
    return fine;
}

/* ---- writing */

static int compare_contents(const cli_content *x, const cli_content *y) {
    for (int i = 0; i < 2; i++)
        if (x->fingerprint[i] != y->fingerprint[i])
            return x->fingerprint[i] < y->fingerprint[i] ? -1 : 1;
    return strcmp(x->name, y->name);
}

static int compare_entries(const void *left, const void *right) {
    const cli_baseline_entry *x = left, *y = right;
    int order = compare_contents(&x->article, &y->article);
    if (order == 0)
        order = compare_contents(&x->of, &y->of);
    return order != 0 ? order : (int)x->relation - (int)y->relation;
}

static void write_entry(const cli_baseline_entry *entry, cli_output *output) {
    char article[CONTENT_DIGITS + 1], of[CONTENT_DIGITS + 1];
    json_t *object = cli_json_object();
    format_content(&entry->article, article);
    format_content(&entry->of, of);
    cli_json_set(object, "relation", json_string(dedupe_relation_name(entry->relation)));
    cli_json_set(object, "article_id", json_string(entry->article.name));
    cli_json_set(object, "of_id", json_string(entry->of.name));
    cli_json_set(object, "article", json_string(article));
    cli_json_set(object, "of", json_string(of));
    cli_json_write(output, object);
}

bool cli_baseline_write(cli_baseline *baseline, const char *path, cli_messages *messages) {
    cli_output *output = cli_output_open(path, messages);
    if (output == NULL)
        return false;
    if (baseline->count > 1)
        qsort(baseline->entries, baseline->count, sizeof *baseline->entries, compare_entries);
    cli_output_format(output, "{\"schema\": \"%s\",\n\"duplicates\": [", schema);
    for (size_t i = 0; i < baseline->count; i++) {
        cli_output_text(output, i > 0 ? ",\n" : "\n");
        write_entry(&baseline->entries[i], output);
    }
    cli_output_text(output, baseline->count > 0 ? "\n]}\n" : "]}\n");
    return cli_output_close(output, messages);
}
