# Runs a command and writes what it took into a file: wall time, processor time and the most memory that it held, as the kernel counted them.
# Python, because Node has no way to ask for the usage of one child.
import json, os, sys, time

report, *command = sys.argv[1:]
began = time.monotonic()
child = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(child, 0)
wall = time.monotonic() - began
# The kernel of Linux counts kilobytes, that of macOS bytes.
peak = usage.ru_maxrss * (1 if sys.platform == 'darwin' else 1024)
with open(report, 'w') as file:
    json.dump({'wallSeconds': wall, 'cpuSeconds': usage.ru_utime + usage.ru_stime, 'peakBytes': peak}, file)
sys.exit(os.waitstatus_to_exitcode(status))
