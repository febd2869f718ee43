"""The chat page: Gradio in three languages, mounted in FastAPI behind a small shield."""
