import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/**
 * Dependencies point one way (docs/architecture.md): app → components → lib/<feature>, and
 * server.ts → lib/server → lib/{telephony,realtime,calls} → lib/providers → nothing of ours.
 */
const liveSide = [
  "./lib/providers",
  "./lib/telephony",
  "./lib/demo",
  "./lib/provision",
  "./lib/realtime/server.ts",
  "./lib/realtime/publish.ts",
  "./lib/server/!(hub|version).ts",
];
const zones = [
  ...liveSide.map((from) => ({
    target: ["./app", "./components"],
    from,
    message:
      "Pages and components ask lib/server/hub.ts; the live side of the process is not theirs.",
  })),
  { target: "./components", from: "./app", message: "Components do not know routes." },
  {
    target: "./lib",
    from: ["./app", "./components", "./server.ts"],
    message: "lib knows no screen.",
  },
  {
    target: "./lib/providers",
    from: "./lib",
    except: ["./providers", "./testing/kit"],
    message: "Adapters are pure: what they need is handed in by their context.",
  },
  {
    target: ["./app", "./components", "./server.ts", "./lib/!(testing)/**/!(*.test).{ts,tsx}"],
    from: "./lib/testing",
    message: "The test kit is for tests alone.",
  },
  {
    target: "./lib/calls",
    from: ["./lib/telephony", "./lib/realtime/server.ts", "./lib/realtime/publish.ts"],
    message: "Calls are recorded without knowing who is told of them.",
  },
  {
    target: ["./lib/contacts", "./lib/users", "./lib/connections", "./lib/auth", "./lib/db"],
    from: ["./lib/telephony", "./lib/realtime/server.ts", "./lib/realtime/publish.ts"],
    message: "Features reach the live side through lib/server/hub.ts.",
  },
];

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
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "lib/config.ts is the only reader of the environment.",
        },
      ],
    },
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
      "lib/config.ts",
      "bin/**",
      "bench/**",
      "e2e/**",
      "**/*.test.ts",
      "*.config.*",
      "lib/**/testing.ts",
      "lib/testing/**",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  { files: ["bin/**", "bench/**"], rules: { "no-console": "off" } },
);
