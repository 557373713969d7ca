# What is left without duplicates, in the order of the inputs.
. "$TOOLS/articles.sh"
{ orchard | record z; ferry | record y; { ferry; echo "The mayor had no comment."; } | record x; bridge | record w; echo '{"id":"v","text":""}'; } > feed.jsonl
mkdir old; ferry > old/ferry.txt; chess > old/chess.txt
"$DEDUPE" -q -f unique feed.jsonl
echo "nul"; "$DEDUPE" -q -f unique -0 feed.jsonl | tr '\0' '|'; echo
echo "what is there already"; "$DEDUPE" -q -f unique --against old feed.jsonl
echo "allowed"; echo 'pair x y because both are wanted' > rules; "$DEDUPE" -q -f unique --allow rules feed.jsonl
echo "known"; "$DEDUPE" -q --baseline known --update-baseline -o /dev/null feed.jsonl; "$DEDUPE" -q -f unique --baseline known feed.jsonl
echo "nothing"; : > empty.jsonl; "$DEDUPE" -f unique empty.jsonl; echo "$?"
