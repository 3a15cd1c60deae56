/** People at work, a process of its own: each does something every ten seconds, whether or not it was quick before. */
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "../clock";
import { serveRemote } from "../load/remote";
import { scatter } from "../seed/statements";
import { deeds, type Deed } from "./deeds";

export interface Day {
  url: string;
  /** One of each person. */
  cookies: string[];
  /** How many there are to choose from. */
  contacts: number;
  seconds: number;
}

export interface Done {
  /** By deed: how long each took from the moment it was due, in ms, the quickest first. */
  took: Record<string, number[]>;
  /** Those that were not answered with 200, by deed and status. */
  failed: Record<string, number>;
}

/** Between two deeds of one person, in ms. */
const every = 10_000;

async function work({ url, cookies, contacts, seconds }: Day): Promise<Done> {
  const all = deeds();
  const done: Done = { took: {}, failed: {} };
  for (const { name } of all) done.took[name] = [];
  const begin = now() + 500;
  const count = Math.floor((cookies.length * seconds * 1000) / every);
  const under: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const due = begin + (n * every) / cookies.length;
    await sleep(Math.max(0, due - now()));
    const cookie = cookies[n % cookies.length]!;
    under.push(doOne(choose(all, n), { cookie, contact: (n * scatter) % contacts, due }));
  }
  await Promise.all(under);
  for (const took of Object.values(done.took)) took.sort((a, b) => a - b);
  return done;

  async function doOne(deed: Deed, of: { cookie: string; contact: number; due: number }) {
    const { path, init = {} } = await deed.request(of.contact);
    const headers = { ...init.headers, cookie: of.cookie, origin: url };
    const answer = await fetch(url + path, { ...init, headers, redirect: "manual" }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    done.took[deed.name]!.push(now() - of.due);
    if (answer?.status === 200) return;
    const key = `${deed.name} ${answer?.status ?? "lost"}`;
    done.failed[key] = (done.failed[key] ?? 0) + 1;
  }
}

/** The shares of a hundred, well mixed and the same in each run. */
function choose(all: readonly Deed[], n: number): Deed {
  let place = (n * 37) % 100;
  return all.find(({ share }) => (place -= share) < 0)!;
}

const methods = { work };
export type Actors = typeof methods;
serveRemote(methods);
