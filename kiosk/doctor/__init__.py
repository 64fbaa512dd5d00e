"""The doctor: looks at libraries, database, devices and machine, and names a remedy for everything that is wrong."""
