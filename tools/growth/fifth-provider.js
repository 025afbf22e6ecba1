// Adds a fifth provider and its simulation to a temporary copy of the tree, compiles the copy, reads a message of that provider with the command
// line, and lists and posts through the port. Prints every edit, and exits with 1 if it edits more than six existing files by hand. Usage: npm run growth
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from "node:fs"
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import * as TreeCopy from "../tree/TreeCopy.js"
import { edits } from "./Edits.js"

/** The most existing files that may be edited by hand. */
const limit = 6

const ref = "acme:thread-1/m1"

const copy = TreeCopy.make("growth")
process.once("exit", copy.remove)
const at = (file) => join(copy.folder, file)
const write = (file, text) => {
  mkdirSync(dirname(at(file)), { recursive: true })
  writeFileSync(at(file), text)
}

const stop = (problem) => {
  console.error(problem)
  process.exit(1)
}

/** Copies the manifest of the smallest provider package under a new name; the source files come from the templates. */
const addPackage = () => {
  for (const file of ["package.json", "tsconfig.build.json"]) {
    const text = readFileSync(at(`packages/provider-honcho/${file}`), "utf8")
    write(`packages/provider-acme/${file}`, text.replaceAll("honcho", "acme").replaceAll("Honcho", "Acme"))
  }
}

const addFiles = () => {
  const template = join(import.meta.dirname, "template")
  const files = readdirSync(template, { recursive: true }).filter((file) => file.endsWith(".txt"))
  for (const file of files) write(file.replace(/\.txt$/, ""), readFileSync(join(template, file), "utf8"))
  return files.length + 2
}

const edit = ({ changes, file }) => {
  let text = readFileSync(at(file), "utf8")
  for (const { find, replace } of changes) {
    const parts = text.split(find)
    if (parts.length !== 2) stop(`${file} has this text ${parts.length - 1} times, not once: ${find}`)
    text = parts.join(replace)
  }
  write(file, text)
}

const must = ({ status, stderr, stdout }, what) => {
  if (status !== 0) stop(`${what} fails:\n${stdout}${stderr}`)
  return stdout
}

addPackage()
const added = addFiles()
console.log(`${added} new files`)
for (const one of edits) {
  edit(one)
  console.log(`${one.isReference ? "reference" : "edited   "} ${one.file}`)
}
TreeCopy.linkPackages(copy.folder)

must(TreeCopy.run("typescript/bin/tsc", ["-b", "tsconfig.build.json"], at("apps/cli")), "the compiler")
console.log("compiles")
must(spawnSync(process.execPath, ["bundle.js"], { cwd: at("apps/cli"), encoding: "utf8" }), "the bundle")
const program = [at("apps/cli/bin/messages.js"), "--sandbox", "get", ref, "--json"]
const message = JSON.parse(must(spawnSync(process.execPath, program, { encoding: "utf8" }), `get ${ref}`))
if (message.ref !== ref || message.format !== "acme") stop(`get ${ref} gives ${JSON.stringify(message)}`)
console.log(`get ${ref} gives "${message.parts[0].text}"`)

const script = "apps/cli/ListAndPost.js"
write(script, readFileSync(join(import.meta.dirname, "ListAndPost.js"), "utf8"))
const outcome = must(spawnSync(process.execPath, [at(script)], { encoding: "utf8" }), "the list").trim()
const expected = { thread: "acme:thread-1", posted: "acme:thread-1/m2", listed: [ref, "acme:thread-1/m2"] }
if (outcome !== JSON.stringify(expected)) stop(`the list and the post give ${outcome}`)
console.log(`lists ${expected.thread}, posts ${expected.posted} to it, and lists both messages`)

const byHand = edits.filter(({ isReference }) => !isReference).length
console.log(`\n${byHand} existing files are edited by hand; the limit is ${limit}`)
process.exit(byHand <= limit ? 0 : 1)
