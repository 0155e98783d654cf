"""Not Keras: inert names, so that Rasa can be imported. See `onward_no_tensorflow`."""

from onward_no_tensorflow import furnish

__version__ = "0.0.0"

furnish(__name__)
