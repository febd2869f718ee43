// Below each complete answer: copy it with its sources, say whether it helped.
(() => {
  const { all, say } = twinbot;
  const given = new Map();

  function button(className, label, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = label;
    made.addEventListener("click", press);
    return made;
  }

  function plain(element) {
    const copy = element.cloneNode(true);
    all(".spoken", copy).forEach((name) => name.remove());
    all("sup", copy).forEach((marker) => marker.replaceWith(`[${marker.textContent.trim()}]`));
    all("br", copy).forEach((line) => line.replaceWith("\n"));
    all(":is(th, td) + :is(th, td)", copy).forEach((cell) => cell.prepend(" | "));
    all("tr", copy).forEach((row) => row.append("\n"));
    all("li", copy).forEach((item) => { item.prepend("- "); item.append("\n"); });
    return copy.textContent.trim();
  }

  // A quote of a table is marked in each of its cells.
  function quoteOf(name) {
    const parts = [...document.getElementsByClassName(name)];
    return parts.map((part, number) => {
      const before = parts[number - 1];
      if (!before || before.parentNode === part.parentNode) return plain(part);
      const isSameRow = part.closest("tr") && part.closest("tr") === before.closest("tr");
      return (isSameRow ? " | " : "\n") + plain(part);
    }).join("");
  }

  function asText(message) {
    const sentences = all(".answer > *", message).map(plain);
    const [opening, closing] = twinbot.words.quoted.split("{}");
    const sources = all("details.source", message).map((source) => {
      const address = new URL(source.querySelector("a.original").href, location.origin);
      const title = plain(source.querySelector(".title"));
      const facts = plain(source.querySelector(".facts"));
      const numbers = plain(source.querySelector(".number")).split(", ");
      const quotes = numbers.map((number) => {
        const quote = quoteOf(`c-${message.querySelector(".answer").id.slice(2)}-${number}`);
        return `    ${numbers.length > 1 ? `[${number}] ` : ""}${opening}${quote}${closing}\n`;
      });
      const known = numbers.map((number) => `[${number}]`).join("");
      return `${known} ${title} (${facts})\n${quotes.join("")}    ${address.href}`;
    });
    return [...sentences, "", ...sources].join("\n").trim() + "\n";
  }

  async function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea"); // a page without TLS has no clipboard
    field.value = text;
    field.className = "spoken";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy");
  }

  async function copy(message, pressed) {
    const words = twinbot.words;
    try {
      await write(asText(message));
      pressed.textContent = words.copied;
      say(words.copied);
    } catch {
      say(words.notCopied);
      pressed.textContent = words.notCopied;
    }
    setTimeout(() => { pressed.textContent = words.copy; }, 4000);
  }

  async function post(record) {
    const reply = await fetch(`${twinbot.words.root}/api/feedback`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": twinbot.words.language },
      body: JSON.stringify(record),
    }).catch(() => null);
    if (reply?.ok) return { isKept: true, told: twinbot.words.thanks };
    const told = await reply?.json().catch(() => null);
    return { isKept: false, told: told?.error?.message || twinbot.words.notKept };
  }

  // A remark that could not be kept stays in its field, so that it can be sent again.
  function remarkForm(id, tools, state) {
    const words = twinbot.words;
    const form = document.createElement("form");
    form.className = "remark";
    const label = document.createElement("label");
    const field = document.createElement("textarea");
    field.id = `r-${id}`;
    field.rows = 2;
    field.maxLength = 2000;
    label.htmlFor = field.id;
    label.textContent = words.remark;
    const send = button("small", words.sendRemark, () => {});
    send.type = "submit";
    form.append(label, field, send);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const remark = field.value.trim();
      const status = tools.querySelector(".thanks");
      if (remark) {
        send.disabled = true;
        const { isKept, told } = await post({ answer_id: id, verdict: state.verdict, remark });
        send.disabled = false;
        state.told = told;
        status.textContent = told;
        if (!isKept) {
          say("");
          requestAnimationFrame(() => say(told)); // a text said before is said again
          field.focus();
          return;
        }
      }
      state.form = false;
      form.replaceWith();
      status.tabIndex = -1;
      status.focus();
    });
    return form;
  }

  async function judge(id, verdict, tools) {
    const state = given.get(id) || {}; // a form that is open goes on with it
    Object.assign(state, { verdict, told: "", form: true });
    given.set(id, state);
    show(id, tools);
    state.told = (await post({ answer_id: id, verdict })).told;
    say(state.told);
    tools.querySelector(".thanks").textContent = state.told;
  }

  function show(id, tools) {
    const state = given.get(id);
    if (!state) return;
    all("button[aria-pressed]", tools).forEach((thumb) => {
      thumb.setAttribute("aria-pressed", String(thumb.dataset.verdict === state.verdict));
    });
    tools.querySelector(".thanks").textContent = state.told;
    const form = tools.querySelector("form");
    if (state.form && !form) tools.append(remarkForm(id, tools, state));
  }

  function thumbs(id, tools) {
    for (const verdict of ["helpful", "unhelpful"]) {
      const thumb = button("small", twinbot.words[verdict], () => judge(id, verdict, tools));
      thumb.dataset.verdict = verdict;
      thumb.setAttribute("aria-pressed", "false");
      tools.append(thumb);
    }
  }

  function add(message) {
    const answer = message.querySelector(".answer[id]");
    const old = message.querySelector(".tools");
    if (old && old.dataset.answer === answer?.id) return;
    old?.remove();
    if (!answer) return;
    const id = answer.id.slice(2);
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.dataset.answer = answer.id;
    const pressed = button("small", twinbot.words.copy, () => copy(message, pressed));
    tools.append(pressed);
    if (twinbot.words.takesFeedback) thumbs(id, tools);
    const thanks = document.createElement("span");
    thanks.className = "thanks";
    tools.append(thanks);
    message.append(tools);
    show(id, tools);
  }

  twinbot.listeners.push(() => all("#conversation [data-testid=bot]").forEach(add));
})();
