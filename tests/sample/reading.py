"""How tests look for what must never be on a page."""

import io
import re

from pypdf import PdfReader

from coachdesk.sample.texts import PracticeText


def private_sentences(texts: PracticeText) -> list[str]:
    """Return what was noted for the coach alone: private notes, what came of prompts and of promises."""
    told = [one for client in texts.clients for one in client.sessions]
    moments = (word for one in told for noted in one.noted for word in noted.fields.values())
    asked = (prompt.came_of for one in told for prompt in one.asked)
    noted = "\n".join((*(one.note for one in told), *map(str, moments), *asked))
    sentences = re.split(r"(?<=[.!?])\s+|\n", noted)
    sentences += [one.last_commitment[1] for one in told if one.last_commitment]
    return [sentence for sentence in sentences if len(sentence) >= 30]


def squeezed(text: str) -> str:
    """Return the letters alone: line breaks and Markdown are nothing to rely on."""
    return "".join(letter for letter in text if letter.isalnum())


def text_of(pdf: bytes) -> str:
    """Return the text of all pages."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
