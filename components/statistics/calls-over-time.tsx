"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/page";

/** The chart's library comes with the page that shows one, after it. */
export const CallsOverTime = dynamic(
  () => import("./calls-chart").then(({ CallsChart }) => CallsChart),
  { ssr: false, loading: () => <Skeleton className="h-64 w-full" /> },
);
