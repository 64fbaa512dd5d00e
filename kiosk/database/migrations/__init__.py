"""The steps from every older schema to this one."""
