"""The commands of `lotline`, one file each: `add_arguments(parser)` and `run(args, settings) -> exit status`."""
