"""From eastings and northings of the National Grid to degrees, to about five metres.

The formulas and figures are those that Ordnance Survey publishes ("A guide to coordinate systems in Great
Britain"): a transverse Mercator projection back to degrees on Airy's ellipsoid, and a Helmert transformation
to WGS 84.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from bot.courses import Point

# Half axes in metres: Airy 1830, and that of WGS 84.
_AIRY = (6_377_563.396, 6_356_256.909)
_WGS84 = (6_378_137.000, 6_356_752.3142)
# The projection: its scale, its true origin in degrees, and what is added there, in metres.
_SCALE = 0.9996012717
_ORIGIN = (radians(49), radians(-2))
_FALSE = (400_000, -100_000)
# From OSGB 36 to WGS 84: metres along each axis, seconds around each, parts per million.
_SHIFT = (446.448, -125.157, 542.060)
_TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_STRETCH = 1 - 20.4894e-6
_CLOSE = 1e-5  # metres; a tenth of a millimetre is published, and more costs nothing
_EAST, _NORTH = 700_000, 1_300_000


def to_point(easting: float, northing: float) -> Point | None:
    """Return where a reference is; None for one that is not within the grid, such as 0, 0."""
    if not (0 < easting < _EAST and 0 < northing < _NORTH):
        return None
    latitude, longitude = _unprojected(easting, northing)
    x, y, z = _moved(*_in_space(latitude, longitude, _AIRY))
    latitude, longitude = _on_ground(x, y, z, _WGS84)
    return Point(round(degrees(latitude), 6), round(degrees(longitude), 6))


def _unprojected(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude on Airy's ellipsoid, in radians."""
    a, b = _AIRY
    latitude, arc = _ORIGIN[0], 0.0
    while northing - _FALSE[1] - arc >= _CLOSE:
        latitude += (northing - _FALSE[1] - arc) / (a * _SCALE)
        arc = _arc(latitude)
    squashed = 1 - (b / a) ** 2
    across = a * _SCALE / sqrt(1 - squashed * sin(latitude) ** 2)  # nu
    along = a * _SCALE * (1 - squashed) / (1 - squashed * sin(latitude) ** 2) ** 1.5  # rho
    eta = across / along - 1
    t, sec, east = tan(latitude), 1 / cos(latitude), easting - _FALSE[0]
    vii = t / (2 * along * across)
    viii = t / (24 * along * across**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta)
    ix = t / (720 * along * across**5) * (61 + 90 * t**2 + 45 * t**4)
    x = sec / across
    xi = sec / (6 * across**3) * (across / along + 2 * t**2)
    xii = sec / (120 * across**5) * (5 + 28 * t**2 + 24 * t**4)
    xiia = sec / (5040 * across**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    return (
        latitude - vii * east**2 + viii * east**4 - ix * east**6,
        _ORIGIN[1] + x * east - xi * east**3 + xii * east**5 - xiia * east**7,
    )


def _arc(latitude: float) -> float:
    """Return the length of the meridian from the true origin, in metres."""
    a, b = _AIRY
    n = (a - b) / (a + b)
    less, more = latitude - _ORIGIN[0], latitude + _ORIGIN[0]
    return b * _SCALE * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )


def _in_space(latitude: float, longitude: float, axes: tuple[float, float]) -> tuple[float, float, float]:
    """Return metres from the middle of the earth along each axis."""
    a, b = axes
    squashed = 1 - (b / a) ** 2
    across = a / sqrt(1 - squashed * sin(latitude) ** 2)
    return (
        across * cos(latitude) * cos(longitude), across * cos(latitude) * sin(longitude),
        (1 - squashed) * across * sin(latitude),
    )


def _moved(x: float, y: float, z: float) -> tuple[float, float, float]:
    rx, ry, rz = _TURN
    return (
        _SHIFT[0] + _STRETCH * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + _STRETCH * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + _STRETCH * z,
    )


def _on_ground(x: float, y: float, z: float, axes: tuple[float, float]) -> tuple[float, float]:
    a, b = axes
    squashed = 1 - (b / a) ** 2
    out = hypot(x, y)
    latitude = atan2(z, out * (1 - squashed))
    for _ in range(5):
        across = a / sqrt(1 - squashed * sin(latitude) ** 2)
        latitude = atan2(z + squashed * across * sin(latitude), out)
    return latitude, atan2(y, x)
