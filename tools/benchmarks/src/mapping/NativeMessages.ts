/** Messages of the four providers in three sizes, as their servers send them. */

export const providers = ["factory", "mielto", "honcho", "veryfront"] as const

export type Provider = (typeof providers)[number]

export const sizes = ["1 KB", "8 KB", "256 KB"] as const

export type Size = (typeof sizes)[number]

/** The ref for a read of this size; the simulated provider finds the size in an id. */
export const ref = (provider: Provider, size: Size): string => {
  const id = ids[size]
  return {
    factory: `factory:s/${id}`,
    mielto: `mielto:${id}`,
    honcho: `honcho:w/s/${id}`,
    veryfront: `veryfront:c/${id}`
  }[provider]
}

/** The path of the same message on the provider's server. */
export const path = (provider: Provider, size: Size): string => {
  const id = ids[size]
  return {
    factory: `/api/v0/sessions/s/messages/${id}`,
    mielto: `/api/v1/messages/${id}`,
    honcho: `/v3/workspaces/w/sessions/s/messages/${id}`,
    veryfront: `/conversations/c/messages/${id}`
  }[provider]
}

/** The native message; its JSON text has about the size that its name says. */
export const native = (provider: Provider, size: Size): object => natives[provider](ids[size], size)

const ids: { readonly [S in Size]: string } = { "1 KB": "m1", "8 KB": "m8", "256 KB": "m256" }

/** How many parts a message has, and how long the text of each is. A message without parts has one text with the total length. */
const shapes: { readonly [S in Size]: readonly [parts: number, length: number] } = {
  "1 KB": [1, 500],
  "8 KB": [8, 840],
  "256 KB": [64, 3_900]
}

const text = (length: number): string =>
  "An agent reads its own message again. ".repeat(length / 38 + 1).slice(0, length)

const parts = <A>(size: Size, kinds: ReadonlyArray<(index: number, text: string) => A>): ReadonlyArray<A> => {
  const [count, length] = shapes[size]
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.(index, text(length))).filter(
    (part): part is A & {} => part !== undefined
  )
}

const total = (size: Size): string => text(shapes[size][0] * shapes[size][1])

const natives: { readonly [P in Provider]: (id: string, size: Size) => object } = {
  factory: (id, size) => ({
    id,
    role: "assistant",
    content: parts<object>(size, [
      (_, text) => ({ type: "text", text }),
      (_, thinking) => ({ type: "thinking", thinking, signature: "c2lnbmF0dXJl", signatureProvider: "anthropic" }),
      (index, text) => ({ type: "tool_use", id: `call_${index}`, name: "Edit", input: { path: "src/main.ts", text } }),
      (index, content) => ({ type: "tool_result", toolUseId: `call_${index - 1}`, content, isError: false })
    ]),
    createdAt: 1_780_426_535_000,
    updatedAt: 1_780_426_541_250,
    parentId: "m0"
  }),
  mielto: (id, size) => ({
    id,
    conversation_id: "conv_1",
    workspace_id: "wsp_1",
    sender_id: "usr_1",
    role: "assistant",
    content: total(size),
    message_type: "text",
    tool_calls: [{ id: "call_1", type: "function", function: { name: "edit", arguments: '{"path":"src/main.ts"}' } }],
    attachments: [],
    tags: ["onboarding"],
    meta_data: { run: "r1" },
    parent_message_id: "m0",
    created_at: "2026-01-16T10:00:00Z",
    updated_at: "2026-01-16T12:30:00Z"
  }),
  honcho: (id, size) => ({
    id,
    content: total(size),
    peer_id: "alice",
    session_id: "s",
    workspace_id: "w",
    metadata: { run: "r1" },
    created_at: "2026-01-01T00:00:00.080000Z",
    token_count: 120
  }),
  veryfront: (id, size) => ({
    id,
    conversation_id: "c",
    parent_id: "m0",
    seq: 4,
    role: "assistant",
    parts: parts<object>(size, [
      (_, text) => ({ type: "text", text }),
      (index, text) => ({ type: "reasoning", text, signature: `signature-${index}` }),
      (index, text) => ({ type: "tool_call", id: `call_${index}`, name: "edit", input: { text }, state: "completed" }),
      (index, stdout) => ({ type: "tool_result", tool_call_id: `call_${index - 1}`, output: { stdout, code: 0 } })
    ]),
    status: "completed",
    model: "anthropic/claude-sonnet-4-6",
    token_usage: { input: 812, output: 164 },
    finish_reason: "stop",
    created_by: "agent",
    metadata: { run_id: "r1" },
    created_at: "2026-01-11T18:00:04Z",
    updated_at: "2026-01-11T18:00:09.123Z"
  })
}
