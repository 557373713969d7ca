/* Letter case, for what people read: two words that differ in it alone are one word. */
#ifndef CLI_LETTER_CASE_H
#define CLI_LETTER_CASE_H

#include <stdbool.h>
#include <stddef.h>

/* The case rules of all scripts, whatever locale the program runs in. */
typedef struct cli_letter_case cli_letter_case;

/* Free with cli_letter_case_free. */
cli_letter_case *cli_letter_case_create(void);
void cli_letter_case_free(cli_letter_case *rules);

/* Whether two stretches of UTF-8 are equal but for letter case, character by character: the SS of a German
 * capital form stays two letters. Bytes that are no UTF-8 must be equal. */
bool cli_letter_case_equal(const cli_letter_case *rules, const char *a, size_t length_a, const char *b,
                           size_t length_b);

#endif
