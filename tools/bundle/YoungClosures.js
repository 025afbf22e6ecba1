// Keeps what effects and streams capture out of V8's old generation (decision 0022).
import { readFile } from "node:fs/promises"

/**
 * V8 allocates a function literal in the old generation if it is assigned to a property where it is written. In `Effect.async`,
 * `Effect.uninterruptible`, `Stream.fromEffect` and their like, such a function holds all that was captured, so that no collection of the
 * young generation can free it. A function that is passed to another one first is allocated like any other object.
 */
export const youngClosures = {
  name: "young-closures",
  setup: ({ onLoad }) =>
    onLoad(
      { filter: /[/\\]effect[/\\]dist[/\\](?:esm|cjs)[/\\]internal[/\\]core(?:-stream)?\.js$/ },
      async ({ path }) => {
        const name = path.endsWith("core.js") ? "core" : "core-stream"
        return { contents: rewrite(name, await readFile(path, "utf8")) }
      }
    )
}

/** The source with every such assignment replaced. It throws if the source is not the one that this was written for. */
const rewrite = (name, source) => {
  const keys = new Set()
  let count = 0
  const rewritten = source.replaceAll(assignment, (_, indent, object, key, literal) => {
    count += 1
    keys.add(key)
    return `${indent}set_${key}(${object}, ${literal});`
  })
  if (count !== expected[name])
    throw new Error(`effect/internal/${name}.js has ${count} assignments of literals, and not ${expected[name]}`)
  const setters = [...keys].map((key) => `function set_${key}(object, value) { object.${key} = value }`)
  return `${rewritten}\n${setters.join("\n")}\n`
}

const expected = { core: 7, "core-stream": 12 }

/** A function literal on one line, or a block that ends at the same indent. */
const assignment = /^( +)(\w+)\.(\w+) = ((?:\w+|\(\)) => (?:\{\n[\s\S]*?\n\1\}|[^{\n][^\n]*));$/gm
