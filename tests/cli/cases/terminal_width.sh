# No line is wider than the terminal, Han characters count two columns, and text is cleaned of what could
# steer the terminal.
. "$TOOLS/articles.sh"
mkdir n
{ printf 'Steering \033]0;title\007 and \233 and \342\200\256 turned round\n'; ferry; } > n/a.txt
cp n/a.txt n/b.txt
python3 -c 'open("n/c.txt", "w").write("市政府周三宣布，老城区的三座石桥将在秋天关闭检修，公共汽车改走河北岸的道路。" * 3)'
cp n/c.txt n/d.txt
for columns in 50 70 120; do
    python3 "$TOOLS/on_terminal.py" $columns "$DEDUPE" --color never n > shown
    python3 -c '
import sys, unicodedata
most = int(sys.argv[1])
for line in open("shown", encoding="utf-8"):
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
    if width > most: print("too wide:", width, line, end="")
' $columns
    grep -c '<ESC>' shown
done
cat shown
