/* Text made fit for a terminal: see display.h. The ranges are those of Unicode's East Asian Width
 * (Wide, Fullwidth) and of the common combining marks; a rare character that is missing costs a
 * column of alignment, nothing else. */
#include "display.h"

#include "utf8_reader.h"

#include <stdbool.h>
#include <string.h>

struct range {
    uint32_t first;
    uint32_t last;
};

static const struct range wide_ranges[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

static const struct range mark_ranges[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},   {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x0900, 0x0902}, {0x093A, 0x093A},   {0x093C, 0x093C},
    {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0951, 0x0957}, {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},   {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static bool in_ranges(uint32_t character, const struct range *ranges, size_t count) {
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (character > ranges[middle].last)
            low = middle + 1;
        else if (character < ranges[middle].first)
            count = middle;
        else
            return true;
    }
    return false;
}

/* Control characters, and those that turn the direction of writing round. */
static bool is_control(uint32_t character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x200E && character <= 0x200F) || (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

static bool is_space(uint32_t character) {
    return character == ' ' || character == 0xA0 || (character >= 0x2000 && character <= 0x200A) ||
           character == 0x3000;
}

unsigned cli_display_width_of(uint32_t character) {
    if (character < 0x300)
        return is_control(character) ? 0 : 1;
    if (is_control(character) || in_ranges(character, mark_ranges, sizeof mark_ranges / sizeof *mark_ranges))
        return 0;
    return in_ranges(character, wide_ranges, sizeof wide_ranges / sizeof *wide_ranges) ? 2 : 1;
}

size_t cli_display_width(const char *bytes, size_t length) {
    size_t columns = 0;
    size_t used;
    for (size_t i = 0; i < length; i += used)
        columns += cli_display_width_of(cli_utf8_next(bytes + i, length - i, &used));
    return columns;
}

void cli_display_path(cli_text_buffer *out, const char *path) {
    size_t length = strlen(path);
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        uint32_t character = cli_utf8_next(path + i, length - i, &used);
        if (character != CLI_UTF8_INVALID && !is_control(character)) {
            cli_text_buffer_add_bytes(out, path + i, used);
            continue;
        }
        for (size_t byte = i; byte < i + used; byte++)
            cli_text_buffer_add(out, "\\x%02X", (unsigned char)path[byte]);
    }
}

size_t cli_display_text(cli_text_buffer *out, const char *text, size_t length, size_t columns) {
    bool after_space = out->length == 0 || out->bytes[out->length - 1] == ' ';
    size_t used;
    size_t i;
    for (i = 0; i < length; i += used) {
        uint32_t character = cli_utf8_next(text + i, length - i, &used);
        bool space = character != CLI_UTF8_INVALID && (is_control(character) || is_space(character));
        unsigned width = space                           ? !after_space
                         : character == CLI_UTF8_INVALID ? 1
                                                         : cli_display_width_of(character);
        if (width > columns)
            break;
        columns -= width;
        if (character == CLI_UTF8_INVALID)
            cli_text_buffer_add_bytes(out, "\xEF\xBF\xBD", 3);
        else if (!space)
            cli_text_buffer_add_bytes(out, text + i, used);
        else if (!after_space)
            cli_text_buffer_add_bytes(out, " ", 1);
        after_space = space;
    }
    return i;
}
