/* dedupe: finds news articles that reuse each other's text. The program in one glance. */
#include "cleanup.h"
#include "commands.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "program_memory.h"

#include <locale.h>

/* Prints --help, --version or the option table. */
static int print_about(const cli_options *options, cli_messages *messages) {
    cli_text_buffer text = {0};
    if (options->dump_table)
        cli_options_dump(&text);
    else if (options->help)
        cli_options_help(options->command, &text);
    else
        cli_text_buffer_add(&text, "dedupe %s\n", dedupe_version());
    cli_output *output = cli_output_open(NULL, messages);
    cli_output_write(output, text.bytes, text.length);
    cli_text_buffer_free(&text);
    return cli_output_close(output, messages) ? CLI_EXIT_FINE : CLI_EXIT_FAILED;
}

int main(int count, char **arguments) {
    int status = CLI_EXIT_FAILED;
    cli_memory_start();
    cli_options options = cli_options_default();
    cli_messages *messages = cli_messages_create();

    /* Names in archives and patterns are UTF-8, wherever the program runs. Nothing else looks at this. */
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    cli_cleanup_install();
    if (cli_options_parse(&options, count, arguments, messages)) {
        cli_messages_set_quiet(messages, options.quiet);
        if (options.help || options.version || options.dump_table)
            status = print_about(&options, messages);
        else if (options.command == CLI_DIFF)
            status = cli_command_diff(&options, messages);
        else
            status = cli_command_scan(&options, messages);
    }
    cli_messages_flush(messages);
    cli_messages_free(messages);
    cli_options_free(&options);
    return status;
}
