# Pipes, devices, sockets and folders in the place of a file are errors; none of them makes the program wait.
. "$TOOLS/articles.sh"
ferry > a.txt; mkfifo pipe; mkfifo pipe.jsonl; mkdir empty; mkdir folder.jsonl
ln -s circle circle
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
"$DEDUPE" a.txt pipe pipe.jsonl /dev/null socket circle empty folder.jsonl
echo "$?"
"$DEDUPE" diff a.txt pipe
"$DEDUPE" diff empty a.txt
# What the shell makes of <(command) is read: a pipe that somebody writes to.
cat a.txt | "$DEDUPE" diff a.txt /dev/fd/0 | sed -n '1,4p'
cat a.txt | "$DEDUPE" a.txt /dev/stdin | head -n 3
