#!/usr/bin/env python3
"""Runs a command with stdin, stdout and stderr on a terminal of so many columns and prints what came out,
escape characters as <ESC> and carriage returns as <CR>.

usage: on_terminal.py COLUMNS COMMAND [ARGUMENT]...
"""
import fcntl
import os
import pty
import struct
import sys
import termios


def read_all(terminal):
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def main():
    columns, command = int(sys.argv[1]), sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execvp(command[0], command)
    shown = read_all(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    shown = shown.replace(b"\r\n", b"\n").replace(b"\r", b"<CR>").replace(b"\033", b"<ESC>")
    sys.stdout.buffer.write(shown)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main())
