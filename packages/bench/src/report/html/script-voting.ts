/** Blind voting: two images, no names; the tally and the names come at the end. */
export const votingScript = `
const booth = document.getElementById("booth");
const begin = document.getElementById("vote-start");
if (begin !== null) {
  const { name, startedAt, emulated, names, ballots } = JSON.parse(document.getElementById("ballots").textContent);
  const part = (selector) => booth.querySelector(selector);
  const votes = [];
  let told = false;
  const imageOf = (index) => sourceOf(document.getElementById("image-" + index).firstElementChild);
  const show = () => {
    const ballot = ballots[votes.length];
    if (ballot === undefined) return reveal();
    part(".left img").src = imageOf(ballot.leftImage);
    part(".right img").src = imageOf(ballot.rightImage);
    part(".progress").textContent = "Pair " + (votes.length + 1) + " of " + ballots.length;
    part(".question").textContent = document.getElementById("block-" + ballot.block).querySelector(".prompt").textContent;
    part("[data-choice=undo]").disabled = votes.length === 0;
    part("[data-choice=stop]").disabled = votes.length === 0;
  };
  const choose = (choice) => {
    if (told) return;
    const ballot = ballots[votes.length];
    if (choice === "undo") votes.pop();
    else if (choice === "stop") return reveal();
    else if (ballot !== undefined) votes.push({ block: ballot.block, left: ballot.left, right: ballot.right, choice });
    show();
  };
  const reveal = () => {
    told = true;
    part(".pairing").hidden = true;
    part(".result").hidden = false;
    const pairs = new Map();
    for (const { left, right, choice } of votes) {
      const [a, b] = [left, right].sort();
      const tally = pairs.get(a + " " + b) ?? { a, b, forA: 0, forB: 0, ties: 0 };
      pairs.set(a + " " + b, tally);
      if (choice === "tie") tally.ties += 1;
      else if ((choice === "left" ? left : right) === a) tally.forA += 1;
      else tally.forB += 1;
    }
    const list = part(".tally");
    for (const { a, b, forA, forB, ties } of pairs.values()) {
      const item = document.createElement("li");
      item.textContent = names[a] + " " + forA + ", " + names[b] + " " + forB + (ties === 0 ? "" : ", no difference " + ties);
      list.append(item);
    }
    begin.textContent = "Show the votes";
    part(".save").focus();
  };
  begin.addEventListener("click", () => {
    booth.showModal();
    if (!told) { show(); part("[data-choice=left]").focus(); }
  });
  booth.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-choice]")?.dataset.choice;
    if (choice !== undefined) choose(choice);
  });
  booth.addEventListener("keydown", (event) => {
    const choice = { ArrowLeft: "left", ArrowRight: "right", ArrowDown: "tie", Backspace: "undo" }[event.key];
    if (choice === undefined || told) return;
    event.preventDefault();
    choose(choice);
  });
  part(".save").addEventListener("click", () => {
    const text = JSON.stringify({ version: 1, name, startedAt, votes }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "votes.json";
    link.click();
  });
  part(".close").addEventListener("click", () => booth.close());
  booth.addEventListener("close", () => begin.focus());
}`;
