/** The residue of every sample, so that a field that loses its home is noticed. A minus marks a key that the fields would write and the provider did not send. */
import { assert, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import { Json, Provider, type Residue } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"

const expected: ReadonlyArray<readonly [sample: string, residue: string]> = [
  ["factory/msg-assistant-chat-completion-reasoning-only.json", "/chatCompletionReasoningField"],
  ["factory/msg-assistant-openai-phase-null.json", "/openaiMessageId /openaiPhase"],
  ["factory/msg-assistant-redacted-thinking.json", ""],
  ["factory/msg-assistant-thinking-anthropic.json", ""],
  ["factory/msg-assistant-thinking-text-tool-use.json", "/chatCompletionReasoningField /parts/0/signature"],
  ["factory/msg-empty-content.json", ""],
  ["factory/msg-system-role.json", ""],
  ["factory/msg-tool-result-nested-image-and-documents.json", ""],
  ["factory/msg-user-documents.json", ""],
  ["factory/msg-user-image-base64.json", ""],
  ["factory/msg-user-only-error.json", "/isError /isUserVisible"],
  ["factory/msg-user-text-minimal.json", ""],
  ["factory/msg-user-tool-result-string.json", ""],
  ["mielto/msg-assistant-tool-calls-openai-style.json", "/sender_id /created_at"],
  ["mielto/msg-attachments.json", "/sender_id /message_type /parts/1/size /parts/1/checksum"],
  ["mielto/msg-doc-assistant.json", "/sender_id /message_type"],
  ["mielto/msg-doc-user.json", "/sender_id /message_type"],
  ["mielto/msg-full.json", "/sender_id /tool_calls /message_type /checksum /attachments /owner_id"],
  ["mielto/msg-minimal-required-only.json", "/sender_id"],
  ["mielto/msg-system.json", "/sender_id"],
  ["mielto/msg-tool-result.json", "/sender_id"],
  ["mielto/msg-unicode-empty-content.json", "/sender_id"],
  ["mielto/msg-unknown-extra-fields.json", "/sender_id /embedding_status /user_id"],
  ["honcho/msg-assistant-peer.json", ""],
  ["honcho/msg-basic.json", ""],
  ["honcho/msg-file-upload-chunk.json", ""],
  ["honcho/msg-max-length-25000.json", ""],
  ["honcho/msg-metadata-role-hint.json", ""],
  ["honcho/msg-metadata-simple.json", ""],
  ["honcho/msg-timestamp-no-fraction.json", ""],
  ["honcho/msg-unicode.json", ""],
  ["honcho/msg-unknown-extra-fields.json", "/seq_in_session /updated_at"],
  ["veryfront/msg-all-11-parts.json", ""],
  [
    "veryfront/msg-all-null.json",
    "/parent_id /created_by /sender_id /sender_display_name /model /token_usage /finish_reason /cost_credits /edited_at /idempotency_key /metadata /updated_at"
  ],
  ["veryfront/msg-cancelled.json", ""],
  ["veryfront/msg-edited.json", "/created_by"],
  ["veryfront/msg-failed.json", ""],
  ["veryfront/msg-minimal-required-only.json", ""],
  ["veryfront/msg-parts-optionals-missing.json", ""],
  ["veryfront/msg-tool-call-states.json", ""],
  ["veryfront/msg-tool-error-text.json", ""],
  ["veryfront/msg-unknown-extra-fields.json", "/branch_id /parts/0/annotations"],
  ["veryfront/msg-user-idempotent-with-parent.json", "/idempotency_key"],
  ["veryfront/msg-webhook-sender.json", "/created_by"]
]

it("is what this list says, for every sample", () => {
  const found = Provider.names.flatMap((provider) =>
    Samples.messages(provider).map(({ file, json }) => {
      const { parts, residue } = Normalization.read(provider, json)
      const all = [...paths(residue, ""), ...parts.flatMap((part, index) => paths(part.residue, `/parts/${index}`))]
      return [`${provider}/${file}`, all.join(" ")] as const
    })
  )
  assert.deepStrictEqual(new Map(found), new Map(expected))
})

const paths = (residue: Residue.Residue | undefined, at: string): ReadonlyArray<string> => [
  ...Object.keys(residue?.present ?? {}).map((key) => at + Json.pointer([key])),
  ...(residue?.absent ?? []).map((path) => `-${at}${path}`)
]
