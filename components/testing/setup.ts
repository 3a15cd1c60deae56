/** Next's own modules ask for `process`, which its bundler defines. */
Object.assign(globalThis, { process: { env: { NODE_ENV: "development" } } });
