// Shows only the questions that the form asks for; without it all are shown.
const form = document.getElementById("filter");
const told = document.getElementById("told");
const questions = [...document.querySelectorAll("details[data-verdict]")];

function show() {
  const wanted = new FormData(form);
  const words = wanted.get("words").trim().toLowerCase();
  let count = 0;
  for (const question of questions) {
    const fits = ["language", "kind", "verdict", "change"].every((name) => {
      const value = wanted.get(name);
      return !value || question.dataset[name] === value;
    }) && (!words || question.textContent.toLowerCase().includes(words));
    question.hidden = !fits;
    count += fits;
  }
  told.textContent = `${count} of ${questions.length} questions`;
}

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
