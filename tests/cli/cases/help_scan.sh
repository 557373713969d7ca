"$DEDUPE" --help
