# A bad line is an error that names file and line; the others go on.
. "$TOOLS/articles.sh"
{
    ferry | record one                                  # 1
    echo '{"id": "two", "text": "cut off'               # 2
    echo '{"id": "three", "text": "cut off"'            # 3
    echo                                                # 4: blank lines are fine
    echo '{"id": "four", "body": "no text"}'            # 5
    echo '{"id": "five", "text": 17}'                   # 6
    echo '{"id": ["six"], "text": "x"}'                 # 7
    echo '{"id": "seven", "id": "x", "text": "x"}'      # 8
    echo '{"text": "x", "text": "x", "id": "eight"}'    # 9
    echo '[1, 2, 3]'                                    # 10
    echo '"text"'                                       # 11
    printf '{"id": "nine", "text": "bad \377 byte"}\n'  # 12
    echo '{"id": "ten", "text": "bad \x escape"}'       # 13
    echo '{"id": "eleven", "text": "x"} more'           # 14
    echo '{"id": "twelve", "text": "x", "n": 01}'       # 15
    echo '{"id": "a\u0000b", "text": "x"}'              # 16
    echo '{"id": true, "text": "x"}'                    # 17
    echo '{"id": "lone", "text": "\ud800"}'             # 18
    echo 'not json'                                     # 19
    awk 'BEGIN { for (i = 0; i < 5000; i++) printf "["; print "" }' # 20
    printf '   \t\r\n'                                  # 21: blank too
    ferry | record last | tr -d '\n'                    # 22: no line end
} > news.jsonl
"$DEDUPE" -f json news.jsonl > report.json
echo "$?"
grep -o '"id": "[^"]*", "path": "[^"]*"' report.json
grep '"code"' report.json | grep -o '"line".*'
