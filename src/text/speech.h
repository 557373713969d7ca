/*
 * Quoted speech: which letters stand between quotation marks.
 *
 * Two reporters who hear one speaker print the same sentences, so words that both texts quote tell less about
 * a common origin than words that both use as their own. Marks of all common styles are known: “ ”, „ “, « »,
 * » «, ‹ ›, ‘ ’, 「 」, 『 』, and " by what stands around it, so that one stray mark does not turn the rest
 * of the text inside out. Speech that no mark closes within 2,000 letters is not taken for speech: in doubt,
 * letters are the reporter's own. Speech that lost its opening mark is taken from the beginning of the line,
 * or from the speech before it: what the other text does not quote there will not count. One pass over the
 * source.
 */
#ifndef DD_TEXT_SPEECH_H
#define DD_TEXT_SPEECH_H

#include "text/letters.h"

/* Sets `bit` in mark[i] of each quoted letter i of a text that was folded with offsets; `mark` has one byte a
 * letter. */
void dd_speech_mark(const dd_letters *letters, const char *text, size_t length, uint8_t *mark, uint8_t bit);

#endif
