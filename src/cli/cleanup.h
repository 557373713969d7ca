/*
 * What must not be left behind when the program ends early: temporary output files and a progress
 * line on the terminal. Signal handlers can reach nothing but global state, so this file keeps the
 * only mutable globals of the program.
 */
#ifndef CLI_CLEANUP_H
#define CLI_CLEANUP_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM and SIGHUP clean up before they end the program, and SIGPIPE is ignored
 * so that a closed pipe comes back from write() as EPIPE. */
void cli_cleanup_install(void);

/* Holds those signals back, and lets them through again: around the making of a temporary file, so that
 * none comes before cli_cleanup_add_file. */
void cli_cleanup_hold(void);
void cli_cleanup_release(void);

/* A temporary file to remove, and one that is there no more. Call them from the main thread only. A path that
 * is too long to be kept, or one too many, is not removed on a signal. */
void cli_cleanup_add_file(const char *path);
void cli_cleanup_forget_file(const char *path);

/* Whether a progress line stands on stderr and has to be erased. */
void cli_cleanup_set_progress(bool shown);

/* Cleans up, writes "dedupe: <message>" to stderr and ends the program with exit 2. For what no
 * caller can handle; safe on any thread. */
_Noreturn void cli_cleanup_die(const char *message);

#endif
