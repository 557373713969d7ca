# A tag may have more attributes than anybody writes: the first 256 words of it are read.
. "$TOOLS/articles.sh"
many() { seq -f 'a%.0f="<p>"' 1000 | tr '\n' ' '; }
{ echo "<html><body><p $(many)>"; ferry; echo '</p></body></html>'; } > many.html
{ echo '<html><body><p>'; ferry; echo "</p><script>if (1 <b) { $(seq -s ' ' 1000) }</script></body></html>"; } > script.html
{ echo '<html><body><p>'; ferry; echo '</p></body></html>'; } > plain.html
{ echo "<rss><channel><item $(seq -f 'a%.0f="1"' 1000 | tr '\n' ' ')><link $(seq -f 'a%.0f="1"' 1000 | tr '\n' ' ')/>"
  echo "<description>$(ferry)</description></item></channel></rss>"; } > feed.rss
"$DEDUPE" --passages 0 .
