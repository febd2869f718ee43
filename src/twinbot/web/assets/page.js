// What Gradio's chat lacks for readers who listen or use a keyboard. No answer depends on it.
(() => {
  const words = () => document.getElementById("top").dataset;
  const set = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const live = document.createElement("div");
  live.className = "spoken";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  const spoken = new WeakMap();

  // The component's own live region would read every change; ours reads whole sentences once.
  function name() {
    document.querySelectorAll("#conversation [role=log]").forEach((log) => {
      set(log, "aria-live", "off");
      set(log, "aria-label", words().conversation);
      set(log, "tabindex", "0");
    });
    for (const [kind, label] of [["user", words().asked], ["bot", words().answered]]) {
      document.querySelectorAll(`#conversation [data-testid=${kind}]`).forEach((message) => {
        set(message, "role", "article");
        set(message, "aria-label", label);
      });
    }
    document.querySelectorAll("#conversation a.marker").forEach((link) => {
      set(link, "aria-label", `${words().source} ${link.textContent.replace(/\D/g, "")}`);
      set(link, "target", "_self");
    });
  }

  function speak() {
    const answers = document.querySelectorAll("#conversation [data-testid=bot] .answer");
    const answer = answers[answers.length - 1];
    if (!answer) return;
    const message = answer.closest("[data-testid=bot]");
    const said = spoken.get(message) || { count: 0, ended: false };
    const sentences = [...answer.querySelectorAll("p")].map((p) => {
      const copy = p.cloneNode(true);
      copy.querySelectorAll("sup").forEach((marker) => marker.remove());
      return copy.textContent.trim();
    });
    const fresh = sentences.slice(said.count);
    const sources = message.querySelectorAll("details.source").length;
    if (fresh.length) live.textContent = fresh.join(" ");
    if (sources && !said.ended) {
      live.textContent += ` ${words().complete.replace("{}", sources)}`;
      said.ended = true;
    }
    said.count = sentences.length;
    spoken.set(message, said);
  }

  addEventListener("DOMContentLoaded", () => {
    document.body.append(live);
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; name(); speak(); });
    }).observe(document.body, { subtree: true, childList: true });
  });

  // Gradio sets a base address, so a link to a place on the page would load the page anew.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.marker, a.skip");
    if (!link) return;
    event.preventDefault();
    if (link.classList.contains("skip")) {
      document.querySelector("#question textarea, #question input")?.focus();
      return;
    }
    const quote = document.getElementById(link.getAttribute("href").split("#")[1]);
    const source = quote?.closest("details");
    if (!source) return;
    source.open = true;
    source.querySelector("summary").focus({ preventScroll: true });
    source.scrollIntoView({ block: "nearest" });
  });
})();
