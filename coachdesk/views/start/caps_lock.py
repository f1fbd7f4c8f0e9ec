"""Whether Caps Lock is on, told from the letters that arrive: no system gives Qt a call for it."""


def caps_lock_from(text: str, *, shift: bool, shift_undoes_caps: bool) -> bool | None:
    """Return what one key stroke says about Caps Lock, None where it says nothing.

    With Caps Lock on, Shift gives small letters again, except on a Mac
    (`shift_undoes_caps` is False there): a capital with Shift says nothing then.
    """
    if len(text) != 1 or text.lower() == text.upper():
        return None
    is_capital = text == text.upper()
    if is_capital != shift:
        return True
    return None if is_capital and not shift_undoes_caps else False
