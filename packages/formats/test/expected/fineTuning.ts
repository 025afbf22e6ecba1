/** What `openai-fine-tuning` says of the weather, and what it leaves out. */
export const fineTuning = {
  value:
    '{"messages":[{"role":"system","content":"Be brief."},{"role":"user","name":"ada","content":[{"type":"text","text":"What is the weather here?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]},{"role":"assistant","content":"Let me look.","tool_calls":[{"type":"function","id":"call_1","function":{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"{\\"celsius\\":21}"},{"role":"assistant","content":"21 degrees."}]}\n',
  report: {
    kept: 28,
    changed: ["/3/parts/0/output/celsius"],
    dropped: [
      "/1/id",
      "/1/createdAt",
      "/1/parts/1/filename",
      "/2/id",
      "/2/finishReason",
      "/2/parts/0/type",
      "/2/parts/0/text",
      "/2/parts/0/signature",
      "/2/parts/0/signedBy",
      "/4/id",
      "/4/parts/1/type"
    ],
    added: [],
    synthetic: []
  }
}
