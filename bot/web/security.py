"""Headers that every answer carries, errors and files too."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
# A learner's page draws small pictures from data and may never turn text into script.
LEARNER_POLICY = {
    **POLICY,
    "img-src": "'self' data:",
    "require-trusted-types-for": "'script'",
    "trusted-types": "onward",
}
FEATURES = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)
HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}
LEARNER_PAGES = ("chat", "plan")


def add_headers(app: Flask) -> None:
    """Put the headers on every answer that the application gives."""
    app.after_request(_with_headers)


def _with_headers(response: Response) -> Response:
    policy = LEARNER_POLICY if request.blueprint in LEARNER_PAGES else POLICY
    response.headers.setdefault("Content-Security-Policy", as_header(policy))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=3600"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def as_header(policy: dict[str, str]) -> str:
    """Return a content security policy as its header's value."""
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
