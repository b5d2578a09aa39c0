"""The app's two icons, drawn here: a counter's window, in colour and as a white outline."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

COLOUR, OUTLINE = 192, 32
"""Their sizes, in pixels, as Teams asks."""
_BLUE, _WHITE, _CLEAR = (11, 87, 194, 255), (255, 255, 255, 255), (255, 255, 255, 0)
Pixel = tuple[int, int, int, int]


def colour() -> bytes:
    """192 by 192, as PNG: a white window on the app's blue."""
    return _png(COLOUR, lambda x, y: _WHITE if _stroke(x, y, 0.075) else _BLUE)


def outline() -> bytes:
    """32 by 32, as PNG: white on transparent."""
    return _png(OUTLINE, lambda x, y: _WHITE if _stroke(x, y, 0.09) else _CLEAR)


LEFT, RIGHT, TOP, SILL = 0.24, 0.76, 0.46, 0.72
"""The window: its sides, where its arch begins, and where its counter lies."""
RADIUS = (RIGHT - LEFT) / 2
EDGE, SLOT, SLOT_AT = 0.14, 0.10, 0.60
"""How far the counter reaches beside, and half the width and the height of the slot in the pane."""


def _stroke(x: float, y: float, width: float) -> bool:
    """Whether a point (0 to 1) lies on the drawing: an arched window, its counter, and the slot in it."""
    aside = abs(x - (LEFT + RIGHT) / 2)
    arch = RADIUS - width <= (aside**2 + (y - TOP) ** 2) ** 0.5 <= RADIUS and y <= TOP
    sides = TOP < y < SILL and RADIUS - width <= aside <= RADIUS
    counter = SILL <= y <= SILL + width and EDGE <= x <= 1 - EDGE
    slot = SLOT_AT <= y <= SLOT_AT + width * 0.7 and aside <= SLOT
    return arch or sides or counter or slot


def _png(size: int, pixel: Callable[[float, float], Pixel]) -> bytes:
    rows = b"".join(
        b"\0" + bytes(value for x in range(size) for value in pixel((x + 0.5) / size, (y + 0.5) / size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
