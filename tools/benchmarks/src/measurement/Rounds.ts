/** The method of every benchmark: contenders take turns in rounds, and the median of the rounds counts. */
import * as Record from "effect/Record"

/** Measures one round of one contender. */
export type Measure = () => number | Promise<number>

/** The median of each contender over all rounds. The order within a round is random, so that the state of the machine favours none. */
export const medians = async <Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, Measure>>
): Promise<Readonly<Record<Name, number>>> => {
  const seen = Record.map(contenders, (): Array<number> => [])
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of shuffled(Record.toEntries(contenders))) seen[name].push(await measure())
  return Record.map(seen, median)
}

/** The middle value; the upper one of the two in the middle. */
export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const shuffled = <A>(values: ReadonlyArray<A>): ReadonlyArray<A> =>
  values
    .map((value) => ({ value, key: Math.random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value)
