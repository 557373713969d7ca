"$DEDUPE" diff --help
