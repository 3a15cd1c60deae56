import { readFileSync } from "node:fs";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The rooms of lib and components in their order (docs/architecture.md): each may import those before it. */
const rooms = JSON.parse(readFileSync(new URL("rooms.json", import.meta.url), "utf8"));

/** Tests and their kits may look anywhere. */
const production = "**/!(*.test|testing).{ts,tsx}";

/** Zones of one floor: what every room of it may not import. @param above what no room of the floor may import */
function zonesOf(floor, above) {
  return rooms[floor].map((room, position) => ({
    target: `./${floor}/${room}/${production}`,
    from: [...rooms[floor].slice(position + 1).map((later) => `./${floor}/${later}`), ...above],
    message: `${floor}/${room} may import the rooms that stand before it in rooms.json.`,
  }));
}

const zones = [
  ...zonesOf("lib", ["./components", "./app", "./server.ts", "./pages.ts"]),
  ...zonesOf("components", ["./app", "./server.ts", "./pages.ts"]),
  // Globs and paths do not mix within a zone.
  ...rooms.liveSide.map((from) => ({
    target: ["./app", "./components"],
    from: `./${from}`,
    message: "Pages and components ask a room's ports; the live side of the process is not theirs.",
  })),
  {
    target: ["./app", "./server.ts", "./pages.ts"],
    from: ["./lib/testing", "./components/testing"],
    message: "The test kit is for tests alone.",
  },
];

/** A literal is spread only to please a formatter; its members stand on their own. */
const noLiteralSpreads = [
  "SpreadElement > ObjectExpression",
  "SpreadElement > ArrayExpression",
  "JSXSpreadAttribute > ObjectExpression",
].map((selector) => ({
  selector,
  message: "Write the members out instead of spreading a literal.",
}));

const goByClient =
  "Our server goes to other servers by lib/outgoing alone (adapters: ctx.fetch, ctx.openSocket).";

/** What opens a connection by itself. Servers, and types of clients, are nobody's way out. */
const ownConnections = [
  { modules: ["http", "https"], importNames: ["request", "get", "default", "Agent"] },
  { modules: ["net", "tls"], importNames: ["connect", "createConnection", "Socket", "default"] },
  { modules: ["http2", "dgram"] },
].flatMap(({ modules, importNames }) =>
  modules
    .flatMap((name) => [name, `node:${name}`])
    .map((name) => ({ name, importNames, allowTypeImports: true, message: goByClient })),
);

const noOwnConnections = {
  "no-restricted-globals": [
    "error",
    { name: "fetch", message: goByClient },
    { name: "WebSocket", message: goByClient },
  ],
  "@typescript-eslint/no-restricted-imports": [
    "error",
    {
      paths: [
        ...ownConnections,
        { name: "undici", message: goByClient },
        // Its server is for socket.io's kin and simulators.
        {
          name: "ws",
          importNames: ["default", "WebSocket"],
          allowTypeImports: true,
          message: goByClient,
        },
      ],
    },
  ],
};

export default tseslint.config(
  { ignores: ["node_modules", ".next", "dist", "data", "lib/db/generated", "next-env.d.ts"] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] }),
      ],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      "no-console": "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      // `use cache` on binary data and next/og have been ways in; nothing here needs either.
      "no-restricted-imports": ["error", { paths: ["next/og"] }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExpressionStatement[directive=/^use cache/]",
          message: "`use cache` is not used here: it has been a way in, and data is per person.",
        },
        {
          selector:
            "CallExpression[callee.name='cache'] > ArrowFunctionExpression > [name=/^(params|props)$/]",
          message:
            "Title and page get these as objects of their own: cache by the id in them, or it is read twice.",
        },
        {
          selector:
            "CallExpression[callee.property.name=/^findUnique/] > ObjectExpression > [key.name='where'] > ObjectExpression > Property:nth-child(2)",
          message:
            "Use findFirst: two of these at once are a transaction, which on SQLite waits for whoever writes.",
        },
        ...noLiteralSpreads,
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "lib/base/config.ts is the only reader of the environment.",
        },
      ],
    },
  },
  {
    files: ["lib/**/*.ts", "{server,pages}.ts", "app/**/*.{ts,tsx}"],
    ignores: [
      "lib/outgoing/**",
      "lib/testing/**",
      "**/testing.ts",
      "**/*.test.ts",
      // The vendors' side, and scripts for browsers.
      "lib/providers/*/simulator*.ts",
      "lib/leads/form/scripts.ts",
      // To our own pages, by a socket of this machine.
      "lib/server/pages-process.ts",
      "lib/server/socket-folder.ts",
    ],
    rules: noOwnConnections,
  },
  {
    files: ["**/*.tsx"],
    plugins: { "react-hooks": reactHooks, "jsx-a11y": jsxA11y },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.recommended.rules,
    },
  },
  {
    files: [
      "lib/base/config.ts",
      "bin/**",
      "bench/**",
      "e2e/**",
      "**/*.test.{ts,tsx}",
      "components/testing/**",
      "*.config.*",
      "lib/**/testing.ts",
      "lib/testing/**",
    ],
    rules: { "no-restricted-syntax": ["error", ...noLiteralSpreads] },
  },
  { files: ["bin/**", "bench/**"], rules: { "no-console": "off" } },
);
