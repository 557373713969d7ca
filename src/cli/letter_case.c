/* Letter case: see letter_case.h. The ranges are those of Unicode's simple lower case for the letters that
 * languages are written in today; one that is missing shows a word as changed, nothing else. */
#include "letter_case.h"

#include "utf8_reader.h"

/* Capitals first, first + step, … last; each small letter is `distance` further on. */
struct capitals {
    uint32_t first;
    uint32_t last;
    uint32_t step;
    int32_t distance;
};

static const struct capitals capitals[] = {
    {0x0041, 0x005A, 1, 32},  {0x00C0, 0x00D6, 1, 32},    {0x00D8, 0x00DE, 1, 32},
    {0x0100, 0x012E, 2, 1},   {0x0130, 0x0130, 1, -199},  {0x0132, 0x0136, 2, 1},
    {0x0139, 0x0147, 2, 1},   {0x014A, 0x0176, 2, 1},     {0x0178, 0x0178, 1, -121},
    {0x0179, 0x017D, 2, 1},   {0x0181, 0x0181, 1, 210},   {0x0186, 0x0186, 1, 206},
    {0x0189, 0x018A, 1, 205}, {0x018E, 0x018E, 1, 79},    {0x018F, 0x018F, 1, 202},
    {0x0190, 0x0190, 1, 203}, {0x0191, 0x0191, 1, 1},     {0x0194, 0x0194, 1, 207},
    {0x0196, 0x0196, 1, 211}, {0x0197, 0x0197, 1, 209},   {0x0198, 0x0198, 1, 1},
    {0x019D, 0x019D, 1, 213}, {0x01A0, 0x01A4, 2, 1},     {0x01AF, 0x01AF, 1, 1},
    {0x01B2, 0x01B2, 1, 217}, {0x01B3, 0x01B5, 2, 1},     {0x01B7, 0x01B7, 1, 219},
    {0x01CD, 0x01DB, 2, 1},   {0x01DE, 0x01EE, 2, 1},     {0x01F8, 0x021E, 2, 1},
    {0x0222, 0x0232, 2, 1},   {0x0386, 0x0386, 1, 38},    {0x0388, 0x038A, 1, 37},
    {0x038C, 0x038C, 1, 64},  {0x038E, 0x038F, 1, 63},    {0x0391, 0x03A1, 1, 32},
    {0x03A3, 0x03AB, 1, 32},  {0x03C2, 0x03C2, 1, 1},     {0x0400, 0x040F, 1, 80},
    {0x0410, 0x042F, 1, 32},  {0x0460, 0x0480, 2, 1},     {0x048A, 0x04BE, 2, 1},
    {0x04C0, 0x04C0, 1, 15},  {0x04C1, 0x04CD, 2, 1},     {0x04D0, 0x052E, 2, 1},
    {0x0531, 0x0556, 1, 48},  {0x1C90, 0x1CBA, 1, -3008}, {0x1CBD, 0x1CBF, 1, -3008},
    {0x1E00, 0x1E94, 2, 1},   {0x1E9E, 0x1E9E, 1, -7615}, {0x1EA0, 0x1EFE, 2, 1},
    {0xFF21, 0xFF3A, 1, 32},
};

uint32_t cli_letter_case_lower(uint32_t character) {
    size_t low = 0, high = sizeof capitals / sizeof *capitals;
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct capitals *range = &capitals[middle];
        if (character > range->last)
            low = middle + 1;
        else if (character < range->first)
            high = middle;
        else if ((character - range->first) % range->step != 0)
            return character;
        else
            return (uint32_t)((int32_t)character + range->distance);
    }
    return character;
}

bool cli_letter_case_equal(const char *a, size_t length_a, const char *b, size_t length_b) {
    size_t i = 0, j = 0, used_a, used_b;
    for (; i < length_a && j < length_b; i += used_a, j += used_b) {
        const uint32_t x = cli_utf8_next(a + i, length_a - i, &used_a);
        const uint32_t y = cli_utf8_next(b + j, length_b - j, &used_b);
        if (x == CLI_UTF8_INVALID || y == CLI_UTF8_INVALID
                ? x != y || a[i] != b[j]
                : cli_letter_case_lower(x) != cli_letter_case_lower(y))
            return false;
    }
    return i == length_a && j == length_b;
}
