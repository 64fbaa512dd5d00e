"""What each event does in each state, by idea. One short function a cell of the table in `machine`."""
