/**
 * The one script of the page: it filters the checks, opens the one that a link leads to, and copies a command. Without it
 * all is there to be read, and the filters are not shown. It writes no markup, so that no text of a record can become any.
 */
export const pageScript = `
const form = document.querySelector("form.filters");
const checks = [...document.querySelectorAll(".check")];
const groups = [...document.querySelectorAll("#checks > .group")];
const wasOpen = groups.map((group) => group.open);
const texts = new Map();
const textOf = (check) => {
  if (!texts.has(check)) texts.set(check, check.textContent.toLowerCase());
  return texts.get(check);
};
function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.text.toLowerCase().split(/\\s+/).filter(Boolean);
  const narrowed = words.length > 0 || wanted.verdict !== "" || wanted.provider !== "" || wanted.layer !== "";
  let shown = 0;
  for (const check of checks) {
    const fits = ["verdict", "provider", "layer"].every((part) => wanted[part] === "" || check.dataset[part] === wanted[part])
      && words.every((word) => textOf(check).includes(word));
    check.hidden = !fits;
    if (fits) shown += 1;
  }
  groups.forEach((group, at) => {
    const count = group.querySelectorAll(".check:not([hidden])").length;
    group.hidden = count === 0;
    group.querySelector(".count").textContent = count;
    group.open = narrowed || wasOpen[at];
  });
  form.elements.shown.value = shown === 0 ? "No check is like this." : shown + (shown === 1 ? " check" : " checks");
}
if (form) {
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
}
function reveal() {
  const check = document.getElementById(location.hash.slice(1));
  if (!check || !check.matches(".check")) return;
  if (check.hidden) {
    form.reset();
    apply();
  }
  check.open = true;
  wasOpen[groups.indexOf(check.parentElement)] = check.parentElement.open = true;
  check.scrollIntoView();
  check.querySelector("summary").focus({ preventScroll: true });
}
addEventListener("hashchange", reveal);
reveal();
document.documentElement.dataset.script = "runs";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = button.previousElementSibling;
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = "Selected";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
});
`;
