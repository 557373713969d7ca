/* One JSON object as a record, parsed with simdjson: see json_record.h. No exception leaves this file: every
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

namespace {

enum kind { ID, TEXT, TITLE, DATE, URL, SOURCE, LANGUAGE, KIND_COUNT };

/* A field that is wanted. */
struct slot {
    string_view name;
    string_view head; /* before the first dot, which may be all of it */
    kind what = ID;
    size_t number = 0; /* among those of its kind */
    bool found = false;
    bool by_name = false; /* by its whole name, which comes before a field in a field */
    element value;
};

enum {
    MOST_SLOTS = 5 * CLI_MOST_FIELDS + 8,
    NUMBER_BYTES = 40,
    LIST_BYTES = 100 /* of the names of fields in a message */
};

} // namespace

struct cli_json_parser {
    simdjson::dom::parser parser;
    slot slots[MOST_SLOTS];
    size_t slot_count = 0;
    cli_text_buffer id = {};
    cli_text_buffer text = {};
    char numbers[KIND_COUNT][NUMBER_BYTES] = {}; /* strings made of numbers */
};

namespace {

bool fail(cli_json_record &record, const char *code, const char *what, const char *problem) {
    record.code = code;
    std::snprintf(record.message, sizeof record.message, "the %s %s", what, problem);
    return false;
}

bool fail_field(cli_json_record &record, string_view field, const char *problem) {
    record.code = "bad-record";
    std::snprintf(record.message, sizeof record.message, "field \"%.*s\" %s", static_cast<int>(field.size()),
                  field.data(), problem);
    return false;
}

bool fail_parsing(cli_json_record &record, const char *what, error_code error) {
    switch (error) {
    case simdjson::UTF8_ERROR:
        return fail(record, "bad-utf8", what, "is not valid UTF-8");
    case simdjson::STRING_ERROR:
        return fail(record, "bad-json", what, "has a string with a wrong escape");
    case simdjson::DEPTH_ERROR:
        return fail(record, "bad-json", what, "is nested too deeply");
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
        return fail(record, "memory", what, "is too long for the memory there is");
    case simdjson::EMPTY:
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return fail(record, "bad-json", what,
                    *what == 'l' ? "breaks off; a record has to stand on one line" : "breaks off");
    default:
        return fail(record, "bad-json", what, "is not valid JSON");
    }
}

/* A number as text, the shortest form that reads back the same; "" for anything else. */
string_view number_text(char *number, element value) {
    std::to_chars_result end{number, std::errc()};
    char *last = number + NUMBER_BYTES;
    int64_t small = 0;
    uint64_t large = 0;
    double real = 0;
    if (!value.get_int64().get(small))
        end = std::to_chars(number, last, small);
    else if (!value.get_uint64().get(large))
        end = std::to_chars(number, last, large);
    else if (!value.get_double().get(real))
        end = std::to_chars(number, last, real);
    return {number, static_cast<size_t>(end.ptr - number)};
}

/* A string, or a number as text. False: it is neither. */
bool plain_text(cli_json_parser &parser, const slot &slot, string_view &text) {
    if (!slot.value.get_string().get(text))
        return true;
    if (!slot.value.is_number())
        return false;
    text = number_text(parser.numbers[slot.what], slot.value);
    return true;
}

cli_json_string as_string(string_view text) {
    return text.empty() ? cli_json_string{nullptr, 0} : cli_json_string{text.data(), text.size()};
}

cli_json_string as_string(const cli_text_buffer &text) {
    return {text.bytes, text.length};
}

/* What a path of keys leads to from `value`. */
bool descend(element value, string_view path, element &found) {
    for (;;) {
        simdjson::dom::object object;
        simdjson::dom::array array;
        size_t dot = path.find('.');
        string_view head = path.substr(0, dot);
        if (!value.get_object().get(object)) {
            if (!object.at_key(path).get(found))
                return true;
            if (dot == string_view::npos || object.at_key(head).get(value))
                return false;
        } else if (!value.get_array().get(array)) {
            size_t place = 0;
            auto end = std::from_chars(head.data(), head.data() + head.size(), place);
            if (end.ec != std::errc() || end.ptr != head.data() + head.size() || array.at(place).get(value))
                return false;
            if (dot == string_view::npos) {
                found = value;
                return true;
            }
        } else {
            return false;
        }
        path.remove_prefix(dot + 1);
    }
}

/* Finds the value of every slot. */
bool find_slots(cli_json_parser &parser, simdjson::dom::object object, cli_json_record &record) {
    for (size_t i = 0; i < parser.slot_count; i++)
        parser.slots[i].found = parser.slots[i].by_name = false;
    for (auto field : object) {
        for (size_t i = 0; i < parser.slot_count; i++) {
            slot &slot = parser.slots[i];
            if (field.key == slot.name) {
                if (slot.by_name && slot.what <= TEXT)
                    return fail_field(record, field.key, "is there twice");
                slot.found = slot.by_name = true;
                slot.value = field.value;
            } else if (slot.head.size() < slot.name.size() && field.key == slot.head && !slot.found) {
                slot.found = descend(field.value, slot.name.substr(slot.head.size() + 1), slot.value);
            }
        }
    }
    return true;
}

bool add_id(cli_json_parser &parser, const slot &slot, bool only, cli_json_record &record) {
    string_view id;
    if (slot.value.is_null())
        return true;
    if (!plain_text(parser, slot, id))
        return fail_field(record, slot.name, "is neither a string nor a number");
    if (id.find('\0') != string_view::npos)
        return fail_field(record, slot.name, "has a NUL character in it");
    if (only) {
        record.id = as_string(id);
        return true;
    }
    if (!id.empty()) {
        cli_text_buffer_add_bytes(&parser.id, ":", parser.id.length > 0 ? 1 : 0);
        cli_text_buffer_add_bytes(&parser.id, id.data(), id.size());
        record.id = as_string(parser.id);
    }
    return true;
}

/* Strings of a text: paragraphs of one field end with a line, fields with an empty one. */
void add_text(cli_json_parser &parser, string_view text, const char *border) {
    if (parser.text.length > 0)
        cli_text_buffer_add_bytes(&parser.text, border, string_view(border).size());
    cli_text_buffer_add_bytes(&parser.text, text.data(), text.size());
}

bool add_paragraphs(cli_json_parser &parser, const slot &slot, simdjson::dom::array array,
                    cli_json_record &record) {
    const char *border = "\n\n";
    for (element item : array) {
        string_view text;
        if (item.get_string().get(text))
            return fail_field(record, slot.name, "is a list of other things than strings");
        add_text(parser, text, border);
        border = "\n";
    }
    record.text = {parser.text.bytes != nullptr ? parser.text.bytes : "", parser.text.length};
    return true;
}

bool read_text(cli_json_parser &parser, const slot &slot, bool only, cli_json_record &record) {
    string_view text;
    simdjson::dom::array array;
    if (slot.value.is_null() && !only)
        return true;
    if (!slot.value.get_array().get(array))
        return add_paragraphs(parser, slot, array, record);
    if (slot.value.get_string().get(text))
        return fail_field(record, slot.name, "is not a string");
    if (only) {
        record.text = {text.data(), text.size()};
        return true;
    }
    add_text(parser, text, "\n\n");
    record.text = {parser.text.bytes, parser.text.length};
    return true;
}

/* The first slot of each kind that has something counts. What is no plain text is passed over. */
void read_metadata(cli_json_parser &parser, const slot &slot, cli_json_record &record) {
    cli_json_string *const places[] = {nullptr,     nullptr,        &record.title,   &record.date,
                                       &record.url, &record.source, &record.language};
    cli_json_string &place = *places[slot.what];
    string_view text;
    if (place.bytes == nullptr && plain_text(parser, slot, text) && text.find('\0') == string_view::npos)
        place = as_string(text);
}

size_t count_slots(const cli_json_parser &parser, kind what) {
    size_t count = 0;
    for (size_t i = 0; i < parser.slot_count; i++)
        count += parser.slots[i].what == what;
    return count;
}

/* Writes the names of the fields that there are, as many as fit: "there are title, url, ...". */
void list_fields(simdjson::dom::object object, char *list, size_t size) {
    size_t length = 0;
    for (auto field : object) {
        const char *before = length == 0 ? "there are " : ", ";
        if (length + field.key.size() + sizeof "there are , ..." > size) {
            std::snprintf(list + length, size - length, "%s...", before);
            return;
        }
        length += static_cast<size_t>(std::snprintf(list + length, size - length, "%s%.*s", before,
                                                    static_cast<int>(field.key.size()), field.key.data()));
    }
    if (length == 0)
        std::snprintf(list, size, "there is no field");
}

void fail_missing(const cli_json_parser &parser, simdjson::dom::object object, cli_json_record &record) {
    const slot *text = parser.slots;
    char list[LIST_BYTES], problem[2 * LIST_BYTES];
    while (text->what != TEXT)
        text++;
    list_fields(object, list, sizeof list);
    std::snprintf(problem, sizeof problem,
                  count_slots(parser, TEXT) > 1
                      ? "is missing, and so are the others that --text-field names; %s"
                      : "is missing; %s; --text-field names the one that holds the text",
                  list);
    fail_field(record, text->name, problem);
}

void read_object(cli_json_parser &parser, simdjson::dom::object object, cli_json_record &record) {
    bool one_id = count_slots(parser, ID) == 1;
    bool one_text = count_slots(parser, TEXT) == 1;
    if (!find_slots(parser, object, record))
        return;
    cli_text_buffer_clear(&parser.id);
    cli_text_buffer_clear(&parser.text);
    for (size_t i = 0; i < parser.slot_count; i++) {
        const slot &slot = parser.slots[i];
        if (!slot.found)
            continue;
        if (slot.what > TEXT)
            read_metadata(parser, slot, record);
        else if (slot.what == ID ? !add_id(parser, slot, one_id, record)
                                 : !read_text(parser, slot, one_text, record))
            return;
        if (slot.what == TEXT)
            record.text_fields |= uint32_t{1} << slot.number;
    }
    if (record.text.bytes == nullptr)
        fail_missing(parser, object, record);
}

void add_slot(cli_json_parser &parser, kind what, const char *name) {
    slot &slot = parser.slots[parser.slot_count++];
    slot.name = name;
    slot.head = slot.name.substr(0, slot.name.find('.'));
    slot.what = what;
    slot.number = count_slots(parser, what) - 1;
}

template <size_t count>
void add_slots(cli_json_parser &parser, kind what, const cli_field_list *asked,
               const char *const (&usual)[count]) {
    if (asked != nullptr && asked->count > 0) {
        for (size_t i = 0; i < asked->count; i++)
            add_slot(parser, what, asked->names[i]);
    } else {
        for (const char *name : usual)
            add_slot(parser, what, name);
    }
}

} // namespace

cli_json_parser *cli_json_parser_create(const cli_fields *fields) {
    auto *parser = new (std::nothrow) cli_json_parser;
    if (parser == nullptr)
        return nullptr;
    add_slots(*parser, ID, &fields->id, {"id"});
    add_slots(*parser, TEXT, &fields->text, {"text"});
    add_slots(*parser, TITLE, &fields->title, {"title", "headline"});
    add_slots(*parser, DATE, &fields->date, {"date", "published"});
    add_slots(*parser, URL, nullptr, {"url", "link"});
    add_slots(*parser, SOURCE, &fields->source, {"source"});
    add_slots(*parser, LANGUAGE, nullptr, {"language", "lang"});
    return parser;
}

void cli_json_parser_free(cli_json_parser *parser) {
    if (parser == nullptr)
        return;
    cli_text_buffer_free(&parser->id);
    cli_text_buffer_free(&parser->text);
    delete parser;
}

void cli_json_record_read(cli_json_parser *parser, const char *what, const char *bytes, size_t length,
                          cli_json_record *record) {
    element root;
    simdjson::dom::object object;
    *record = cli_json_record{};
    error_code error = parser->parser.parse(bytes, length, false).get(root);
    if (error)
        fail_parsing(*record, what, error);
    else if (root.get_object().get(object))
        fail(*record, "bad-json", what, "is not a JSON object");
    else
        read_object(*parser, object, *record);
}
