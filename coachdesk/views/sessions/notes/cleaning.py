"""What browsers and word processors copy, as Markdown: the words and what they meant, nothing of the looks.

The parser builds a tree and loads nothing: no picture, no style, no frame, from no network and no disk.
"""

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

LONGEST_HTML: Final = 300_000

_WITHOUT_WORDS: Final = (
    "script", "style", "head", "meta", "link", "title", "base", "template", "noscript", "iframe", "object",
    "embed", "applet", "svg", "math", "canvas", "img", "picture", "source", "video", "audio", "track", "map",
    "area", "form", "input", "button", "select", "textarea", "o:p", "xml",
)  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_ITALIC: Final = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_NOT_ITALIC: Final = re.compile(r"font-style\s*:\s*normal", re.IGNORECASE)
_LIST_OF_WORD: Final = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_MARK_OF_WORD: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*(\d{1,4})[.)]")
_LED_TO: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_FRAGMENT: Final = re.compile(r"<!--StartFragment-->(.*)<!--EndFragment-->", re.DOTALL)
_STEP: Final = "\u2060"  # stands for a level of a list until spaces count again
_STEPS: Final = re.compile(f"{_STEP}+")
_APART_IN_WORD: Final = re.compile(r"(\u2060[^\n]*)\n+(?=[ \t]*\u2060)")
_TRAILING: Final = re.compile(r"[ \t\u00a0]+$", re.MULTILINE)
_FAR_APART: Final = re.compile(r"\n{3,}")


def markdown_from(html: str) -> str:
    """Return the words of some HTML as Markdown; empty where there are none, or it is nested too deeply."""
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    fragment = _FRAGMENT.search(html)
    soup = BeautifulSoup(fragment[1] if fragment else html, "html.parser")
    try:
        _clean(soup)
        converter: Any = MarkdownConverter(
            heading_style="ATX",
            bullets="-",
            autolinks=False,
            escape_asterisks=False,
            escape_underscores=False,
            escape_misc=False,
            newline_style="backslash",
        )
        return _tidy(converter.convert_soup(soup))
    except RecursionError:
        return ""


def _clean(soup: "BeautifulSoup") -> None:
    from bs4 import Comment, Tag
    from bs4.element import PreformattedString

    for loose in soup.find_all(string=lambda text: isinstance(text, Comment | PreformattedString)):
        loose.extract()
    for tag in soup.find_all(_WITHOUT_WORDS):
        tag.decompose()
    for tag in soup.find_all(True):
        if isinstance(tag, Tag) and not tag.decomposed:
            _clean_tag(soup, tag)


def _clean_tag(soup: "BeautifulSoup", tag: "Tag") -> None:
    style = str(tag.get("style", ""))
    if _HIDDEN.search(style) or tag.has_attr("hidden"):
        tag.decompose()
        return
    if found := _LIST_OF_WORD.search(style):
        _make_item(tag, int(found[1]))
    if tag.name == "a" and not _LED_TO.match(str(tag.get("href", "")).strip()):
        tag.unwrap()
        return
    if tag.name == "a":
        tag.attrs = {"href": str(tag["href"]).strip()}
        return
    tag.attrs = {}
    _show_weight(soup, tag, style)


def _show_weight(soup: "BeautifulSoup", tag: "Tag", style: str) -> None:
    """Turn weight that only a style says into a tag, and one that a style takes back into none."""
    if (tag.name in ("b", "strong") and _NOT_BOLD.search(style)) or (
        tag.name in ("i", "em") and _NOT_ITALIC.search(style)
    ):
        tag.name = "span"
    wanted = (name for name, shown in (("em", _ITALIC), ("strong", _BOLD)) if shown.search(style))
    for name in wanted if tag.name == "span" else ():
        if tag.get_text(strip=True):
            tag.wrap(soup.new_tag(name))


def _make_item(tag: "Tag", level: int) -> None:
    """Give a paragraph that Word shows as an item the mark that Markdown has for it."""
    mark = "-"
    for shown in tag.find_all(style=_MARK_OF_WORD):
        number = _NUMBER.match(shown.get_text())
        mark = f"{number[1]}." if number else mark
        shown.decompose()
    tag.insert(0, f"{_STEP * level}{mark} ")
    tag.name = "div"


def _tidy(markdown: str) -> str:
    text = markdown.replace("\u00a0", " ").replace("\\\n", "\n")
    text = _APART_IN_WORD.sub(r"\1\n", text)
    text = _STEPS.sub(lambda steps: "  " * (len(steps[0]) - 1), text)
    text = _TRAILING.sub("", text)
    return _FAR_APART.sub("\n\n", text).strip("\n")
