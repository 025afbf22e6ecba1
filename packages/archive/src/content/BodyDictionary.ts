/**
 * What bodies often contain, as a preset dictionary of deflate. A message of 2 KB is too short to repeat itself often, so with it bodies take a
 * tenth less. It never changes: bodies can only be read with the dictionary that they were written with.
 */

const english =
  "the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no out up into them then she may what than some could other do time these only two its about how our any each make like just over such because through between where after first new also most should same here must very work while those back even well both much without being see find use used another still last need way every get file read write list data test run name type value code user message error result table line page set change add check account total number service request answer question please thanks today function return import export const class string boolean array object null undefined true false server client version package install update delete create query response"

/** Keys and values of the JSON of tools. */
const json = `{"type":"object","properties":{"description":"","title":"","url":"https://www.","path":"/","content":"","text":"","status":"ok","success":true,"error":null,"message":"","count":0,"total":0,"items":[{"id":"","name":"","value":"","created_at":"2025-01-01T00:00:00.000Z","updated_at":"2026-01-01T00:00:00.000Z"}]}`

const provider = (name: string): string => `{"version":1,"format":"${name}","ref":"${name}:`

/** The beginnings and ends of canonical messages; the most frequent ones are last, because deflate writes short distances with fewer bits. */
const canonical = [
  `"residue":{"fields":{"`,
  `,"visibility":"everyone","status":"completed","author":{"id":"","name":"`,
  `","usage":{"inputTokens":0,"outputTokens":0},"sequence":1`,
  `{"type":"reasoning","text":"`,
  `{"type":"file","mediaType":"image/png","filename":"`,
  ...["veryfront", "honcho", "mielto", "factory"].map(provider),
  `","conversation":{"id":"","workspaceId":"`,
  `","role":"assistant","parts":[{"type":"tool-call","callId":"call_","name":"","input":{"`,
  `","role":"tool","parts":[{"type":"tool-result","callId":"call_","name":"","output":{"`,
  `"}],"createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-01T00:00:00.000Z","model":"`,
  `","id":"message-`,
  `","role":"user","parts":[{"type":"text","text":"`,
  `","role":"assistant","parts":[{"type":"text","text":"`
].join("")

/** The dictionary. */
export const bytes = Buffer.from(english + json + canonical)
