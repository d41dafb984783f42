"""Starts the chat page: `streamlit run app.py`."""

from cdi_qa.ui.main import run_pages

run_pages()
