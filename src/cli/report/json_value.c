/* Pieces of JSON that the reports share: see json_value.h. */
#include "json_value.h"

#include "../cleanup.h"
#include "../text_buffer.h"
#include "../utf8_reader.h"

#include <math.h>
#include <string.h>

static json_t *checked(json_t *value) {
    if (value == NULL)
        cli_cleanup_die("out of memory");
    return value;
}

json_t *cli_json_object(void) {
    return checked(json_object());
}

json_t *cli_json_array(void) {
    return checked(json_array());
}

void cli_json_set(json_t *object, const char *key, json_t *value) {
    if (json_object_set_new_nocheck(object, key, checked(value)) != 0)
        cli_cleanup_die("out of memory");
}

void cli_json_append(json_t *array, json_t *value) {
    if (json_array_append_new(array, checked(value)) != 0)
        cli_cleanup_die("out of memory");
}

static void add_escaped(cli_text_buffer *escaped, const char *name, size_t length) {
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        if (cli_utf8_next(name + i, length - i, &used) == CLI_UTF8_INVALID)
            cli_text_buffer_add(escaped, "\\x%02X", (unsigned char)name[i]);
        else if (name[i] == '\\')
            cli_text_buffer_add(escaped, "\\\\");
        else
            cli_text_buffer_add_bytes(escaped, name + i, used);
    }
}

void cli_json_set_name(json_t *object, const char *key, const char *name) {
    size_t length = strlen(name);
    if (cli_utf8_valid(name, length)) {
        cli_json_set(object, key, json_stringn_nocheck(name, length));
        return;
    }
    cli_text_buffer escaped = {0};
    cli_text_buffer flag = {0};
    add_escaped(&escaped, name, length);
    cli_text_buffer_add(&flag, "%s_escaped", key);
    cli_json_set(object, key, json_stringn_nocheck(escaped.bytes, escaped.length));
    cli_json_set(object, flag.bytes, json_true());
    cli_text_buffer_free(&escaped);
    cli_text_buffer_free(&flag);
}

json_t *cli_json_text(const char *text, size_t length) {
    if (cli_utf8_valid(text, length))
        return checked(json_stringn_nocheck(text, length));
    cli_text_buffer valid = {0};
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        if (cli_utf8_next(text + i, length - i, &used) == CLI_UTF8_INVALID)
            cli_text_buffer_add_bytes(&valid, "\xEF\xBF\xBD", 3);
        else
            cli_text_buffer_add_bytes(&valid, text + i, used);
    }
    json_t *value = checked(json_stringn_nocheck(valid.bytes, valid.length));
    cli_text_buffer_free(&valid);
    return value;
}

json_t *cli_json_share(double share) {
    return checked(json_real(round(share * 10000) / 10000));
}

json_t *cli_json_count(size_t count) {
    return checked(json_integer((json_int_t)count));
}

json_t *cli_json_tool(void) {
    json_t *tool = cli_json_object();
    cli_json_set(tool, "name", json_string("dedupe"));
    cli_json_set(tool, "version", json_string(dedupe_version()));
    return tool;
}

json_t *cli_json_parameters(const cli_options *options, size_t passages) {
    json_t *parameters = cli_json_object();
    cli_json_set(parameters, "level", json_string(dedupe_relation_name(options->level)));
    cli_json_set(parameters, "threshold", cli_json_share(options->threshold));
    cli_json_set(parameters, "shingle", cli_json_count(options->shingle));
    if (options->command == CLI_SCAN && options->within_days > 0)
        cli_json_set(parameters, "within", cli_json_count(options->within_days));
    if (options->keep != DEDUPE_KEEP_FULLEST)
        cli_json_set(parameters, "keep", json_string(cli_keep_name(options->keep)));
    if (options->command == CLI_SCAN)
        cli_json_set(parameters, "isolate", json_boolean(options->isolate));
    cli_json_set(parameters, "passages", cli_json_count(passages));
    return parameters;
}

json_t *cli_json_passage(const dedupe_article *article, const dedupe_passage *passage) {
    json_t *object = cli_json_object();
    cli_json_set(object, "text", cli_json_text(article->text + passage->offset, passage->length));
    cli_json_set(object, "offset", cli_json_count(passage->offset));
    cli_json_set(object, "length", cli_json_count(passage->length));
    cli_json_set(object, "other_offset", cli_json_count(passage->other_offset));
    cli_json_set(object, "other_length", cli_json_count(passage->other_length));
    return object;
}

json_t *cli_json_passages(const dedupe_article *article, const dedupe_passage *passages, size_t count,
                          size_t limit) {
    json_t *array = cli_json_array();
    for (size_t i = 0; i < count && i < limit; i++)
        cli_json_append(array, cli_json_passage(article, &passages[i]));
    return array;
}
