import { createElement, useEffect, useSyncExternalStore, type ComponentType } from "react";
import { second } from "#lib/base/duration";

/** A script that is not among those a page begins with. */
export interface Later<M> {
  /** Asks for it now: somebody is about to want it. */
  fetch: () => Promise<M>;
  /** What has come; null until then. */
  come: () => M | null;
  watch: (onCome: () => void) => () => void;
}

/** A script that did not come is asked for again, in ms: the server may just be starting anew. */
const retryAfter = 3 * second;

/**
 * Leaves a script for when the browser has nothing else to do, or for when it is wanted, whichever is first: so a
 * click later finds it there, and nothing has waited for it.
 */
export function later<M>(load: () => Promise<M>): Later<M> {
  let module: M | null = null;
  let coming: Promise<M> | undefined;
  const watchers = new Set<() => void>();

  async function ask(): Promise<M> {
    try {
      module = await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
      return ask();
    }
    for (const onCome of watchers) onCome();
    return module;
  }
  const fetch = () => (coming ??= ask());
  if (typeof window !== "undefined") void whenIdle().then(fetch);

  return {
    fetch,
    come: () => module,
    watch(onCome) {
      watchers.add(onCome);
      return () => watchers.delete(onCome);
    },
  };
}

const notYet = () => null;

/** @param wanted it is asked for at once; else it is taken when it has come */
export function useLater<M>(script: Later<M>, wanted = true): M | null {
  useEffect(() => {
    if (wanted) void script.fetch();
  }, [script, wanted]);
  return useSyncExternalStore(script.watch, script.come, notYet);
}

/** A component of a script that comes later; until then it shows nothing, and nothing is made of it on the server. */
export function laterComponent<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  const script = later(load);
  return function Late(props: P) {
    const component = useLater(script);
    return component && createElement(component, props);
  };
}

/** No browser is idle while the page that it shows is still on its way. */
let idle: Promise<void> | undefined;
/** Longest wait for a browser that always has something to do, in ms. */
const longestBusy = 2 * second;

function whenIdle(): Promise<void> {
  idle ??= new Promise((resolve) => {
    const wait = () => {
      // Safari has none.
      if (!("requestIdleCallback" in window)) setTimeout(resolve, 200);
      else requestIdleCallback(() => resolve(), { timeout: longestBusy });
    };
    if (document.readyState === "complete") wait();
    else window.addEventListener("load", wait, { once: true });
  });
  return idle;
}
