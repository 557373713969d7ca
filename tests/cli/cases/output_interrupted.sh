# A signal ends the program, with no half-written file left behind.
. "$TOOLS/articles.sh"
mkdir out; echo kept > out/report; mkfifo input
for signal in INT TERM HUP; do
    python3 - "$signal" <<'END'
import os
import signal
import subprocess
import sys
import time

number = getattr(signal, "SIG" + sys.argv[1])
reader = os.open("input", os.O_RDWR)  # stdin that never ends
child = subprocess.Popen([os.environ["DEDUPE"], "-", "-o", "out/report"], stdin=reader,
                         preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
while len(os.listdir("out")) < 2:
    time.sleep(0.01)
child.send_signal(number)
print(sys.argv[1], child.wait() == -number)
END
    ls out; cat out/report
done
