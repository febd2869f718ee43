// Puts the chat on a page of the city's own site, as a button that opens a dialog:
//   <script src="https://chat.city.example/widget.js" data-language="de" defer></script>
// data-language: de, en or ja; without it the language of the page that it stands on.
// data-label: the words on the button; without it ours.
(() => {
  const script = document.currentScript;
  const texts = TEXTS_OF_THE_SERVER;
  const wanted = script.dataset.language || document.documentElement.lang.slice(0, 2);
  const language = texts[wanted] ? wanted : "en";
  const words = texts[language];
  const base = new URL(".", script.src).href;

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    button { font: 600 1rem system-ui, sans-serif; cursor: pointer; min-height: 2.75rem; padding: .5rem 1.1rem; }
    .open { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483000; background: #003a70; color: #fff;
      border: 2px solid #fff; border-radius: 2rem; box-shadow: 0 2px 10px rgb(0 0 0 / .35); }
    button:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
    dialog { width: min(30rem, 100vw); height: min(46rem, 100dvh); max-width: none; max-height: none; margin: auto 1rem 1rem auto;
      padding: 0; border: 1px solid #6b7280; border-radius: .4rem; overflow: hidden; background: #fff; }
    dialog::backdrop { background: rgb(0 0 0 / .35); }
    .bar { display: flex; justify-content: space-between; align-items: center; background: #003a70; color: #fff; padding-inline-start: 1rem; }
    .bar h2 { font: 600 1rem system-ui, sans-serif; margin: 0; }
    .bar button { background: transparent; color: #fff; border: 1px solid transparent; }
    .bar button:focus-visible { outline-color: #fff; outline-offset: -4px; }
    iframe { border: 0; width: 100%; height: calc(100% - 2.75rem); display: block; }
    @media (max-width: 40rem) { dialog { width: 100vw; height: 100dvh; margin: 0; border: 0; border-radius: 0; } }
    @media print { :host { display: none; } }
  `);
  root.adoptedStyleSheets = [style];

  const make = (name, text, className) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const open = make("button", script.dataset.label || words.open, "open");
  open.type = "button";
  open.lang = language;
  open.setAttribute("aria-haspopup", "dialog");
  const dialog = make("dialog", "");
  dialog.lang = language;
  const bar = make("div", "", "bar");
  const heading = make("h2", words.title);
  heading.id = "title";
  dialog.setAttribute("aria-labelledby", "title");
  const close = make("button", words.close);
  close.type = "button";
  bar.append(heading, close);
  const frame = document.createElement("iframe");
  frame.title = words.title;
  frame.allow = "clipboard-write";
  dialog.append(bar, frame);
  root.append(open, dialog);

  open.addEventListener("click", () => {
    if (!frame.src) frame.src = `${base}${language}/?embed`;
    dialog.showModal();
  });
  close.addEventListener("click", () => dialog.close());
  // The keys pressed in the frame stay there; the chat passes Escape on.
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.data === "twinbot:close") dialog.close();
  });
  dialog.addEventListener("close", () => open.focus());
  const add = () => document.body.append(host);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
