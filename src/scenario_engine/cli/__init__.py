"""The command line: one module a command, over one small rendering layer."""
