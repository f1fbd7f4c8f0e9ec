"""A whole font for the fields of a form, so that any European name can be typed into them.

A field is filled in elsewhere, with letters that nobody knows yet; so the font goes in with all of its
letters, and a table that tells each reader which glyph is which letter.
"""

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from coachdesk.resources import resource_path

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf

FONT: Final = "NotoSans"
_FILE: Final = "NotoSans_400Regular.ttf"
_PER_EM: Final = 1000  # what widths in a PDF are counted in
_FROM_UNICODE: Final = (3, 1)  # the table of a TrueType font for Windows, Unicode up to U+FFFF
_PER_BLOCK: Final = 100  # ISO 32000-1, 9.10.3, by way of Adobe's technical note 5411
_NONSYMBOLIC: Final = 32
_CMAP_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_END: Final = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@frozen(kw_only=True)
class _Font:
    """What a PDF says of a font beside the font itself; widths are by glyph."""

    content: bytes = field(repr=False)
    widths: tuple[int, ...]
    letters: Mapping[int, int]
    box: tuple[int, ...]
    ascent: int
    descent: int


def embed(pdf: "Pdf") -> "Object":
    """Put the font into a PDF and return it as fields refer to it."""
    import pikepdf

    font = _read()
    below = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name(f"/{FONT}"),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, font)),
        CIDToGIDMap=pikepdf.Name.Identity,
        W=pikepdf.Array([0, pikepdf.Array(list(font.widths))]),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name(f"/{FONT}"),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_stream(_to_unicode(font).encode("ascii")),
        )
    )


def _descriptor(pdf: "Pdf", font: _Font) -> "Dictionary":
    import pikepdf

    return pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name(f"/{FONT}"),
        Flags=_NONSYMBOLIC,
        FontBBox=pikepdf.Array(list(font.box)),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.ascent,
        StemV=80,
        FontFile2=pdf.make_stream(font.content, Length1=len(font.content)),
    )


def _to_unicode(font: _Font) -> str:
    rows = [f"<{glyph:04X}> <{letter:04X}>\n" for glyph, letter in sorted(font.letters.items())]
    blocks = (rows[at : at + _PER_BLOCK] for at in range(0, len(rows), _PER_BLOCK))
    body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _CMAP_HEAD + body + _CMAP_END


@cache
def _read() -> _Font:
    """Read the shipped font: https://learn.microsoft.com/typography/opentype/spec/otff."""
    content = resource_path("fonts", _FILE).read_bytes()
    tables = _tables(content)
    head, measures = tables["head"], tables["hhea"]
    (per_em,) = struct.unpack_from(">H", head, 18)
    ascent, descent = struct.unpack_from(">hh", measures, 4)
    (count,) = struct.unpack_from(">H", measures, 34)

    def scaled(value: int) -> int:
        return value * _PER_EM // int(per_em)

    return _Font(
        content=content,
        widths=tuple(scaled(struct.unpack_from(">H", tables["hmtx"], 4 * at)[0]) for at in range(count)),
        letters=_letters(tables["cmap"]),
        box=tuple(map(scaled, struct.unpack_from(">4h", head, 36))),
        ascent=scaled(ascent),
        descent=scaled(descent),
    )


def _tables(content: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", content, 4)
    rows = (struct.unpack_from(">4s4xLL", content, 12 + 16 * at) for at in range(count))
    return {tag.decode("ascii"): content[start : start + length] for tag, start, length in rows}


def _letters(cmap: bytes) -> dict[int, int]:
    """Return the letter that each glyph stands for, the first one where it stands for several."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    rows = [struct.unpack_from(">HHL", cmap, 4 + 8 * at) for at in range(count)]
    start = next(start for platform, encoding, start in rows if (platform, encoding) == _FROM_UNICODE)
    letters: dict[int, int] = {}
    for letter, glyph in _pairs(cmap[start:]):
        letters.setdefault(glyph, letter)
    letters.pop(0, None)  # the glyph for what is not there
    return letters


def _pairs(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield letters with their glyphs from a table of format 4: segments, each with a distance or a list."""
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    words = struct.unpack(f">{len(table) // 2}H", table[: len(table) // 2 * 2])
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    deltas, ranges = words[8 + 2 * count : 8 + 3 * count], words[8 + 3 * count : 8 + 4 * count]
    for at in range(count):
        for letter in range(starts[at], min(ends[at], 0xFFFE) + 1):
            listed = 8 + 3 * count + at + ranges[at] // 2 + letter - starts[at]
            glyph = words[listed] if ranges[at] else letter
            yield letter, (glyph + deltas[at]) % 0x10000
