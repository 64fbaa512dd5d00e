"""What other programs say happened: the operations file, one JSON object a line, through the same rules as the kiosk."""
