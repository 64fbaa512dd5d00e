"""What must hold when things break: short versions run with the tests, long ones by `python -m tests.faults`."""
