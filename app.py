"""Serve the chat page: the same as ``twinbot serve``."""

from twinbot.settings import load_settings
from twinbot.web.serving import serve

if __name__ == "__main__":
    serve(load_settings())
