"""What a reader does with a question and its answer: edit, copy, say whether it was right."""

from __future__ import annotations

import streamlit as st

from cdi_qa.conversations import Message
from cdi_qa.render import place_name
from cdi_qa.schema import Answer
from cdi_qa.ui.conversation import handle_question_instead, handle_verdict
from cdi_qa.ui.escaping import escape_html
from cdi_qa.ui.wording import MARKED_RIGHT, MARKED_WRONG, without_command
from cdi_qa.wording import MAX_QUESTION


def draw_edit(message: Message) -> None:
    """A way to word a question differently and ask again."""
    field = f"edited-{message.number}"
    with st.popover("Edit", key=f"edit-{message.number}", icon=":material/edit:", type="tertiary"):
        st.text_area("Your question", message.question, key=field, max_chars=MAX_QUESTION)
        st.button(
            "Ask again",
            key=f"again-{message.number}",
            type="primary",
            on_click=handle_question_instead,
            args=(message, field),
        )


def draw_reactions(message: Message) -> None:
    """Under an answer: copy it, say whether it was right, and why."""
    if message.answer is None:
        return
    verdict, comment = f"verdict-{message.number}", f"comment-{message.number}"
    with st.container(
        key=f"reactions-{message.number}", horizontal=True, vertical_alignment="center"
    ):
        text = escape_html(copied_text(message.answer))
        st.html(
            f'<button type="button" class="cdi-copy" data-copied="{text}">Copy answer</button>',
            width="content",
        )
        st.feedback(
            "thumbs",
            key=verdict,
            default={"wrong": 0, "right": 1}.get(message.verdict),
            on_change=handle_verdict,
            args=(message, verdict, comment),
        )
    judged = st.session_state.get(verdict)
    if judged is not None:
        st.text_input(
            MARKED_RIGHT if judged else MARKED_WRONG,
            message.comment,
            key=comment,
            max_chars=MAX_QUESTION,
            on_change=handle_verdict,
            args=(message, verdict, comment),
        )


def copied_text(answer: Answer) -> str:
    """The answer with its caveats and citations, as plain text to paste elsewhere."""
    cited = [f"[{c.n}] {place_name(c)}: “{c.quote}”" for c in answer.citations]
    caveats = [without_command(caveat) for caveat in answer.caveats]
    return "\n\n".join(part for part in (answer.text, *caveats, "\n".join(cited)) if part.strip())
