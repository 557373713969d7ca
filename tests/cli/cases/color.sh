# Colour on a terminal only; NO_COLOR and TERM=dumb turn it off, --color decides alone.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt
escapes() { grep -c "$(printf '\033')\|<ESC>" || true; }
seen() { if [ "$(escapes)" -gt 0 ]; then echo "colour: $1"; else echo "plain: $1"; fi; }
terminal="python3 $TOOLS/on_terminal.py 100"
"$DEDUPE" a.txt b.txt | seen pipe
"$DEDUPE" --color=always a.txt b.txt | seen "pipe, always"
NO_COLOR=1 "$DEDUPE" --color=always a.txt b.txt | seen "pipe, NO_COLOR, always"
$terminal "$DEDUPE" a.txt b.txt | seen terminal
$terminal "$DEDUPE" --color never a.txt b.txt | seen "terminal, never"
NO_COLOR=1 $terminal "$DEDUPE" a.txt b.txt | seen "terminal, NO_COLOR"
NO_COLOR='' $terminal "$DEDUPE" a.txt b.txt | seen "terminal, NO_COLOR empty"
TERM=dumb $terminal "$DEDUPE" a.txt b.txt | seen "terminal, dumb"
$terminal "$DEDUPE" diff a.txt b.txt | seen "terminal, diff"
$terminal "$DEDUPE" -o report a.txt b.txt | seen "terminal, -o"
seen "the file of -o" < report
$terminal "$DEDUPE" -f json a.txt b.txt | seen "terminal, json"
"$DEDUPE" --color=always a.txt b.txt | sed "s/$(printf '\033')/<ESC>/g"
