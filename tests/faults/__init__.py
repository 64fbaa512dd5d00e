"""What must hold when things break: the short versions run with the tests, the long ones by `python -m tests.faults`."""
