// Keeps what an effect captures out of V8's old generation (decision 0024).
import { readFile } from "node:fs/promises"

/**
 * V8 allocates a function literal in the old generation if it is assigned to a property where it is written. In `Effect.async`,
 * `Effect.uninterruptible` and their like, such a function holds all that the effect captured, so that no collection of the young generation
 * can free it. A function that is passed to another one first is allocated like any other object.
 */
export const youngClosures = {
  name: "young-closures",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]effect[/\\]dist[/\\](?:esm|cjs)[/\\]internal[/\\]core\.js$/ }, async ({ path }) => ({
      contents: rewrite(await readFile(path, "utf8"))
    }))
}

/** The source with every such assignment replaced. It throws if the source is not the one that this was written for. */
export const rewrite = (source) => {
  let count = 0
  const rewritten = source.replaceAll(assignment, (_, indent, index, literal) => {
    count += 1
    return `${indent}setInstruction${index}(effect, ${literal});`
  })
  if (count !== expected) throw new Error(`effect/internal/core.js has ${count} such assignments, and not ${expected}`)
  return rewritten + setters
}

const expected = 7

/** A function literal on one line, or a block that ends at the same indent. */
const assignment = /^( *)effect\.effect_instruction_i([01]) = ((?:\w+|\(\)) => (?:\{\n[\s\S]*?\n\1\}|[^{\n][^\n]*));$/gm

const setters = `
function setInstruction0(effect, instruction) { effect.effect_instruction_i0 = instruction }
function setInstruction1(effect, instruction) { effect.effect_instruction_i1 = instruction }
`
