/* The commands of the program. Each returns the exit status: 0 finished, 1 --check found duplicates,
 * 2 something could not be read, used or written. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "messages.h"
#include "options.h"

enum { CLI_EXIT_FINE = 0, CLI_EXIT_FOUND = 1, CLI_EXIT_FAILED = 2 };

/* Finds and reports clusters among many articles. */
int cli_command_scan(const cli_options *options, cli_messages *messages);

/* Explains how two files relate. */
int cli_command_diff(const cli_options *options, cli_messages *messages);

#endif
