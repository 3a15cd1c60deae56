/** A process of the benchmark's own, whose functions are called over Node's own channel. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

type Methods = Record<string, (...given: never[]) => unknown>;
interface Request {
  id: number;
  method: string;
  given: never[];
}
interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

export interface Remote<M extends Methods> {
  pid: number;
  call<K extends keyof M & string>(
    method: K,
    ...given: Parameters<M[K]>
  ): Promise<Awaited<ReturnType<M[K]>>>;
  stop(): Promise<void>;
}

/** @param file next to the caller, like `new URL("./pbx.ts", import.meta.url)` */
export function startRemote<M extends Methods>(file: URL): Remote<M> {
  const child = fork(fileURLToPath(file), { serialization: "advanced" });
  const waiting = new Map<number, { done(value: never): void; fail(error: Error): void }>();
  let last = 0;
  child.on("message", ({ id, value, error }: Answer) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) caller?.done(value as never);
    else caller?.fail(new Error(error));
  });
  child.on("exit", (code) => {
    for (const { fail } of waiting.values()) fail(new Error(`${file.pathname} ended with ${code}`));
    waiting.clear();
  });
  return {
    pid: child.pid!,
    call: (method, ...given) =>
      new Promise((done, fail) => {
        const id = ++last;
        waiting.set(id, { done, fail });
        child.send({ id, method, given } satisfies Request);
      }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.disconnect();
      }),
  };
}

/** The other side. The process ends with whoever started it. */
export function serveRemote(methods: Methods): void {
  process.on("message", ({ id, method, given }: Request) => {
    void (async () => {
      const answer: Answer = await Promise.resolve()
        .then(() => methods[method]!(...given))
        .then(
          (value) => ({ id, value }),
          (error: unknown) => ({ id, error: String(error) }),
        );
      process.send!(answer);
    })();
  });
  process.on("disconnect", () => process.exit(0));
}
