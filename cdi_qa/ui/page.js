// The one script of the pages. It shows a citation's quote, opens its source when it is clicked,
// reads a new answer out to a screen reader, scrolls to it, and copies an answer. Without it the
// pages still work: every citation is a button under its answer too.
(() => {
  if (window.cdiSettle) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = (element, block) =>
    element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  const add = (id, role) => {
    const element = document.createElement("div");
    element.id = id;
    element.setAttribute("role", role);
    document.body.append(element);
    return element;
  };
  const live = add("cdi-live", "status");
  live.setAttribute("aria-live", "polite");
  // Streamlit puts the language in no page's markup but "en"; the documents are British.
  document.documentElement.lang = "en-GB";

  // ── the quote of a citation, by hover, focus or tap ──
  const tip = add("cdi-tip", "tooltip");
  tip.hidden = true;
  let tipped = null;
  let hiding = 0;
  const show = (mark) => {
    clearTimeout(hiding);
    if (tipped === mark) return;
    hide();
    tipped = mark;
    const quote = document.createElement("q");
    quote.textContent = mark.dataset.quote;
    const where = document.createElement("span");
    where.textContent = mark.dataset.where;
    tip.replaceChildren(quote, where);
    tip.hidden = false;
    mark.setAttribute("aria-describedby", tip.id);
    place();
  };
  const place = () => {
    const at = tipped.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = Math.max(8, Math.min(at.left, room)) + "px";
    const below = at.bottom + 6;
    const fits = below + tip.offsetHeight < innerHeight;
    tip.style.top = (fits ? below : Math.max(8, at.top - tip.offsetHeight - 6)) + "px";
  };
  const hide = () => {
    clearTimeout(hiding);
    if (tipped) tipped.removeAttribute("aria-describedby");
    tipped = null;
    tip.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(hiding);
    hiding = setTimeout(hide, 250);
  };
  const markOf = (event) => event.target.closest && event.target.closest("a.cdi-mark");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (markOf(event)) show(markOf(event));
    else if (event.target.closest("#cdi-tip")) clearTimeout(hiding);
    else if (tipped && tipped !== document.activeElement) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    if (markOf(event) && markOf(event).matches(":focus-visible")) show(markOf(event));
    else if (tipped) hide();
  });
  // An answer that has just come is still being scrolled to when its citation is tapped.
  document.addEventListener("scroll", () => {
    if (!tipped) return;
    const at = tipped.getBoundingClientRect();
    if (tipped.isConnected && at.bottom > 0 && at.top < innerHeight) place();
    else hide();
  }, { capture: true, passive: true });

  // ── the source beside the chat ──
  const within = (key, what) => document.querySelector(".st-key-" + key + " " + what);
  const openCitation = (mark) => {
    hide();
    const button = within(mark.getAttribute("href").slice(1), "button");
    if (button) button.click();
  };
  let touched = false;
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
  }, true);
  // On a phone the side bar lies over the page: what is chosen in it closes it.
  const closeSidebar = () => {
    const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (button && innerWidth < 768) setTimeout(() => button.click(), 100);
  };
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark) {
      event.preventDefault();
      // The first tap shows the quote, the second one opens the source.
      if (touched && tipped !== mark) show(mark);
      else openCitation(mark);
    } else if (event.target.closest("#cdi-tip") && tipped) {
      openCitation(tipped);
    } else {
      hide();
    }
    const copy = event.target.closest("button.cdi-copy");
    if (copy) copyAnswer(copy);
    const chosen = '[data-testid="stSidebarNavLink"], .st-key-conversations button, ' +
      ".st-key-new-conversation button";
    if (event.target.closest(chosen)) closeSidebar();
  });
  document.addEventListener("keydown", (event) => {
    const mark = markOf(event);
    if (mark && event.key === " ") {
      event.preventDefault();
      openCitation(mark);
    }
    if (event.key !== "Escape") return;
    const close = within("beside-close", "button");
    if (tipped) hide();
    else if (close) close.click();
  });

  // ── copying ──
  const copyAnswer = async (button) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(button.dataset.copied);
    } catch {
      // A page that is not served securely has no clipboard of that kind.
      const field = document.createElement("textarea");
      field.value = button.dataset.copied;
      document.body.append(field);
      field.select();
      done = document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const label = button.textContent;
    button.textContent = live.textContent = done ? "Copied" : "Could not be copied";
    setTimeout(() => (button.textContent = label), 2000);
  };

  // ── after every run of the page ──
  let announced = null;
  let opened = null;
  let opener = null;
  const announce = () => {
    const latest = document.getElementById("cdi-latest");
    if (!latest || latest.dataset.stamp === announced) return;
    announced = latest.dataset.stamp;
    live.textContent = latest.dataset.said;
    // The button that asked is gone: go on from where one types, but open no phone's keyboard.
    const input = document.querySelector('[data-testid="stChatInputTextArea"]');
    if (input && latest.dataset.said && document.activeElement === document.body &&
        matchMedia("(pointer: fine)").matches) input.focus({ preventScroll: true });
    const turn = document.querySelector(".st-key-turn-" + latest.dataset.turn);
    if (turn) setTimeout(() => move(turn, "start"), 150);
  };
  let said = null;
  const goToSaid = () => {
    const told = document.getElementById("cdi-said");
    if (!told || told.dataset.stamp === said) return;
    said = told.dataset.stamp;
    move(document.querySelector(".st-key-said"), "center");
  };
  const turnBeside = () => {
    const beside = document.querySelector(".st-key-beside");
    const told = document.getElementById("cdi-beside");
    if (!beside || !told) {
      if (opened && opener) {
        // Back to the mark in the sentence, or to the button that opened it.
        const mark = document.querySelector('a.cdi-mark[href="#' + opener + '"]');
        const button = within(opener, "button");
        if (document.activeElement === document.body) (mark || button)?.focus({ preventScroll: true });
      }
      opened = opener = null;
      return;
    }
    if (told.dataset.stamp === opened) return;
    opened = told.dataset.stamp;
    opener = told.dataset.opener;
    beside.setAttribute("role", "region");
    beside.setAttribute("aria-label", "The source");
    const close = within("beside-close", "button");
    if (close) close.focus({ preventScroll: true });
    const go = () => {
      const mark = beside.querySelector("mark");
      beside.scrollTop = mark
        ? mark.getBoundingClientRect().top - beside.getBoundingClientRect().top +
          beside.scrollTop - beside.clientHeight / 3
        : 0;
    };
    const picture = beside.querySelector("img");
    if (picture && !picture.complete) picture.addEventListener("load", go, { once: true });
    setTimeout(go, 100);
  };
  // Streamlit draws piece by piece: look when it has come to rest.
  window.cdiSettle = announce;
  let looking = 0;
  new MutationObserver(() => {
    clearTimeout(looking);
    looking = setTimeout(() => {
      turnBeside();
      goToSaid();
    }, 60);
  }).observe(document.body, { childList: true, subtree: true });
})();
