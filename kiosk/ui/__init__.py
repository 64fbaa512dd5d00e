"""The window: shows snapshots of the runtime and hands back what is scanned, touched and typed."""
