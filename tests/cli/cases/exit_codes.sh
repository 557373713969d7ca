# 0: finished, duplicates or not. 1: --check found some. 2: something could not be read or used, which wins.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt; orchard > c.txt
try() { "$DEDUPE" "$@" > /dev/null 2>&1; echo "$? $*"; }
try a.txt b.txt
try a.txt c.txt
try --check a.txt c.txt
try --check a.txt b.txt
try --check a.txt b.txt missing.txt
try a.txt missing.txt
try diff a.txt b.txt
try diff --check a.txt c.txt
try diff --check a.txt b.txt
try diff --check --level=identical a.txt b.txt
try diff a.txt missing.txt
try --no-such-option a.txt
try
