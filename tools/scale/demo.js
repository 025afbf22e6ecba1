// `npm run scale:demo`: two servers on one PostgreSQL share an export; one of them is killed, and the export ends all the same.
// It starts real processes in a temporary directory, and needs PostgreSQL's server programs (Debian's package `postgresql`).
import { Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createReadStream, mkdtempSync, rmSync } from "node:fs"
import { createServer, request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"

/** How long a page of the simulated providers takes, in milliseconds. */
const pageMillis = 300

/** How much of the export is done when the server is killed. */
const killAfter = 1_500

/** How long the whole export may take, in milliseconds. */
const patience = 180_000

const conversations = [
  "factory:diary-2500",
  "mielto:conversation/conv_diary_2500",
  "honcho:bakery/diary-2500",
  "veryfront:d1a40000-0000-4000-8000-000000002500"
]

const root = join(import.meta.dirname, "../..")
const programs = {
  messages: join(root, "apps/cli/bin/messages.js"),
  server: join(root, "apps/server/bin/messages-server.js")
}

const children = new Set()
const folder = mkdtempSync(join(tmpdir(), "messages-scale-"))
const started = Date.now()
// Stops every child, whatever ends this process.
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL")
  rmSync(folder, { recursive: true, force: true })
})
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 }))
  process.once(signal, () => process.exit(code))

if (Postgres.programs === undefined) {
  console.error("PostgreSQL is not installed: its server programs are in Debian's package postgresql")
  process.exit(1)
}

const program = Effect.scoped(
  Effect.gen(function* () {
    const postgres = yield* Postgres.make
    const { url } = yield* postgres.database
    say("PostgreSQL runs in a temporary directory")
    yield* Effect.promise(() => demo(Redacted.value(url)))
  })
)

await Effect.runPromise(program).then(
  () => process.exit(0),
  (error) => {
    console.error(`\nThe demo failed: ${error.message ?? error}`)
    process.exit(1)
  }
)

async function demo(databaseUrl) {
  const providers = await sandbox()
  const servers = []
  for (const name of ["one", "two"]) servers.push(await server(name, databaseUrl, providers))
  const [one, two] = servers

  heading(["exports", "start", ...conversations])
  const { id } = JSON.parse(await messages(one, ["exports", "start", ...conversations, "--json"]))
  say(`export ${id}`)

  await until(one, id, ({ messages }) => messages >= killAfter)
  one.child.kill("SIGKILL")
  await once(one.child, "close")
  say("server one is killed (kill -9); server two takes over")

  const killed = Date.now()
  const before = await get(two, id)
  await until(two, id, ({ progress, state }) => isFinal(state) || progress.every(movedSince(before)))
  say(`every conversation continues ${((Date.now() - killed) / 1000).toFixed(1)} s after the kill`)
  const ended = await until(two, id, ({ state }) => isFinal(state))
  if (ended.state !== "complete") throw new Error(`the export is ${ended.state}`)

  const path = join(folder, "diaries.ndjson")
  heading(["exports", "content", id, "--to", "diaries.ndjson"])
  await messages(two, ["exports", "content", id, "--to", path])
  const counted = await count(path)
  say(
    `${number(counted.lines)} lines, ${number(counted.refs)} different messages: nothing is missing, nothing is there twice`
  )
  if (counted.lines !== 10_000 || counted.refs !== 10_000) throw new Error("the content is not whole")
}

/** The simulated providers, behind a proxy that makes them as slow as real ones. */
async function sandbox() {
  const child = start(programs.messages, ["sandbox", "--json"], {})
  const { environment } = await printed(child)
  const proxied = new Map()
  const variables = {}
  for (const [name, value] of Object.entries(environment)) {
    if (!value.startsWith("http://")) variables[name] = value
    else {
      const { origin, pathname } = new URL(value)
      if (!proxied.has(origin)) proxied.set(origin, await slow(origin))
      variables[name] = `${proxied.get(origin)}${pathname === "/" ? "" : pathname}`
    }
  }
  say(`four simulated providers, ${pageMillis} ms a page`)
  return variables
}

/** The JSON object that a program prints first. */
async function printed(child) {
  let text = ""
  while (!text.endsWith("}\n")) text += String((await once(child.stdout, "data"))[0])
  return JSON.parse(text)
}

async function slow(origin) {
  const proxy = createServer((incoming, outgoing) => {
    globalThis.setTimeout(() => {
      const { headers, method, url } = incoming
      const asked = request(new URL(url, origin), { headers, method }, (response) => {
        outgoing.writeHead(response.statusCode, response.headers)
        response.pipe(outgoing)
      })
      asked.on("error", () => outgoing.destroy())
      incoming.pipe(asked)
    }, pageMillis)
  }).listen(0, "127.0.0.1")
  await once(proxy, "listening")
  return `http://127.0.0.1:${proxy.address().port}`
}

async function server(name, databaseUrl, providers) {
  const child = start(programs.server, [], {
    ...providers,
    MESSAGES_PORT: "0",
    MESSAGES_LOG_FORMAT: "json",
    MESSAGES_DATABASE_URL: databaseUrl,
    MESSAGES_EXPORTS_RUNNER: `127.0.0.1:${await freePort()}`
  })
  for await (const line of createInterface({ input: child.stderr })) {
    const [, url] = /"url":"([^"]+)"/.exec(line) ?? []
    if (url === undefined) continue
    child.stderr.resume()
    say(`server ${name} listens on ${url}`)
    return { child, name, url }
  }
  throw new Error(`server ${name} ended`)
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address()
  server.close()
  await once(server, "close")
  return port
}

async function messages({ url }, args) {
  const child = start(programs.messages, args, { MESSAGES_URL: url })
  let [stdout, stderr] = ["", ""]
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text))
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text))
  const [code] = await once(child, "close")
  if (code !== 0) throw new Error(`messages ${args.slice(0, 2).join(" ")} ended with ${code}\n${stderr}`)
  return stdout
}

/** Asks for the export four times a second, says once a second how far it is, and gives it when it is as wanted. */
async function until(server, id, isWanted) {
  for (let round = 0; ; round += 1) {
    const found = await get(server, id)
    const isThere = isWanted(found)
    if (isThere || round % 4 === 0) say(`${found.state}: ${number(found.messages)} messages, ${found.pages} pages`)
    if (isThere) return found
    if (Date.now() - started > patience) throw new Error(`the export is ${found.state} after ${patience / 1000} s`)
    await sleep(250)
  }
}

/** Whether a conversation is further than it was, or was at its end. */
function movedSince({ progress }) {
  const before = new Map(progress.map((one) => [one.conversation, one]))
  return ({ conversation, messages }) => {
    const found = before.get(conversation)
    return found === undefined || isFinal(found.state) || messages > found.messages
  }
}

async function get({ url }, id) {
  const response = await globalThis.fetch(`${url}/v1/exports/${id}`)
  const found = await response.json()
  if (!response.ok) throw new Error(found.detail)
  return found
}

function isFinal(state) {
  return state === "complete" || state === "failed" || state === "cancelled"
}

async function count(path) {
  const refs = new Set()
  let lines = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    lines += 1
    refs.add(JSON.parse(line).ref)
  }
  return { lines, refs: refs.size }
}

function start(path, args, env) {
  const child = spawn(process.execPath, [path, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  children.add(child)
  child.once("close", () => children.delete(child))
  return child
}

function say(text) {
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`)
}

function heading(args) {
  console.log(`\n$ messages ${args.join(" ")}`)
}

function number(value) {
  return value.toLocaleString("en-US")
}
