// What Gradio's chat lacks: names for those who listen, citations that open, questions as links.
// Other files add tools below answers (tools.js) and the state of the connection (connection.js).
const twinbot = { listeners: [] };
(() => {
  const read = () => JSON.parse(document.getElementById("words").textContent);
  const set = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const box = () => document.querySelector("#question textarea, #question input");

  // The component's own live region would read every change; ours reads whole sentences once.
  const live = document.createElement("div");
  live.className = "spoken";
  live.setAttribute("role", "status");
  const spoken = new WeakMap();
  let emptiedFor = "";
  let shown = "";
  let moved = false;
  let messages = 0;

  // A new question stands at the top of the window and its answer below, unless the reader moves.
  function show(asked) {
    const top = asked.getBoundingClientRect().top;
    const isHigh = top >= 0 && top < 0.4 * innerHeight;
    if (moved || isHigh) return;
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    asked.closest("[data-testid=user]").scrollIntoView({
      block: "start",
      behavior: smooth ? "smooth" : "auto",
    });
  }
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => { moved = true; }, { passive: true });
  }

  // Each piece in its own language: that of a quote can be another than that of its answer.
  function sayEach(pieces) {
    live.replaceChildren(...pieces.flatMap(({ text, lang }, number) => {
      const piece = document.createElement("span");
      piece.lang = lang || document.documentElement.lang;
      piece.textContent = text;
      return number ? [" ", piece] : [piece];
    }));
  }

  function say(text) {
    sayEach(text ? [{ text }] : []);
  }

  // A table too wide for a phone is scrolled in its box, by keyboard too. Within closed sources
  // nothing has a width.
  function letScroll() {
    for (const table of all("#conversation .table")) {
      if (table.scrollWidth > table.clientWidth) {
        set(table, "tabindex", "0");
        set(table, "role", "region");
        set(table, "aria-label", twinbot.words.wideTable);
      } else {
        for (const attribute of ["tabindex", "role", "aria-label"]) table.removeAttribute(attribute);
      }
    }
  }

  function name() {
    for (const log of all("#conversation [role=log]")) {
      set(log, "aria-live", "off");
      set(log, "aria-label", twinbot.words.conversation);
    }
    // Who goes from article to article hears of each which question it belongs to.
    // A problem without a question of its own, such as one too long to be asked, goes by itself.
    let question = "";
    let isAnswered = true;
    for (const message of all("#conversation [data-testid=user], #conversation [data-testid=bot]")) {
      const own = message.querySelector(".asked");
      const problem = isAnswered && message.querySelector(".problem");
      if (own) question = own.textContent.trim().slice(0, 120);
      isAnswered = !own;
      const kind = own ? twinbot.words.asked : twinbot.words.answered;
      set(message, "role", "article");
      if (problem) set(message, "aria-label", problem.textContent.trim());
      else set(message, "aria-label", question ? `${kind}: ${question}` : kind);
    }
    letScroll();
    const count = all("#conversation [data-testid]").length;
    if (count !== messages) arrived();
    messages = count;
    const asked = all("#conversation .asked").pop();
    document.body.classList.toggle("talking", Boolean(asked || document.querySelector("#conversation .problem")));
    const written = all("#conversation [data-testid=bot]").pop();
    const answering = Boolean(written?.querySelector(".waiting, .answer:not([id])"));
    if (answering !== document.body.classList.contains("answering")) {
      const held = document.activeElement;
      document.body.classList.toggle("answering", answering);
      if (held?.matches("#send, #stop")) settle();
    }
    if (!asked) return;
    twinbot.remember(asked.id.slice(2).split("-")[0]);
    const complete = `${asked.id} ${answering}`;
    if (complete !== shown) {
      shown = complete;
      show(asked);
    }
    if (asked.id !== emptiedFor) {
      emptiedFor = asked.id;
      // What the page shows has one blank where the field may have several.
      const [typed, sent] = [box()?.value ?? "", asked.innerText].map(
        (text) => text.replace(/\s+/g, " ").trim());
      if (typed.startsWith(sent.slice(0, 20))) fill("");
    }
  }

  function speak() {
    const message = all("#conversation [data-testid=bot]").pop();
    const answer = message?.querySelector(".answer, .problem");
    if (!answer) return;
    const said = spoken.get(message) || { count: 0, ended: false };
    const parts = answer.matches(".problem") ? [answer] : all("p, li, tr", answer);
    const sentences = parts.map((part) => {
      const copy = part.cloneNode(true);
      all("sup", copy).forEach((marker) => marker.remove());
      const cells = all("th, td", copy).map((cell) => cell.textContent.trim());
      const text = cells.join(", ") || copy.textContent.trim();
      return { text, lang: part.closest("[lang]").lang };
    });
    const fresh = sentences.slice(said.count);
    const sources = all("details.source", message).length;
    if (sources && !said.ended) {
      fresh.push({ text: twinbot.words.complete.replace("{}", sources) });
      said.ended = true;
    }
    if (fresh.length) sayEach(fresh);
    said.count = sentences.length;
    spoken.set(message, said);
  }

  // The language links lead to the same conversation; a reload and the way back do too.
  twinbot.remember = (token) => {
    if (token === twinbot.token) return;
    twinbot.token = token;
    history.replaceState({ ...history.state, conversation: token }, "");
    for (const link of all("#languages a")) {
      const address = new URL(link.getAttribute("href"), location.origin);
      address.searchParams.delete("c");
      if (token) address.searchParams.set("c", token);
      link.href = address.pathname + address.search.replace("embed=", "embed");
    }
  };

  function fill(text) {
    const field = box();
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // An answer takes the focus nowhere; on a phone the keyboard must not cover it.
  function settle() {
    if (matchMedia("(pointer: coarse)").matches) {
      if (document.activeElement !== box()) document.getElementById("conversation").focus();
    } else {
      box().focus();
    }
  }

  function ask(text) {
    moved = false;
    fill(text);
    requestAnimationFrame(() => {
      document.getElementById("send")?.click();
      settle();
    });
  }

  function openSource(link) {
    const quote = document.getElementById(link.getAttribute("href").split("#")[1]);
    const source = quote?.closest("details");
    if (!source) return;
    source.open = true;
    source.querySelector("summary").focus({ preventScroll: true });
    source.scrollIntoView({ block: "nearest" });
    quote.scrollIntoView({ block: "nearest" });
  }

  // Over a slow line the question takes a while to appear: until then the page says that it was sent.
  const sent = document.createElement("p");
  sent.id = "sent";
  let sentAt = 0;
  function sending() {
    if (document.body.classList.contains("answering") || !box()?.value.trim()) return;
    const mine = sentAt = performance.now();
    setTimeout(() => {
      if (mine !== sentAt) return;
      sent.textContent = twinbot.words.searching;
      document.getElementById("composer").after(sent);
      say(sent.textContent);
    }, 300);
  }
  function arrived() {
    sentAt = 0;
    sent.remove();
  }

  // What is wrong with the question stands below its field, until something is written.
  const hint = document.createElement("p");
  hint.id = "hint";
  function object(text) {
    hint.textContent = text;
    if (!hint.isConnected) document.getElementById("composer").after(hint);
    set(box(), "aria-describedby", hint.id);
    set(box(), "aria-invalid", "true");
    say("");
    requestAnimationFrame(() => say(text)); // a text said before is said again
    box().focus();
  }
  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    arrived(); // a second question that is as much too long as the first changes nothing above
    if (!hint.isConnected) return;
    hint.remove();
    box().removeAttribute("aria-describedby");
    box().removeAttribute("aria-invalid");
  });

  // An empty question is stopped before Gradio sends it; while an answer is written, in silence:
  // it is then Enter pressed once too often.
  function stopEmpty(event) {
    const sends = event.type === "click"
      ? event.target.closest?.("#send")
      : event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === box();
    if (!sends || box().value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!document.body.classList.contains("answering")) object(twinbot.words.error_empty);
  }
  for (const kind of ["click", "keydown", "keypress"]) {
    document.addEventListener(kind, stopEmpty, { capture: true });
  }

  // Paper shows the quotes: sources are opened for it and closed again.
  let openedToPrint = [];
  addEventListener("beforeprint", () => {
    openedToPrint = all("#conversation details.source:not([open])");
    openedToPrint.forEach((source) => { source.open = true; });
  });
  addEventListener("afterprint", () => {
    openedToPrint.forEach((source) => { source.open = false; });
  });

  // Gradio sets a base address, so a link to a place on the page would load the page anew.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.marker, a.skip, a.ask");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (link && plain && box()) {
      event.preventDefault();
      if (link.matches(".skip")) box().focus();
      else if (link.matches(".ask")) ask(link.textContent);
      else openSource(link);
    }
    const button = event.target.closest("#send, #stop, #clear");
    if (!button) return;
    moved = false;
    if (button.id === "send") sending();
    if (button.id === "clear") {
      twinbot.remember("");
      say("");
    }
    settle();
  });

  document.addEventListener("keydown", (event) => {
    const isFramed = document.body.classList.contains("embedded") && parent !== window;
    if (event.key === "Escape" && !event.isComposing && isFramed) {
      parent.postMessage("twinbot:close", "*"); // to widget.js, which alone knows its origin
    }
    if (event.key !== "Enter" || event.target !== box()) return;
    moved = false;
    if (!event.shiftKey && !event.isComposing) sending();
  });

  function start() {
    const parameters = new URLSearchParams(location.search);
    document.getElementById("conversation")?.setAttribute("tabindex", "-1");
    if (parameters.get("c")) document.getElementById("restore").click();
    else if (parameters.get("q")) fill(parameters.get("q").slice(0, 2000));
    const { typed, ...state } = history.state || {};
    if (typed) {
      setTimeout(() => { if (!box().value) fill(typed); }, 1000); // after the conversation is back
      history.replaceState(state, "");
    }
    // What the address carried is on the page now; a reload must not bring it again.
    setTimeout(() => {
      const kept = parameters.has("embed") ? "?embed" : "";
      history.replaceState(history.state, "", location.pathname + kept + location.hash);
    }, 3000);
  }

  // Gradio's script, which comes after this one, reads from the address which conversation goes on.
  const kept = history.state?.conversation;
  if (kept && !new URLSearchParams(location.search).has("c")) {
    const embed = location.search.includes("embed") ? "embed&" : "";
    history.replaceState(history.state, "", `${location.pathname}?${embed}c=${kept}`);
  }

  addEventListener("DOMContentLoaded", () => {
    twinbot.words = read();
    document.body.append(live);
    document.addEventListener("toggle", letScroll, { capture: true }); // it does not bubble
    addEventListener("resize", letScroll);
    let waiting = false;
    let started = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!started && box() && document.getElementById("restore")) {
          started = true;
          start();
        }
        name();
        speak();
        twinbot.listeners.forEach((listener) => listener());
      });
    }).observe(document.body, { subtree: true, childList: true });
  });

  Object.assign(twinbot, { all, say, fill, box, read, arrived });
})();
