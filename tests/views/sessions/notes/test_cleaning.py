import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.views.sessions.notes.cleaning import markdown_from

BULLET = "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>"
OF_WORD = "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>{mark}{words}<o:p></o:p></p>"
FROM_WORD = (
    "<html><head><style>p{color:red}</style></head><body><!--StartFragment-->"
    + OF_WORD.format(level=1, mark=BULLET, words="First")
    + OF_WORD.format(level=2, mark=BULLET, words="inside")
    + OF_WORD.format(level=1, mark="<span style='mso-list:Ignore'>2.&nbsp;</span>", words="Second")
    + "<p class=MsoNormal><b>Bold<o:p></o:p></b> text&nbsp;here</p><!--EndFragment--></body></html>"
)
FROM_DOCS = (
    "<b style='font-weight:normal;' id='docs-internal-guid-1'><p><span style='font-weight:400'>Plain </span>"
    "<span style='font-weight:700'>bold</span>"
    "<span style='font-style:italic;font-weight:400'> leaning</span></p>"
    "<ul><li><p><span>item</span></p></li></ul></b>"
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2 style='color:red'>Title</h2><p>one<br>two</p>", "## Title\n\none\ntwo"),
        ("<ul><li>one<ul><li>in</li></ul></li></ul>", "- one\n  - in"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<blockquote>said</blockquote>", "> said"),
        ("<a href='https://example.org/x'>there</a>", "[there](https://example.org/x)"),
        ("<p>snake_case * 2</p>", "snake_case * 2"),
        ("just words", "just words"),
        (FROM_WORD, "- First\n  - inside\n2. Second\n\n**Bold** text here"),
        (FROM_DOCS, "Plain **bold** *leaning*\n\n- item"),
    ],
)
def test_what_the_marks_mean_is_kept(html: str, markdown: str) -> None:
    assert markdown_from(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert('boo')</script>",
        "<style>@import 'http://evil.example/boo.css'</style>",
        "<img src='http://evil.example/boo.png' alt='boo' onerror='boo()'>",
        "<iframe src='file:///etc/boo'>boo</iframe>",
        "<object data='file:///etc/boo'></object><embed src='boo'>",
        "<!-- boo -->",
        "<p style='display:none'>boo</p>",
        "<svg><text>boo</text></svg>",
        "<link rel=stylesheet href='http://evil.example/boo'><base href='http://evil.example/boo'>",
        "<![CDATA[boo]]>",
    ],
)
def test_nothing_hidden_or_active_comes_along(html: str) -> None:
    assert markdown_from(f"<p>kept</p>{html}") == "kept"


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "file:///etc/x", "x"]
)
def test_a_link_that_leads_nowhere_good_is_words(scheme: str) -> None:
    assert markdown_from(f"<a href='{scheme}'>words</a>") == "words"


def test_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    hostile = "<!DOCTYPE html SYSTEM 'http://evil.example/x.dtd'><img src='http://evil.example/x'><p>kept</p>"
    assert markdown_from(hostile).endswith("kept")


def test_what_is_nested_beyond_reading_is_left() -> None:
    assert markdown_from("<div>" * 3_000 + "x") == ""


@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "<p>", "</li>", "<ul>", "<table><td>", "<!--", "&#0;", "x", "<a href="]
        )
    )
)
def test_broken_html_never_fails(parts: list[str]) -> None:
    assert markdown_from("".join(parts)).count("x") <= parts.count("x")


@given(st.text(alphabet=st.characters(exclude_characters="<>&", exclude_categories=["C", "Z"]), max_size=40))
def test_plain_words_stay(words: str) -> None:
    assert "".join(markdown_from(f"<p>{words}</p>").split()) == words
