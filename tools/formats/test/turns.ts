/** Documents of chat APIs as other programs write them: plain messages, and turns in which calls and results belong together. */
import * as fc from "effect/FastCheck"

/** Documents of up to four pieces. A turn gets its place in the document, so that its call ids are its own. */
export const documents = <Plain, Turn>(
  plain: fc.Arbitrary<Plain>,
  turn: fc.Arbitrary<(index: number) => ReadonlyArray<Turn>>
) =>
  fc
    .array(
      fc.oneof(
        plain.map((one) => (): ReadonlyArray<Plain | Turn> => [one]),
        turn
      ),
      { maxLength: 4 }
    )
    .map((makers) => JSON.parse(JSON.stringify(makers.flatMap((make, index) => make(index)))))
