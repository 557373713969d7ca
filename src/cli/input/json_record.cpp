/* One line of JSON Lines, parsed with simdjson: see json_record.h. No exception leaves this file: every
 * call of simdjson used here hands back an error code, and allocations are nothrow. */
#include "json_record.h"

#include <charconv>
#include <cstdio>
#include <new>
#include <simdjson.h>
#include <string_view>

using simdjson::error_code;
using simdjson::dom::element;
using simdjson::dom::element_type;
using std::string_view;

static_assert(simdjson::SIMDJSON_PADDING <= 64, "json_record.h promises 64 bytes of padding");

struct cli_json_parser {
    simdjson::dom::parser parser;
    string_view id_field;
    string_view text_field;
    char number[40]; /* an id that was a number */
};

namespace {

bool fail(cli_json_record &record, const char *code, const char *message) {
    record.code = code;
    std::snprintf(record.message, sizeof record.message, "%s", message);
    return false;
}

bool fail_field(cli_json_record &record, string_view field, const char *problem) {
    record.code = "bad-record";
    std::snprintf(record.message, sizeof record.message, "field \"%.*s\" %s", static_cast<int>(field.size()),
                  field.data(), problem);
    return false;
}

bool fail_parsing(cli_json_record &record, error_code error) {
    switch (error) {
    case simdjson::UTF8_ERROR:
        return fail(record, "bad-utf8", "the line is not valid UTF-8");
    case simdjson::STRING_ERROR:
        return fail(record, "bad-json", "the line has a string with a wrong escape");
    case simdjson::DEPTH_ERROR:
        return fail(record, "bad-json", "the line is nested too deeply");
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
        return fail(record, "memory", "the line is too long for the memory there is");
    case simdjson::EMPTY:
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return fail(record, "bad-json", "the line breaks off; a record has to stand on one line");
    default:
        return fail(record, "bad-json", "the line is not valid JSON");
    }
}

/* A number as text, the shortest form that reads back the same. */
string_view number_text(cli_json_parser &parser, element value) {
    std::to_chars_result end{parser.number, std::errc()};
    char *last = parser.number + sizeof parser.number;
    int64_t small = 0;
    uint64_t large = 0;
    double real = 0;
    if (!value.get_int64().get(small))
        end = std::to_chars(parser.number, last, small);
    else if (!value.get_uint64().get(large))
        end = std::to_chars(parser.number, last, large);
    else if (!value.get_double().get(real))
        end = std::to_chars(parser.number, last, real);
    return {parser.number, static_cast<size_t>(end.ptr - parser.number)};
}

bool read_id(cli_json_parser &parser, element value, cli_json_record &record) {
    string_view id;
    switch (value.type()) {
    case element_type::NULL_VALUE:
        break;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
        id = number_text(parser, value);
        break;
    case element_type::STRING:
        if (value.get_string().get(id) || id.find('\0') != string_view::npos)
            return fail_field(record, parser.id_field, "has a NUL character in it");
        break;
    default:
        return fail_field(record, parser.id_field, "is neither a string nor a number");
    }
    record.id = id.empty() ? nullptr : id.data();
    record.id_length = id.size();
    return true;
}

bool read_text(cli_json_parser &parser, element value, cli_json_record &record) {
    string_view text;
    if (value.get_string().get(text))
        return fail_field(record, parser.text_field, "is not a string");
    record.text = text.data();
    record.text_length = text.size();
    return true;
}

void read_object(cli_json_parser &parser, simdjson::dom::object object, cli_json_record &record) {
    bool id_seen = false;
    bool text_seen = false;
    for (auto field : object) {
        bool fine = true;
        if (field.key == parser.id_field) {
            fine = id_seen ? fail_field(record, field.key, "is there twice")
                           : read_id(parser, field.value, record);
            id_seen = true;
        }
        if (fine && field.key == parser.text_field) {
            fine = text_seen ? fail_field(record, field.key, "is there twice")
                             : read_text(parser, field.value, record);
            text_seen = true;
        }
        if (!fine)
            return;
    }
    if (!text_seen)
        fail_field(record, parser.text_field, "is missing; --text-field names the one that holds the text");
}

} // namespace

cli_json_parser *cli_json_parser_create(const char *id_field, const char *text_field) {
    auto *parser = new (std::nothrow) cli_json_parser;
    if (parser != nullptr) {
        parser->id_field = id_field;
        parser->text_field = text_field;
    }
    return parser;
}

void cli_json_parser_free(cli_json_parser *parser) {
    delete parser;
}

void cli_json_record_read(cli_json_parser *parser, const char *line, size_t length, cli_json_record *record) {
    element root;
    simdjson::dom::object object;
    record->id = nullptr;
    record->text = nullptr;
    record->code = nullptr;
    error_code error = parser->parser.parse(line, length, false).get(root);
    if (error)
        fail_parsing(*record, error);
    else if (root.get_object().get(object))
        fail(*record, "bad-json", "the line is not a JSON object");
    else
        read_object(*parser, object, *record);
}
