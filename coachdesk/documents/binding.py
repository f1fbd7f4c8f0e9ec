"""Several PDFs as one: pages, tags and bookmarks of each, and files laid beside them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

if TYPE_CHECKING:
    from pikepdf import Pdf

_MARK_OF_ARCHIVE: Final = ("pdfaid:part", "pdfaid:conformance")
_MARK_OF_UA: Final = "pdfuaid:part"


@frozen(kw_only=True)
class Leaf:
    """A PDF on its way into another one, and the bookmark that leads to it."""

    title: str
    pdf: bytes = field(repr=False)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def bind(leaves: Sequence[Leaf], *, beside: Mapping[str, bytes], is_tagged: bool) -> bytes:
    """Return the pages of all as one PDF with the title of the first; `beside` are files to attach.

    A file with others inside is none for keeping in the sense of PDF/A, so this one does not say that it is.
    Without `is_tagged` it does not say that everybody can read it, either.
    """
    import pikepdf

    first, *others = leaves
    with pikepdf.open(BytesIO(first.pdf)) as whole:
        marks = [(first.title, 0)]
        for leaf in others:
            marks.append((leaf.title, len(whole.pages)))
            with pikepdf.open(BytesIO(leaf.pdf)) as part:
                _append(whole, part)
        _put_bookmarks(whole, marks)
        for name, content in beside.items():
            spec = pikepdf.AttachedFileSpec(whole, content, filename=name, mime_type="application/pdf")
            whole.attachments[name] = spec
        _say_less(whole, is_tagged=is_tagged)
        target = BytesIO()
        whole.save(target, deterministic_id=True)
    return target.getvalue()


def _append(whole: "Pdf", part: "Pdf") -> None:
    """Add the pages of a part, and its tags behind those that are there."""
    at = len(whole.pages)
    whole.pages.extend(part.pages)
    if "/StructTreeRoot" not in part.Root or "/StructTreeRoot" not in whole.Root:
        return
    tree: Any = whole.Root.StructTreeRoot
    shift = int(tree.ParentTreeNextKey)
    for page in list(whole.pages)[at:]:
        _renumber(page.obj, shift)
    _graft(whole, part, shift)


def _renumber(page: Any, shift: int) -> None:  # noqa: ANN401  (an object of a PDF)
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + shift
    for note in page.get("/Annots", []):
        if "/StructParent" in note:
            note.StructParent = int(note.StructParent) + shift


def _graft(whole: "Pdf", part: "Pdf", shift: int) -> None:
    """Hang the tags of a part below those of the whole, in the language that the part speaks."""
    import pikepdf

    tree: Any = whole.Root.StructTreeRoot
    foreign: Any = whole.copy_foreign(part.Root.StructTreeRoot)
    document = _children(tree)[0]
    for added in _children(foreign):
        added.S = pikepdf.Name.Part
        added.P = document
        if "/Lang" in part.Root:
            added.Lang = pikepdf.String(str(part.Root.Lang))
        document.K = pikepdf.Array([*_children(document), added])
    numbers = list(foreign.ParentTree.get("/Nums", []))
    for key, owner in zip(numbers[::2], numbers[1::2], strict=True):
        tree.ParentTree.Nums.extend([int(key) + shift, owner])
    tree.ParentTreeNextKey = shift + int(foreign.ParentTreeNextKey)
    for role, meant in foreign.get("/RoleMap", {}).items():
        tree.RoleMap[role] = meant


def _children(tree: Any) -> list[Any]:  # noqa: ANN401  (an object of a PDF)
    import pikepdf

    return list(tree.K) if isinstance(tree.K, pikepdf.Array) else [tree.K]


def _put_bookmarks(whole: "Pdf", marks: Sequence[tuple[str, int]]) -> None:
    import pikepdf

    with whole.open_outline() as outline:
        outline.root.clear()
        outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in marks)


def _say_less(whole: "Pdf", *, is_tagged: bool) -> None:
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for mark in (*_MARK_OF_ARCHIVE, *(() if is_tagged else (_MARK_OF_UA,))):
            metadata.pop(mark, None)
