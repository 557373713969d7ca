/* Leaves nothing half done behind: see cleanup.h. Everything here is safe inside a signal handler. */
#include "cleanup.h"

#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FILES = 16 };

static char temporary_paths[MOST_FILES][PATH_MAX];
static volatile sig_atomic_t temporary_exists[MOST_FILES];
static volatile sig_atomic_t progress_shown;

static void write_error(const char *text) {
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written; /* there is nobody left to tell */
}

static void clean_up(void) {
    for (int i = 0; i < MOST_FILES; i++)
        if (temporary_exists[i])
            unlink(temporary_paths[i]);
    if (progress_shown)
        write_error("\r\033[K");
}

static void end_by_signal(int number) {
    clean_up();
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_unless_ignored(int number) {
    struct sigaction old;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = end_by_signal;
    sigfillset(&action.sa_mask);
    if (sigaction(number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void cli_cleanup_install(void) {
    signal(SIGPIPE, SIG_IGN);
    catch_unless_ignored(SIGINT);
    catch_unless_ignored(SIGTERM);
    catch_unless_ignored(SIGHUP);
}

static void mask_signals(int how) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(how, &signals, NULL);
}

void cli_cleanup_hold(void) {
    mask_signals(SIG_BLOCK);
}

void cli_cleanup_release(void) {
    mask_signals(SIG_UNBLOCK);
}

void cli_cleanup_add_file(const char *path) {
    if (strlen(path) >= sizeof *temporary_paths)
        return;
    for (int i = 0; i < MOST_FILES; i++) {
        if (temporary_exists[i])
            continue;
        memcpy(temporary_paths[i], path, strlen(path) + 1);
        temporary_exists[i] = 1;
        return;
    }
}

void cli_cleanup_forget_file(const char *path) {
    for (int i = 0; i < MOST_FILES; i++)
        if (temporary_exists[i] && strcmp(temporary_paths[i], path) == 0)
            temporary_exists[i] = 0;
}

void cli_cleanup_set_progress(bool shown) {
    progress_shown = shown;
}

void cli_cleanup_die(const char *message) {
    clean_up();
    write_error("dedupe: ");
    write_error(message);
    write_error("\n");
    _exit(2);
}
