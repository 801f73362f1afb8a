"""What a form says that agrees to the privacy page: which version whoever sends it could read."""

import re


def given(page):
    """The fields of somebody who has the page with the form before them, and ticks its box."""
    version = re.search('name="privacy" value="([^"]+)"', page)
    return {"consent": "yes"} | ({"privacy": version.group(1)} if version else {})
