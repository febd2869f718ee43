// Says why there is no answer now: no connection, too fast, too much, documents being prepared.
(() => {
  const ASK_AGAIN_MS = 2000;
  const LOST_MS = 4000;
  let reason = "";

  function tell(text, why) {
    reason = why;
    if (text) twinbot.arrived();
    const state = document.getElementById("state");
    if (state.textContent !== text) state.textContent = text;
    state.classList.toggle("shown", Boolean(text));
  }

  // Gradio loads the page anew once the server answers again; what was typed comes back then.
  function keep(typed) {
    if (typed !== (history.state?.typed ?? "")) history.replaceState({ ...history.state, typed }, "");
  }

  function calm(text) {
    tell(text, "");
    setTimeout(() => { if (!reason) tell("", ""); }, 6000);
  }

  async function watchIndex() {
    const words = twinbot.words;
    const reply = await fetch(`${words.root}/ready`).catch(() => null);
    const state = await reply?.json().catch(() => null);
    if (state?.status === "ready") {
      location.reload(); // brings the title and the examples of the new index
      return;
    }
    const built = state?.building;
    const percent = built?.total ? Math.min(99, Math.floor((100 * built.done) / built.total)) : null;
    tell(percent === null ? words.preparingSoon : words.preparing.replace("{}", percent), "index");
    setTimeout(watchIndex, ASK_AGAIN_MS);
  }

  // An answer that was on its way when the connection broke is asked for again.
  function resume() {
    calm(twinbot.words.online);
    setTimeout(() => {
      if (document.querySelector("#conversation .waiting") && twinbot.token) location.reload();
    }, LOST_MS);
  }

  const original = window.fetch;
  window.fetch = async (...request) => {
    const address = String(request[0]?.url || request[0]);
    const asks = address.includes("/queue/join");
    try {
      const reply = await original(...request);
      if (asks && !reply.ok) {
        const told = await reply.clone().json().catch(() => null);
        const code = { 413: "too_large", 429: "too_fast", 503: "busy" }[reply.status] || "failed";
        tell(told?.error?.message || twinbot.words[`error_${code}`], code);
        const wait = Number(reply.headers.get("Retry-After"));
        if (wait) setTimeout(() => { if (reason === code) tell("", ""); }, wait * 1000);
      } else if (asks) {
        if (reason && reason !== "index") tell("", "");
        keep("");
      }
      return reply;
    } catch (error) {
      if (asks) {
        tell(twinbot.words.offline, "offline");
        keep(twinbot.box()?.value ?? "");
      }
      throw error;
    }
  };

  addEventListener("offline", () => tell(twinbot.words.offline, "offline"));
  addEventListener("online", resume);
  addEventListener("DOMContentLoaded", () => {
    if (!twinbot.words.isReady) watchIndex();
  });
})();
