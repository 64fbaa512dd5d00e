"""What other programs say happened: the operations file, one JSON object a line, under the rules of the kiosk."""
