/**
 * What this process counts for Prometheus. One registry a process: Next loads its own copies of modules, and they
 * count together. Names, people and numbers are never labels; a label has few values, and an operator chose them.
 */
import {
  AggregatorRegistry,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type MetricObjectWithValues,
  type MetricValue,
} from "prom-client";
import { processSlot } from "#lib/base/process-slot";

/** A process's metrics as plain data, to be put together with the others'. */
export type MetricsReading = MetricObjectWithValues<MetricValue<string>>[];

const slot = processSlot<Registry>("metrics");

export function registry(): Registry {
  const known = slot.peek();
  if (known) return known;
  const made = new Registry();
  slot.set(made);
  return made;
}

interface About<L extends string> {
  name: `tinycrm_${string}`;
  help: string;
  labelNames?: readonly L[];
}

export function counter<L extends string>({ labelNames = [], ...about }: About<L>): Counter<L> {
  return known(about.name) ?? new Counter({ ...about, labelNames, registers: [registry()] });
}

/** @param collect sets the values, each time somebody asks for them */
export function gauge<L extends string>(
  { labelNames = [], ...about }: About<L>,
  collect?: (gauge: Gauge<L>) => void | Promise<void>,
): Gauge<L> {
  const made: Gauge<L> = new Gauge<L>({
    ...about,
    labelNames,
    registers: [],
    ...(collect && { collect: (): void | Promise<void> => collect(made) }),
  });
  // A part of the program that is made anew, as in a test, is the one to be asked.
  registry().removeSingleMetric(about.name);
  registry().registerMetric(made);
  return made;
}

/** Of durations, in seconds. @param buckets upper ends, in seconds */
export function histogram<L extends string>(
  { labelNames = [], ...about }: About<L>,
  buckets: number[],
): Histogram<L> {
  return (
    known(about.name) ?? new Histogram({ ...about, labelNames, buckets, registers: [registry()] })
  );
}

function known<M>(name: string): M | undefined {
  return registry().getSingleMetric(name) as M | undefined;
}

export function readMetrics(): Promise<MetricsReading> {
  return registry().getMetricsAsJSON();
}

/** @returns in Prometheus' own text */
export async function metricsText(readings: readonly MetricsReading[]): Promise<string> {
  return AggregatorRegistry.aggregate([...readings]).metrics();
}

export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE;
