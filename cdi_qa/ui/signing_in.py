"""Signing in by OpenID Connect, where the server's secrets name a provider; else nobody signs in.

Streamlit does the protocol; it needs Authlib, the extra "sign-in".
"""

from __future__ import annotations

import streamlit as st

from cdi_qa.ui.wording import SIGN_IN, TITLE


def signed_in() -> bool:
    """True for somebody who has signed in, and for everybody where that is not asked for."""
    return not _is_asked_for() or bool(st.user.is_logged_in)


def whose() -> str:
    """Whom what is kept belongs to: the provider and its name for the person, else ""."""
    if not _is_asked_for():
        return ""
    return f"{st.user.get('iss', '')} {st.user.get('sub') or st.user.get('email', '')}"


def draw_sign_in() -> None:
    """The page of somebody who has not signed in."""
    st.title(TITLE, anchor=False)
    st.markdown(SIGN_IN)
    st.button("Sign in", icon=":material/login:", type="primary", on_click=st.login)


def draw_sign_out() -> None:
    """Who is signed in, and the way out; nothing where nobody signs in."""
    if _is_asked_for():
        name = st.user.get("name") or st.user.get("email") or "you"
        st.button(
            "Sign out", help=f"Signed in as {name}", icon=":material/logout:", on_click=st.logout
        )


def _is_asked_for() -> bool:
    # Streamlit gives the user this key where its secrets have a part [auth].
    return "is_logged_in" in st.user
