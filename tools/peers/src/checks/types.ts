import { bad, type Check, good, none } from "../check.ts";
import { compile } from "../compile.ts";
import { interleavedMedians } from "../interleaved.ts";
import type { TypeCases } from "../peer.ts";

const mistakes: readonly [mistake: keyof TypeCases, title: string, noUncheckedIndexedAccess?: boolean][] = [
  ["missing", "a missing required field"],
  ["typo", "a typo in an optional field"],
  ["wrongEnum", "a value that is not in an enum"],
  ["unchecked", "the first image used unchecked, under `strict`"],
  ["unchecked", "the same under `noUncheckedIndexedAccess` too", true],
];

/** A mistake in a call: does the compiler find it? A client whose right call does not compile fails the run. */
export const typeChecks: readonly Check[] = mistakes.map(([mistake, title, indexed = false]) => ({
  id: `types-${mistake}${indexed ? "-indexed" : ""}`,
  group: "Types",
  title,
  wanted: "a compile error",
  async run(installed) {
    return Object.fromEntries(
      installed.map(({ peer, folder }) => {
        const { setUp, right, [mistake]: wrong } = peer.types;
        if (wrong === null) return [peer.id, none("nothing to check")];
        const trouble = compile(folder, "right", `${setUp}\n${right}`);
        if (trouble) throw new Error(`The right call of ${peer.id} does not compile: ${trouble}`);
        return [
          peer.id,
          compile(folder, mistake, `${setUp}\n${wrong}`, indexed) ? good("compile error") : bad("compiles"),
        ];
      }),
    );
  },
}));

const rounds = 9;

export const compileTime: Check = {
  id: "types-time",
  group: "Types",
  title: "`tsc` on a file with one call, as a ratio to openapi-fetch",
  wanted: "near 1",
  tolerance: 0.15,
  async run(installed) {
    const medians = interleavedMedians(
      rounds,
      Object.fromEntries(
        installed.map(({ peer, folder }) => [
          peer.id,
          () => {
            const startedMs = performance.now();
            compile(folder, "right", `${peer.types.setUp}\n${peer.types.right}`);
            return performance.now() - startedMs;
          },
        ]),
      ),
    );
    const baseMs = medians["openapi-fetch"] ?? 1;
    return Object.fromEntries(
      Object.entries(medians).map(([id, ms]) => [id, { text: (ms / baseMs).toFixed(2), score: ms / baseMs }]),
    );
  },
};
