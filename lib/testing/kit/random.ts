export * from "#lib/base/seeded-random";
