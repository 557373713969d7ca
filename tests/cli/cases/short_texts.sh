# Two short texts are compared as a whole.
printf cat > a; printf dog > b; printf cat > c
"$DEDUPE" a b c -f jsonl | grep -o '"id": "[abc]"'
