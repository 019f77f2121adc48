/** Loads images when they come near to view, lets them go when they are far, and enlarges them. */
export const imageScript = `
const sourceOf = (image) => image.dataset.address ?? document.getElementById(image.dataset.bytes)?.textContent ?? "";
const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) target.src = sourceOf(target);
    else target.removeAttribute("src");
  }
}, { rootMargin: "600px" });
const images = [...document.querySelectorAll(".open img")];
for (const image of images) near.observe(image);
addEventListener("beforeprint", () => { for (const image of images) image.src = sourceOf(image); });

const zoom = document.getElementById("zoom");
const buttons = [...document.querySelectorAll(".open")];
let at = 0;
const showAt = (index) => {
  at = (index + buttons.length) % buttons.length;
  const button = buttons[at];
  zoom.querySelector("img").src = sourceOf(button.firstElementChild);
  zoom.querySelector("img").alt = button.dataset.told;
  zoom.querySelector("b").textContent = button.dataset.told;
  zoom.querySelector("span").textContent = button.closest("article").querySelector(".prompt").textContent;
};
for (const [index, button] of buttons.entries()) {
  button.addEventListener("click", () => { showAt(index); zoom.showModal(); });
}
zoom.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowRight" || key === "ArrowDown") showAt(at + 1);
  if (key === "ArrowLeft" || key === "ArrowUp") showAt(at - 1);
});
zoom.addEventListener("click", ({ target }) => {
  const step = Number(target.dataset?.step ?? 0);
  if (step === 0) zoom.close();
  else showAt(at + step);
});
zoom.addEventListener("close", () => {
  zoom.querySelector("img").removeAttribute("src");
  buttons[at].focus();
});`;
