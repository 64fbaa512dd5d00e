"""What a scan says: bytes and a symbology identifier in, every possible reading out. Pure."""
