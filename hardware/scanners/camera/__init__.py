"""Scanning with a camera: pictures from a source, symbols from a decoder, scans once enough reads agree."""
