"""The library of prompts: looked through, worded, tagged and gathered in sets."""
