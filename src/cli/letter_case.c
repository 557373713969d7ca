/* Letter case: see letter_case.h. The C library knows the letters of Unicode; where it lacks the locale
 * C.UTF-8 only those of ASCII have another case. */
#include "letter_case.h"

#include "program_memory.h"
#include "utf8_reader.h"

#include <locale.h>
#include <stdlib.h>
#include <wctype.h>

struct cli_letter_case {
    locale_t locale; /* 0: there is none */
};

cli_letter_case *cli_letter_case_create(void) {
    cli_letter_case *rules = cli_memory_allocate(1, sizeof *rules);
    rules->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return rules;
}

void cli_letter_case_free(cli_letter_case *rules) {
    if (rules == NULL)
        return;
    if (rules->locale != (locale_t)0)
        freelocale(rules->locale);
    free(rules);
}

/* One letter for all that are the same but for their case: of the two small sigmas, too. */
static wint_t common_letter(const cli_letter_case *rules, uint32_t character) {
    if (rules->locale == (locale_t)0)
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
    return towlower_l(towupper_l(character, rules->locale), rules->locale);
}

bool cli_letter_case_equal(const cli_letter_case *rules, const char *a, size_t length_a, const char *b,
                           size_t length_b) {
    size_t i = 0, j = 0, used_a, used_b;
    for (; i < length_a && j < length_b; i += used_a, j += used_b) {
        const uint32_t x = cli_utf8_next(a + i, length_a - i, &used_a);
        const uint32_t y = cli_utf8_next(b + j, length_b - j, &used_b);
        if (x == CLI_UTF8_INVALID || y == CLI_UTF8_INVALID
                ? x != y || a[i] != b[j]
                : x != y && common_letter(rules, x) != common_letter(rules, y))
            return false;
    }
    return i == length_a && j == length_b;
}
