/*
 * Writes JSON values byte by byte as json_dump_callback does, of which this is a short form: that looks at
 * every character of a string, which is nearly all the time that a report with long passages takes. Here
 * eight bytes are passed over at once. Strings are known to be UTF-8 since they were made.
 */
#include "json_value.h"

#include <stdint.h>
#include <string.h>

/* Four decimals at most: shares are rounded before, so that six digits never show more. */
enum { SHARE_DIGITS = 6, NUMBER_BYTES = 64 };

static const uint64_t ones = 0x0101010101010101u;
static const uint64_t high_bits = 0x8080808080808080u;

/* Whether one of eight bytes is 0. */
static bool has_zero(uint64_t eight) {
    return ((eight - ones) & ~eight & high_bits) != 0;
}

/* Whether one of eight bytes is a control character, a quote or a backslash. */
static bool has_special(uint64_t eight) {
    return ((eight - ones * 0x20) & ~eight & high_bits) != 0 || has_zero(eight ^ ones * '"') ||
           has_zero(eight ^ ones * '\\');
}

static bool is_special(char byte) {
    return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\';
}

/* How many bytes from `at` on stand for themselves. */
static size_t plain_length(const char *bytes, size_t at, size_t length) {
    const size_t from = at;
    uint64_t eight;
    while (length - at >= sizeof eight && (memcpy(&eight, bytes + at, sizeof eight), !has_special(eight)))
        at += sizeof eight;
    while (at < length && !is_special(bytes[at]))
        at++;
    return at - from;
}

static void write_escape(cli_output *output, char byte) {
    static const char special[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = memchr(special, byte, sizeof special - 1);
    if (found != NULL)
        cli_output_write(output, (const char[]){'\\', letters[found - special]}, 2);
    else
        cli_output_format(output, "\\u%04X", (unsigned)byte);
}

static void write_string(cli_output *output, const char *bytes, size_t length) {
    size_t at = 0;
    cli_output_write(output, "\"", 1);
    while (at < length) {
        const size_t plain = plain_length(bytes, at, length);
        cli_output_write(output, bytes + at, plain);
        at += plain;
        if (at < length)
            write_escape(output, bytes[at++]);
    }
    cli_output_write(output, "\"", 1);
}

static void write_value(cli_output *output, json_t *value);

static void write_fields(cli_output *output, json_t *object) {
    const char *key;
    json_t *value;
    const char *border = "";
    json_object_foreach(object, key, value) {
        cli_output_text(output, border);
        write_string(output, key, strlen(key));
        cli_output_write(output, ": ", 2);
        write_value(output, value);
        border = ", ";
    }
}

static void write_array(cli_output *output, json_t *array) {
    size_t i;
    json_t *value;
    cli_output_write(output, "[", 1);
    json_array_foreach(array, i, value) {
        if (i > 0)
            cli_output_write(output, ", ", 2);
        write_value(output, value);
    }
    cli_output_write(output, "]", 1);
}

/* Numbers and words, as jansson writes them. */
static void write_plain(cli_output *output, json_t *value) {
    char text[NUMBER_BYTES];
    const size_t length =
        json_dumpb(value, text, sizeof text, JSON_ENCODE_ANY | JSON_REAL_PRECISION(SHARE_DIGITS));
    cli_output_write(output, text, length);
}

static void write_value(cli_output *output, json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        cli_output_write(output, "{", 1);
        write_fields(output, value);
        cli_output_write(output, "}", 1);
        break;
    case JSON_ARRAY:
        write_array(output, value);
        break;
    case JSON_STRING:
        write_string(output, json_string_value(value), json_string_length(value));
        break;
    default:
        write_plain(output, value);
    }
}

void cli_json_write(cli_output *output, json_t *value) {
    write_value(output, value);
    json_decref(value);
}

void cli_json_write_open(cli_output *output, json_t *object) {
    cli_output_write(output, "{", 1);
    write_fields(output, object);
    json_decref(object);
}
