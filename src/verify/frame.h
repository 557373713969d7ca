/*
 * Frames: what two pages share, and neither article has to do with.
 *
 * A newsletter box, the lines about an author or a menu may stand on two pages of a folder only, too few for
 * boilerplate to be learnt from. They tell on themselves: a story comes back to its names and its subject, in
 * its next paragraph and where it is told again in other words (lexical cohesion; Halliday and Hasan 1976,
 * and Hearst 1997, who parts texts by it). So passages that say nothing which stands anywhere else in either
 * text, nor anything twice, are the frame of two articles that have nothing else in common. Looked at in
 * windows of 9 letters, so that no script needs word boundaries. Linear in the letters, with 16 to 32 bytes
 * of scratch memory for each. Most pairs are turned down by what the alignment knows, or once their passages
 * are tied to the rest.
 */
#ifndef DD_VERIFY_FRAME_H
#define DD_VERIFY_FRAME_H

#include "verify/key_map.h"
#include "verify/marks.h"

/* A window of letters. */
typedef struct dd_frame_window {
    uint32_t key;
    uint8_t times[2]; /* on sides a and b; not counted beyond 2; both 0: an empty slot */
} dd_frame_window;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_frames {
    dd_key_map map;        /* of the passages' windows */
    dd_frame_window *slot; /* a table of 1 << slot_bits of these */
    unsigned slot_bits;
    size_t capacity;
} dd_frames;

/* Sets *is_frame to whether the passages of two texts, which the aligner has found and which are marked, are
 * a frame. Errors: MEMORY. */
dedupe_status dd_frames_look(dd_frames *frames, const dd_aligner *aligner, const dd_letters *a,
                             const dd_letters *b, const dd_marks *marks, bool *is_frame, dedupe_error *error);

/* Frees the memory and zeroes the struct. */
void dd_frames_free(dd_frames *frames);

#endif
