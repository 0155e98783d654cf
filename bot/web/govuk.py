"""GOV.UK Frontend's components for our templates and forms (its files are in ``static/govuk``)."""

from __future__ import annotations

from flask import Flask
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import BaseLoader, ChoiceLoader, PackageLoader, PrefixLoader

PACKAGES = ("govuk_frontend_jinja", "govuk_frontend_wtf")


def furnish(app: Flask) -> None:
    """Let templates import the components by the names of their packages."""
    components = PrefixLoader({name: PackageLoader(name) for name in PACKAGES})
    ours: list[BaseLoader] = [app.jinja_loader] if app.jinja_loader else []
    app.jinja_loader = ChoiceLoader([*ours, components])
    WTFormsHelpers(app)
