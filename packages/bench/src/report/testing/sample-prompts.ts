/** What the sample asks for; the third is hostile, and one is long. */
export const samplePrompts = [
  "a lighthouse on a cliff at dusk, waves below, film grain",
  "a red bicycle leaning against a blue wall",
  `</style></script><script>document.title = "owned"</script><img src=x onerror="document.title='owned'"> & "quotes"`,
  "three porcelain cups on a walnut table, one of them chipped, morning light from the left",
  "the word SEEDBED on a wooden sign, carved, with moss in the letters",
  "an aerial view of terraced fields in spring, mist in the valley, a single road that winds up to a village of stone houses, painted in the manner of a topographic map with careful hatching and muted greens",
  "a fox asleep in snow",
  "a cutaway drawing of a mechanical watch, labelled parts",
  "a street market at night after rain, neon reflections",
  "portrait of an old sailor, oil on canvas",
  "two green pears left of one yellow pear",
  "a paper boat on a puddle that mirrors a cathedral",
] as const;
