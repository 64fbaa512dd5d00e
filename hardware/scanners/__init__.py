"""Scanner drivers: every one of them delivers the same `hardware.scan.Scan`."""
