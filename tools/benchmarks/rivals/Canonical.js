// The work of a rival for one read, written by hand: from a ref to a path, and from the provider's JSON to the canonical message.

/** The provider, the path on its server and the ids of a ref. */
export const target = (ref) => {
  const colon = ref.indexOf(":")
  const provider = ref.slice(0, colon)
  const ids = ref.slice(colon + 1).split("/")
  return { provider, ref, path: paths[provider](ids.map(encodeURIComponent)), ids }
}

export const headers = { authorization: "Bearer key", accept: "application/json" }

export const canonical = ({ ids, provider, ref }, native) => ({
  version: 1,
  format: provider,
  ref,
  id: native.id,
  ...mappings[provider](native, ids)
})

const paths = {
  factory: ([session, message]) => `/api/v0/sessions/${session}/messages/${message}`,
  mielto: ([message]) => `/api/v1/messages/${message}`,
  honcho: ([workspace, session, message]) => `/v3/workspaces/${workspace}/sessions/${session}/messages/${message}`,
  veryfront: ([conversation, message]) => `/conversations/${conversation}/messages/${message}`
}

const mappings = {
  factory: (native, [session]) => ({
    conversation: { id: session },
    parentId: native.parentId,
    role: native.role,
    parts: native.content.map(factoryPart),
    createdAt: new Date(native.createdAt).toISOString(),
    updatedAt: new Date(native.updatedAt).toISOString()
  }),
  mielto: (native) => ({
    conversation: { id: native.conversation_id, workspaceId: native.workspace_id },
    parentId: native.parent_message_id,
    role: native.role,
    parts: [
      { type: "text", text: native.content },
      ...native.tool_calls.map((call) => ({
        type: "tool-call",
        callId: call.id,
        name: call.function.name,
        input: JSON.parse(call.function.arguments)
      }))
    ],
    createdAt: native.created_at,
    updatedAt: native.updated_at,
    tags: native.tags,
    metadata: native.meta_data,
    residue: {
      present: {
        sender_id: native.sender_id,
        message_type: native.message_type,
        tool_calls: native.tool_calls,
        attachments: native.attachments
      }
    }
  }),
  honcho: (native, [workspace, session]) => ({
    conversation: { id: session, workspaceId: workspace },
    role: "participant",
    author: { id: native.peer_id },
    parts: [{ type: "text", text: native.content }],
    createdAt: native.created_at,
    metadata: native.metadata,
    residue: { present: { token_count: native.token_count } }
  }),
  veryfront: (native) => ({
    conversation: { id: native.conversation_id },
    parentId: native.parent_id,
    sequence: native.seq,
    role: native.role,
    status: native.status,
    parts: native.parts.map(veryfrontPart),
    createdAt: native.created_at,
    updatedAt: native.updated_at,
    model: native.model,
    usage: { inputTokens: native.token_usage.input, outputTokens: native.token_usage.output },
    finishReason: native.finish_reason,
    metadata: native.metadata,
    residue: { present: { created_by: native.created_by } }
  })
}

const factoryPart = (part) => {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text }
    case "thinking":
      return {
        type: "reasoning",
        text: part.thinking,
        signature: part.signature,
        signedBy: part.signatureProvider
      }
    case "tool_use":
      return { type: "tool-call", callId: part.id, name: part.name, input: part.input }
    case "tool_result":
      return { type: "tool-result", callId: part.toolUseId, output: part.content, isError: part.isError }
    default:
      return { type: "unknown", native: part }
  }
}

const veryfrontPart = (part) => {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text }
    case "reasoning":
      return { type: "reasoning", text: part.text, signature: part.signature }
    case "tool_call":
      return { type: "tool-call", callId: part.id, name: part.name, input: part.input, state: part.state }
    case "tool_result":
      return { type: "tool-result", callId: part.tool_call_id, output: part.output, isError: part.is_error }
    default:
      return { type: "unknown", native: part }
  }
}
