/* Letter case, for what people read: two words that differ in it alone are one word. */
#ifndef CLI_LETTER_CASE_H
#define CLI_LETTER_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The small letter of a capital, any other character as it is. One for one: the SS of a German capital form
 * stays two letters. */
uint32_t cli_letter_case_lower(uint32_t character);

/* Whether two stretches of UTF-8 are equal but for letter case. Bytes that are no UTF-8 must be equal. */
bool cli_letter_case_equal(const char *a, size_t length_a, const char *b, size_t length_b);

#endif
