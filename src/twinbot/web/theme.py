"""How Gradio's components look: calm, of enough contrast, with the system's fonts."""

from __future__ import annotations

import gradio as gr

_FONTS = [
    "Segoe UI",
    "Noto Sans",
    "Helvetica Neue",
    "Noto Sans CJK JP",
    "Hiragino Sans",
    "Yu Gothic",
    "sans-serif",
]


def make_theme() -> gr.themes.Base:
    """Return a theme with system fonts; the bundled ones are fetched and lack letters."""
    blue = gr.themes.Color(
        "#eef4fa", "#dbe8f4", "#b7d0e8", "#8ab2d8", "#5a90c4", "#0b4a84", "#003a70", "#00315f",
        "#00284d", "#001f3c", "#00162b",
    )  # fmt: skip
    return gr.themes.Base(
        primary_hue=blue,
        neutral_hue="gray",
        text_size="md",
        radius_size="sm",
        font=_FONTS,
        font_mono=["ui-monospace", "monospace"],
    ).set(
        button_primary_background_fill="#003a70",
        button_primary_background_fill_hover="#00284d",
        button_primary_background_fill_dark="#0b4a84",
        button_primary_text_color="white",
        body_text_color="#1a1a1a",
        body_text_color_subdued="#4b5563",
        block_label_text_color="#374151",
        block_info_text_color="#4b5563",
        input_placeholder_color="#595f69",
        input_placeholder_color_dark="#a8b0bc",
        input_border_color="#6b7280",
        border_color_primary="#9aa3ad",
        link_text_color="#003a70",
        link_text_color_dark="#9cc4ea",
    )
