/** Runs code in the scope of a request, as Next does with a server action; for actions under test. */
import "next/dist/server/node-environment-baseline";
import { NextRequest } from "next/server";
import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store";
import { createWorkStore } from "next/dist/server/async-storage/work-store";
import { IncrementalCache } from "next/dist/server/lib/incremental-cache";

const url = "http://crm.test/campaigns";

/** @param cookie the header; null of a stranger */
export function asRequest<T>(cookie: string | null, run: () => Promise<T>): Promise<T> {
  return inRequest(new NextRequest(url, { headers: cookie ? { cookie } : {} }), run);
}

/** The same for a whole request, as Next does with a route handler. */
export function inRequest<T>(request: NextRequest, run: () => Promise<T>): Promise<T> {
  const preview = { previewModeId: "", previewModeEncryptionKey: "", previewModeSigningKey: "" };
  const work = createWorkStore({
    page: "/campaigns/page",
    renderOpts: {
      cacheLifeProfiles: { default: { stale: 0, revalidate: 0, expire: 0 } },
      staticPageGenerationTimeout: 60,
      incrementalCache: new IncrementalCache({
        dev: false,
        requestHeaders: {},
        previewProps: preview,
        prerenderManifest: {
          version: 4,
          routes: {},
          dynamicRoutes: {},
          notFoundRoutes: [],
          preview,
        },
      }),
      cacheComponents: false,
      validationLevel: "warning",
      experimental: { authInterrupts: true, useCacheTimeout: 60, durableUseCacheEntries: false },
      waitUntil: undefined,
      onClose: () => undefined,
      onAfterTaskError: undefined,
    },
    deploymentId: "",
    buildId: "test",
    previouslyRevalidatedTags: [],
  });
  const store = createRequestStoreForAPI(
    request,
    new URL(url),
    { tags: [], expirationsByCacheKind: new Map() },
    undefined,
    preview,
    undefined,
  );
  return workAsyncStorage.run(work, () => workUnitAsyncStorage.run(store, run));
}
