// `npm run demo`: shows the command line on simulated providers. The real program prints everything below a `$`.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../", import.meta.url))
const nx = fileURLToPath(import.meta.resolve("nx/bin/nx.js"))
const program = fileURLToPath(new URL("../../apps/cli/bin/messages.js", import.meta.url))

/** How long to wait for each, in milliseconds. */
const patience = { command: 20_000, bundle: 120_000, reply: 10_000 }

/** The pretty form, which is the default on a terminal. */
const pretty = ["--format", "pretty"]
const prettyHere = process.stdout.isTTY ? [] : pretty

const children = new Set()
// Stops every child, whatever ends this process, including a signal or a closed pipe.
process.once("exit", stop)
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 }))
  process.once(signal, () => process.exit(code))
process.stdout.once("error", () => process.exit(1))

try {
  await demo()
} catch (error) {
  console.error(`\nThe demo failed: ${error.message}`)
  process.exitCode = 1
} finally {
  stop()
}

async function demo() {
  console.log("Bundling the command line...")
  await bundle()

  heading("The four providers, simulated on this machine", ["sandbox"])
  const env = { ...process.env, ...(await sandbox()) }

  await show("Factory: what an agent thought, and the tools it called", "factory:invoice-bug/search")
  await show("Mielto: an answer with a tool call and an attachment", "mielto:msg_refund_answer")
  await show("Honcho: what one peer said to another", "honcho:bakery/morning-orders/Wd3_jY8fG-1uEoKi5rQ2B")
  await show(
    "Veryfront: every kind of part",
    "veryfront:0b0e5a1e-0000-4000-8000-000000000001/3e55a9e0-0000-4000-8000-000000000002"
  )
  const ref = await post("factory:invoice-bug", "Thank you! Which test covers it now?")
  await show("What was posted, read back", ref)
  await arrival(`${ref}-reply`)
  await show("The agent's reply, a second later", `${ref}-reply`)

  async function show(title, ref) {
    const args = ["get", ref, ...prettyHere]
    heading(title, args)
    await succeed(args, "inherit")
  }

  async function post(conversation, text) {
    const args = ["post", conversation, "--text", text, ...pretty]
    heading("A post to Factory", args)
    const output = await succeed(args, "pipe")
    process.stdout.write(output)
    const [, ref] = /^posted\s+(\S+)$/m.exec(output) ?? []
    if (ref === undefined) throw new Error("the post printed no ref")
    return ref
  }

  /** Asks until the message is there; exit code 4 says that it is not there yet. */
  async function arrival(ref) {
    for (const deadline = Date.now() + patience.reply; ; await sleep(200)) {
      const { code, output } = await messages(["get", ref], "pipe")
      if (code === 0) return
      if (code !== 4) throw new Error(`messages get ended with ${code}\n${output}`)
      if (Date.now() > deadline) throw new Error(`there is no reply after ${patience.reply / 1000} seconds`)
    }
  }

  async function succeed(args, stdio) {
    const { code, output } = await messages(args, stdio)
    if (code !== 0) throw new Error(`messages ${args[0]} ended with ${code}\n${output}`)
    return output
  }

  function messages(args, stdio) {
    return finish(start([program, ...args], { env, stdio: ["ignore", stdio, stdio], timeout: patience.command }))
  }
}

async function bundle() {
  const env = { ...process.env, NX_DAEMON: "false" }
  const child = start([nx, "run", "@org/messages-cli:bundle"], { env, timeout: patience.bundle })
  const { code, output } = await finish(child)
  if (code !== 0) throw new Error(`the command line could not be bundled\n${output}`)
}

/** The variables that `messages sandbox` prints when it is ready. */
async function sandbox() {
  const child = start([program, "sandbox"], {})
  const ended = finish(child).then(({ output }) => Promise.reject(new Error(`the sandbox ended\n${output}`)))
  ended.catch(() => undefined)
  const lines = String(await Promise.race([once(child.stdout, "data"), ended]))
  process.stdout.write(lines)
  return Object.fromEntries([...lines.matchAll(/^export (\w+)='?(.*?)'?$/gm)].map(([, name, value]) => [name, value]))
}

function start(args, options) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options })
  children.add(child)
  child.once("close", () => children.delete(child))
  return child
}

async function finish(child) {
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text))
  const [code, signal] = await once(child, "close")
  return { code: code ?? signal, output }
}

function stop() {
  for (const child of children) child.kill()
}

function heading(title, args) {
  console.log(`\n# ${title}\n$ messages ${args.map(quote).join(" ")}`)
}

function quote(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`
}
