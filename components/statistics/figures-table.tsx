import { Cell, Header, Row } from "#components/ui/table";
import type { StatisticsTable } from "#lib/statistics/tables";
import { useCell } from "./use-cell";

/** The plain numbers; scrolls within itself where there is no room. */
export function FiguresTable(props: { table: StatisticsTable; headings: string[]; label: string }) {
  const { columns, rows } = props.table;
  const write = useCell();
  return (
    <div
      // What scrolls must be reached by key.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={props.label}
      className="relative max-h-96 overflow-auto"
    >
      <table aria-label={props.label} className="w-full border-collapse text-left">
        <thead className="sticky top-0">
          <tr>
            {props.headings.map((heading, index) => (
              <Header key={heading} className={index > 0 ? "text-right" : ""}>
                {heading}
              </Header>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row" className="px-3 py-1 font-normal whitespace-nowrap">
                    {cell}
                  </th>
                ) : (
                  <Cell key={column} className="figures text-right">
                    {write(cell, columns[column]!.kind)}
                  </Cell>
                ),
              )}
            </Row>
          ))}
        </tbody>
      </table>
    </div>
  );
}
