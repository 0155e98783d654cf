"""What the command line does."""


class Refused(RuntimeError):
    """A command cannot go on; the message is one line that says why and what to do."""
