/** The floors of the house, from the ground up: each imports only what is below it. */
const floors = [
  ["packages/core"],
  ["packages/ledger"],
  ["packages/segmind", "packages/3daistudio", "packages/novita"],
  ["packages/compare", "packages/report", "packages/emulator"],
  ["packages/bench", "packages/ai-sdk", "conformance"],
  ["packages/cli"],
];

const pattern = (folders) => `^(\\.\\./)*(${folders.join("|")})/`;

/** A package may import itself, and nothing of its own floor or above. */
const between = floors.flatMap((floor, index) =>
  floor.map((folder) => ({
    name: `${folder} imports only what is below it`,
    severity: "error",
    // What an emulation does is tried on the server that plays it.
    from: { path: pattern([folder]), pathNot: "/emulation/[^/]+\\.test\\.ts$" },
    to: {
      path: pattern(
        floors
          .slice(index)
          .flat()
          .filter((other) => other !== folder),
      ),
    },
  })),
);

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...between,
    {
      name: "the emulator and the emulations share only types with the clients",
      severity: "error",
      from: {
        path: ["^(\\.\\./)*packages/emulator/src/", "^(\\.\\./)*packages/[^/]+/emulation/"],
        pathNot: "\\.test\\.ts$",
      },
      to: {
        path: "^(\\.\\./)*packages/[^/]+/src/",
        pathNot: ["^(\\.\\./)*packages/core/src/emulation\\.ts$", "^(\\.\\./)*packages/emulator/src/"],
      },
    },
    {
      name: "generated code is imported only inside its own package",
      severity: "error",
      from: { path: "^(?:\\.\\./)*packages/([^/]+)/" },
      to: { path: "packages/[^/]+/src/gen/", pathNot: "packages/$1/src/gen/" },
    },
    {
      name: "a benchmark runs without its statistics and reports, which take long to load",
      severity: "error",
      from: { path: "^(\\.\\./)*packages/bench/src/(index\\.ts|(plan|queue|run|schedule)/)", pathNot: "\\.test\\.ts$" },
      to: { path: "packages/bench/src/(report|statistics)/", pathNot: "/statistics/parse-threshold\\.ts$" },
    },
    {
      name: "no circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["/dist/", "/node_modules/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: new URL("../../tsconfig.base.json", import.meta.url).pathname },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["seedbed-source", "import", "default"] },
  },
};
