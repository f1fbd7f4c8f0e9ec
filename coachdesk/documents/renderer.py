"""The one place that makes PDFs: Typst, in memory, with the shipped fonts first."""

import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, BugError, InvalidInputError
from coachdesk.resources import resource_path

if TYPE_CHECKING:
    from typst import Compiler, TypstError

    Sources = dict[str, bytes]

Standards = tuple[str, ...]

# From the most that Typst can keep to at once down to nothing: PDF/A-2a is for keeping (tags, embedded
# fonts, each letter with its meaning), PDF/UA-1 for everyone to read. PDF/A-4 takes PDF 2.0, which PDF/UA-1
# does not know, PDF/A-3 would only add attachments, and PDF/A-1 takes away the transparency of a logo. Of a
# letter from the private use area nobody knows the meaning, which PDF/A-2b lets pass; a picture in colours
# that no profile describes takes PDF/A away; a letter that no font has takes everything.
_LADDER: Final[tuple[Standards, ...]] = (("ua-1", "a-2a"), ("ua-1", "a-2b"), ("ua-1",))
_NO_STANDARDS: Final[Standards] = ()

_MARK_OF_UA = b"pdfuaid:part"
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


@frozen(kw_only=True)
class RenderedDocument:
    """A finished PDF.

    `unprinted` holds each character that no font had, once and in order of
    appearance; `tagged` says whether the file reached PDF/UA-1, which it can't
    with a character missing. It has tags and embedded fonts either way. What else
    it keeps to stands in its metadata.
    """

    pdf: bytes = field(repr=False)
    unprinted: str = ""
    tagged: bool = True

    @property
    def sha256(self) -> str:
        """Return the hash of the bytes in hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()


class Renderer:
    """Compiles the templates in `resources/documents`; cheap to make, warm after its first page.

    `today` gives the day that a file says it was made on, which PDF/A wants. The system's fonts are
    looked up only when a text has a character that the shipped ones lack. Nothing is written to disk.
    Safe to use from several threads.
    """

    def __init__(
        self,
        *,
        fonts: Path | None = None,
        system_fonts: bool = True,
        today: "Callable[[], date] | None" = None,
    ) -> None:
        self._fonts = fonts or resource_path("fonts")
        self._system_fonts = system_fonts
        self._today = today or _today
        self._compilers: dict[bool, Compiler] = {}
        self._templates: Sources = {}
        self._one_at_a_time = threading.Lock()

    def render(
        self, template: str, data: Mapping[str, object], *, files: Mapping[str, bytes] | None = None
    ) -> RenderedDocument:
        """Fill `template` (a name without ending) with `data` and the pictures in `files`.

        The template reads `data` as `data.json` and a picture as `<name>.json`. The
        same input gives the same bytes, all day long.

        Raises:
            InvalidInputError: a picture can't be decoded.
        """
        from typst import TypstError

        pictures = {f"{name}.json": _packed(content) for name, content in (files or {}).items()}
        with self._one_at_a_time:
            sources = self._sources(template) | pictures | {"data.json": self._filled(data)}
            try:
                return self._document(sources)
            except TypstError as error:
                self._blame(pictures)
                raise BugError(f"the template {template} does not compile: {error.message}") from error

    def _filled(self, data: Mapping[str, object]) -> bytes:
        day = self._today()
        made_on = {"year": day.year, "month": day.month, "day": day.day}
        return json.dumps({**data, "made_on": made_on}).encode()

    def _sources(self, template: str) -> "Sources":
        if not self._templates:
            folder = resource_path("documents")
            self._templates = {path.name: path.read_bytes() for path in folder.glob("*.typ")}
        return self._templates | {"main.typ": self._templates[f"{template}.typ"]}

    def _document(self, sources: "Sources") -> RenderedDocument:
        pdf, missing = _accessible(self._compiler(system=False), sources, _LADDER)
        if missing and self._system_fonts:
            pdf, missing = _accessible(self._compiler(system=True), sources, _LADDER)
        if not missing:
            return RenderedDocument(pdf=pdf)
        plain = _compiled(self._compiler(system=self._system_fonts), sources, standards=_NO_STANDARDS)
        return RenderedDocument(pdf=plain, unprinted=_visible(missing), tagged=False)

    def _compiler(self, *, system: bool) -> "Compiler":
        if system not in self._compilers:
            import typst

            fonts = typst.Fonts(
                include_system_fonts=system, include_embedded_fonts=False, font_paths=[self._fonts]
            )
            root = resource_path("documents")
            self._compilers[system] = typst.Compiler(root=root, font_paths=fonts)
        return self._compilers[system]

    def _blame(self, pictures: "Sources") -> None:
        """Raise if the pictures are what Typst stumbled over."""
        from typst import TypstError

        compiler = self._compiler(system=False)
        for name, content in pictures.items():
            probe = f'#image(bytes(json("{name}")))'.encode()
            try:
                _compiled(compiler, {"main.typ": probe, name: content}, standards=_NO_STANDARDS)
            except TypstError as error:
                raise InvalidInputError(
                    QT_TRANSLATE_NOOP("errors", "The logo can't be read as a picture."),
                    QT_TRANSLATE_NOOP("errors", "Choose another PNG or JPEG file, or leave the logo out."),
                ) from error


def is_accessible(pdf: bytes) -> bool:
    """Tell whether a PDF of ours reached PDF/UA-1, by the mark that its metadata carry in plain text."""
    return _MARK_OF_UA in pdf


def _packed(content: bytes) -> bytes:
    """Return bytes as a JSON list, since Typst takes nothing but UTF-8 from memory."""
    return str(list(content)).encode()


def _accessible(compiler: "Compiler", sources: "Sources", ladder: Sequence[Standards]) -> tuple[bytes, str]:
    """Return a PDF/UA-1 file that is as durable as can be, or no bytes and the letters that have no glyph."""
    from typst import TypstError

    most, *less = ladder
    try:
        return _compiled(compiler, sources, standards=most), ""
    except TypstError as error:
        missing = _missing(error)
        if missing:
            return b"", missing
        if not less:
            raise
    return _accessible(compiler, sources, less)


def _compiled(compiler: "Compiler", sources: "Sources", *, standards: Standards) -> bytes:
    # The stubs know neither a dict of sources nor that PDF from memory is one piece of bytes.
    return compiler.compile(sources, format="pdf", pdf_standards=list(standards))  # type: ignore[return-value,type-var,arg-type]


def _missing(error: "TypstError") -> str:
    found = "".join(_NO_GLYPH.findall(error.diagnostic))
    return "".join(dict.fromkeys(_ESCAPE.sub(_unescaped, found)))


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]


def _visible(characters: str) -> str:
    """Leave out joiners and selectors, which no one would miss by themselves."""
    return "".join(c for c in characters if unicodedata.category(c) not in ("Cf", "Mn"))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
