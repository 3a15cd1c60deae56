/** @type {import("next").NextConfig} */
export default {
  // `npm run types` checks them, tests included; a start on somebody's server need not.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // bin/build.mjs: the same sources make the same build.
  generateBuildId: () => process.env.TINYCRM_BUILD ?? null,
  reactStrictMode: true,
  // A campaign's sound is uploaded by a server action (lib/campaigns/sound-file.ts).
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "3mb" } },
  // The image optimiser has been the way in more than once; the app ships only its own small images.
  images: { unoptimized: true },
  // next-intl without its plugin, which would drag build tools into production starts.
  turbopack: {
    resolveAlias: {
      "next-intl/config": "./lib/i18n/request.ts",
      // What the messages are compiled for, below: neither browsers nor pages read ICU's syntax any more.
      "use-intl/format-message":
        "./node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    },
    rules: {
      "*.json": {
        condition: { path: /(?:^|\/)messages\/(?:en|ru|uk)(?:\/\w+)?\.json$/ },
        loaders: [
          {
            loader: "next-intl/extractor/catalogLoader",
            options: { messages: { format: "json", precompile: true } },
          },
        ],
        as: "*.js",
      },
    },
  },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "better-sqlite3",
    "pg",
    "pino",
    "prom-client",
  ],
};
