/** Prints the result of a benchmark: a table of ratios, each with its bar and its goal. */

/** One comparison of a run. `ours` and `rival` have the same unit, which `unit` names. */
export interface Row {
  /** What was measured, such as `read of 8 KB, Factory`. */
  readonly what: string
  readonly ours: number
  /** The rival, such as `fastify`. */
  readonly against: string
  readonly rival: number
  readonly unit: "µs" | "ms" | "MB"
  /** The ratio that must not be exceeded; absent if a row is only for information. */
  readonly bar?: number
  /** The ratio to aim for. */
  readonly goal?: number
}

/** The rows as a Markdown table with aligned columns. */
export const markdown = (rows: ReadonlyArray<Row>): string => {
  const cells = [header, ...rows.map(cellsOf)]
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)))
  const line = (row: ReadonlyArray<string>) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...cells.slice(1).map(line)].join("\n")
}

const header = ["what", "ours", "rival", "", "ratio", "bar", "goal", "verdict"]

const cellsOf = ({ against, bar, goal, ours, rival, unit, what }: Row): ReadonlyArray<string> => [
  what,
  `${number(ours)} ${unit}`,
  `${number(rival)} ${unit}`,
  against,
  (ours / rival).toFixed(2),
  bar?.toFixed(2) ?? "",
  goal?.toFixed(2) ?? "",
  verdict(ours / rival, bar, goal)
]

const verdict = (ratio: number, bar: number | undefined, goal: number | undefined): string => {
  if (goal !== undefined && ratio <= goal) return "goal"
  if (bar === undefined) return ""
  return ratio <= bar ? "bar" : "above the bar"
}

const number = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
