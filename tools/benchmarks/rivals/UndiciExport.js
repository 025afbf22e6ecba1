// Exports a session of Honcho by hand: fetches page after page with undici, maps each message and writes a line for it.
// Usage: node UndiciExport.js <url> <session> <file> [durable]; durable syncs the file after each page.
import { open } from "node:fs/promises"
import { Pool } from "undici"
import { canonical, headers, target } from "./Canonical.js"

const [url, session, path, durable] = process.argv.slice(2)
const pool = new Pool(url, { connections: 1 })
const file = await open(path, "w")
for (let page = 1, pages = 1; page <= pages; page++) {
  const { body } = await pool.request({
    path: `/v3/workspaces/w/sessions/${session}/messages/list?page=${page}&size=100`,
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: "{}"
  })
  const answer = await body.json()
  pages = answer.pages
  const lines = answer.items.map((native) =>
    JSON.stringify(canonical(target(`honcho:w/${session}/${native.id}`), native))
  )
  await file.write(`${lines.join("\n")}\n`)
  if (durable) await file.datasync()
}
await file.close()
await pool.close()
