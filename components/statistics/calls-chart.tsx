"use client";

import { useTranslations } from "next-intl";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { StatisticsTable } from "#lib/statistics/tables";

/**
 * From the bottom of a bar to its top; each has a pattern of its own beside its colour. What is large is light, with
 * 3:1 against the page all the same, so that what was missed stands out.
 */
const parts = [
  {
    key: "answered",
    ground: "color-mix(in oklab, var(--talking) 70%, var(--surface))",
    ink: "",
    pattern: "plain",
  },
  { key: "missed", ground: "var(--missed)", ink: "var(--surface)", pattern: "stripes" },
  { key: "outgoing", ground: "var(--accent-soft)", ink: "var(--accent)", pattern: "dots" },
] as const;

/** Calls over time: answered, missed, outgoing, one above the other. */
export function CallsChart({ table, label }: { table: StatisticsTable; label: string }) {
  const t = useTranslations("statistics");
  const columnOf = (key: string) => table.columns.findIndex((column) => column.key === key);
  const data = table.rows.map((row) => ({
    name: String(row[0]),
    ...Object.fromEntries(parts.map(({ key }) => [key, Number(row[columnOf(key)] ?? 0)])),
  }));
  return (
    <figure aria-label={label}>
      <div aria-hidden className="h-64">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={data}
            margin={{ top: 4, right: 4, bottom: 0, left: -16 }}
            accessibilityLayer={false}
          >
            <defs>
              {parts.map((part) => (
                <Pattern key={part.key} part={part} />
              ))}
            </defs>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="name"
              tick={{ fill: "var(--ink-soft)", fontSize: 12 }}
              tickLine={false}
              axisLine={{ stroke: "var(--line-strong)" }}
              minTickGap={16}
            />
            <YAxis
              allowDecimals={false}
              tick={{ fill: "var(--ink-soft)", fontSize: 12 }}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              cursor={{ fill: "var(--hover)" }}
              isAnimationActive={false}
              contentStyle={{
                background: "var(--raised)",
                border: "1px solid var(--line)",
                borderRadius: 8,
                fontSize: 13,
              }}
              itemStyle={{ color: "var(--ink)" }}
              labelStyle={{ color: "var(--ink-soft)" }}
            />
            {parts.map(({ key }) => (
              <Bar
                key={key}
                dataKey={key}
                name={t(`columns.${key}`)}
                stackId="calls"
                fill={`url(#part-${key})`}
                isAnimationActive={false}
                maxBarSize={36}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
        {parts.map((part) => (
          <span key={part.key} className="flex items-center gap-1.5">
            <svg aria-hidden className="size-3 rounded-xs">
              <rect width="100%" height="100%" fill={`url(#part-${part.key})`} />
            </svg>
            {t(`columns.${part.key}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Pattern({ part: { key, ground, ink, pattern } }: { part: (typeof parts)[number] }) {
  return (
    <pattern id={`part-${key}`} width={6} height={6} patternUnits="userSpaceOnUse">
      <rect width={6} height={6} fill={ground} />
      {pattern === "stripes" && (
        <path d="M0 6 6 0M-1 1 1-1M5 7 7 5" stroke={ink} strokeWidth={1.5} />
      )}
      {pattern === "dots" && <circle cx={3} cy={3} r={1.4} fill={ink} />}
    </pattern>
  );
}
