"""The outside world of the kiosk: scanners, cameras, printers, sounds. Usable without `kiosk`."""
