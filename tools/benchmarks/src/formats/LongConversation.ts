/** A conversation as agents have it: questions, reasoning, calls with arguments, results, answers. */

/** Messages that have about as many bytes each, four for every turn. */
export const canonical = (count: number, bytes: number): ReadonlyArray<object> =>
  Array.from({ length: count }, (_, index) => messageAt(index, bytes))

const messageAt = (index: number, bytes: number): object => {
  const turn = Math.floor(index / 4)
  const common = {
    version: 1,
    format: "factory",
    ref: `factory:long/m${index}`,
    id: `m${index}`,
    conversation: { id: "long" },
    createdAt: "2026-01-05T10:00:00Z",
    sequence: index
  }
  const prose = text(bytes, index)
  switch (index % 4) {
    case 0:
      return { ...common, role: "user", author: { name: "Ada" }, parts: [{ type: "text", text: prose }] }
    case 1:
      return {
        ...common,
        role: "assistant",
        model: "model-1",
        usage: { inputTokens: 1200, outputTokens: 340 },
        parts: [
          { type: "reasoning", text: text(bytes / 2, index), signature: "c2lnbmF0dXJl", signedBy: "anthropic" },
          {
            type: "tool-call",
            callId: `toolu_${turn}`,
            name: "read_file",
            input: { path: `src/file-${turn}.ts`, lines: [1, 200], note: text(bytes / 2, index + 1) }
          }
        ]
      }
    case 2:
      return { ...common, role: "tool", parts: [{ type: "tool-result", callId: `toolu_${turn}`, output: prose }] }
    default:
      return { ...common, role: "assistant", model: "model-1", parts: [{ type: "text", text: prose }] }
  }
}

const words =
  "The build fails because the **cache** is stale, so `npm ci` finds an older lock file.\n\n- Remove the cache\n- Run it again\n\nThen all 42 tests pass “as before”. "

const text = (bytes: number, seed: number): string =>
  `${seed}: ${words.repeat(Math.ceil(bytes / words.length))}`.slice(0, Math.max(1, Math.round(bytes) - 8))
