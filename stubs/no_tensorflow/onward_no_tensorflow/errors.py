"""What is raised when somebody uses TensorFlow, which is not here."""

from rasa.shared.exceptions import InvalidConfigException


class TensorFlowIsLeftOut(InvalidConfigException, AttributeError):
    """Rasa was asked for something that needs TensorFlow.

    Rasa's commands print an `InvalidConfigException` as one line and exit with 1. It is an `AttributeError`
    as well, so that `hasattr` on the stand-in answers no.
    """
