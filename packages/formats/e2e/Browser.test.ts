/** The page in a real browser. Left out where there is no Chromium, unless MESSAGES_REQUIRE_CHROMIUM is set. */
import { assert, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Html, Visible } from "../src/index.js"
import { conversation } from "../test/document/conversation.js"
import * as Hostile from "../test/document/hostile.js"

const chromium = "/usr/bin/chromium"

const isLeftOut = !existsSync(chromium) && process.env["MESSAGES_REQUIRE_CHROMIUM"] === undefined

if (isLeftOut)
  console.warn("Chromium is not installed: its tests are skipped (MESSAGES_REQUIRE_CHROMIUM=1 makes them fail)")

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-document-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** A page in a frame, because a window cannot be as narrow as a phone. `look` is the source of a function that examines the loaded page. */
interface Frame {
  readonly page: string
  readonly columns?: number
  readonly look?: string
}

/** A document that opens pages in frames, and writes what was found in each as JSON into the element `result`. */
const framed = (frames: ReadonlyArray<Frame>): string => `<!doctype html><meta charset="utf-8">
<meta name="color-scheme" content="light dark"><body><script>
window.hacked = 0
const results = []
const looks = [${frames.map(({ look = "undefined" }) => look).join(", ")}]
window.found = (index, result) => {
  results[index] = result
  if (looks.some((_, index) => !(index in results))) return
  const element = document.createElement("pre")
  element.id = "result"
  element.textContent = encodeURIComponent(JSON.stringify(results))
  document.body.append(element)
}
for (const [index, [page, columns]] of JSON.parse(decodeURIComponent("${encodeURIComponent(
  JSON.stringify(frames.map(({ columns = 800, page }) => [page, columns]))
)}")).entries()) {
  const frame = document.createElement("iframe")
  frame.style = "border: 0; width: " + columns + "px; height: 900px"
  frame.name = index
  frame.onload = () => {
    if (looks[index]) found(index, looks[index](frame.contentDocument, frame.contentWindow))
  }
  frame.srcdoc = page
  document.body.append(frame)
}
</script>`

/** Opens pages in frames of one document, and gives what was found in each. */
const run = (folder: string, frames: ReadonlyArray<Frame>, args: ReadonlyArray<string> = []) =>
  Effect.async<ReadonlyArray<unknown>>((resume) => {
    const file = join(folder, "page.html")
    writeFileSync(file, framed(frames))
    execFile(
      chromium,
      [
        ...["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`, ...args],
        ...["--virtual-time-budget=20000", "--dump-dom", pathToFileURL(file).href]
      ],
      { maxBuffer: 2 ** 27, timeout: 120_000 },
      (error, stdout) => {
        const found = /<pre id="result">([^<]*)<\/pre>/.exec(stdout)?.[1]
        resume(
          error !== null || found === undefined
            ? Effect.die(error ?? new Error(stdout.slice(-500)))
            : Effect.sync(() => JSON.parse(decodeURIComponent(found)) as ReadonlyArray<unknown>)
        )
      }
    )
  })

/** The same page with a script in it, which its policy would refuse. */
const scripted = (page: string, script: string): string =>
  page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace("</body>", () => `<script>${script}</script></body>`)

const said = (text: string): Message.Message => ({ version: 1, role: "user", parts: [{ type: "text", text }] })

const texts = fc
  .sample(Hostile.text, { numRuns: 400, seed: 10 })
  .map((text) => `${text}<script>parent.hacked = 1</script><img src=x onerror="parent.hacked = 1">`)

it.scopedLive(
  "shows every hostile text letter by letter, draws its Markdown, and runs nothing",
  (context) =>
    Effect.gen(function* () {
      context.skip(isLeftOut, "there is no Chromium here")
      const verbatim = `(page, window) => ({
        texts: [...page.querySelectorAll(".verbatim")].map((element) => element.textContent),
        shown: [...page.querySelectorAll(".verbatim")].map((element) => element.innerText.length),
        font: window.getComputedStyle(page.body).margin,
        hacked: parent.hacked,
        scripts: page.scripts.length + page.images.length
      })`
      const drawn = `(page) => ({
        articles: page.querySelectorAll("main > article").length,
        headings: page.querySelectorAll("h2").length,
        hacked: parent.hacked,
        scripts: page.scripts.length + page.images.length,
        links: [...page.links].filter((link) => !/^(https?|mailto):/.test(link.href)).length
      })`
      const messages = texts.map(said)
      const [asText, asMarkdown] = yield* run(yield* folder, [
        { page: Html.render(messages, { texts: "verbatim" }), look: verbatim },
        { page: Html.render(messages), look: drawn }
      ])
      assert.deepInclude(asText, { texts: texts.map(Visible.text), hacked: 0, scripts: 0, font: "0px" })
      assert.deepStrictEqual(asMarkdown, {
        articles: texts.length,
        headings: texts.length,
        hacked: 0,
        scripts: 0,
        links: 0
      })
    }),
  180_000
)

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

const findings = `${axe}
for (const details of document.querySelectorAll("details")) details.open = true
document.querySelectorAll("article").forEach((article) => (article.style.contentVisibility = "visible"))
axe.run(document, { resultTypes: ["violations", "incomplete"] }).then((found) => {
  const named = (rules) => rules.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 200)).join(" | "))
  parent.found(Number(window.name), {
    violations: named(found.violations),
    incomplete: named(found.incomplete),
    passes: found.passes.length > 10,
    columns: innerWidth,
    wide: document.documentElement.scrollWidth > innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches
  })
})`

for (const [name, isDark] of [
  ["", false],
  [" in the dark", true]
] as const)
  it.scopedLive(
    `has no axe findings and fits the width of a phone and of a desktop${name}`,
    (context) =>
      Effect.gen(function* () {
        context.skip(isLeftOut, "there is no Chromium here")
        const page = scripted(Html.render(conversation, { title: "Nightly import" }), findings)
        const scheme = isDark ? ["--blink-settings=preferredColorScheme=0"] : []
        const frames = [390, 1280].map((columns) => ({ page, columns }))
        const found = yield* run(yield* folder, frames, ["--window-size=1300,900", ...scheme])
        const good = { violations: [], incomplete: [], passes: true, wide: false, dark: isDark }
        assert.deepStrictEqual(
          found,
          frames.map(({ columns }) => ({ ...good, columns }))
        )
      }),
    180_000
  )

/** The page with its rules for print, which apply to it on the screen too. */
const printed = (page: string): string => page.replace("@media print{", "@media all{")

const columns = Array.from({ length: 12 }, (_, index) => `column ${index}`)

/** What does not fit on a sheet: a long line of code, a long word, and a table of many columns. */
const wide = [
  ...conversation,
  said(["```", "x".repeat(400), "```", "", "y".repeat(400), "", `\`${"z".repeat(400)}\``].join("\n")),
  said([columns, columns.map(() => "---"), columns].map((cells) => `| ${cells.join(" | ")} |`).join("\n"))
]

const cuts = `
const all = [...document.querySelectorAll("main *")]
const named = (elements) => elements.map((element) => element.outerHTML.slice(0, 200))
parent.found(Number(window.name), {
  closed: document.querySelectorAll("details:not([open])").length > 3,
  folded: named([...document.querySelectorAll("details > :not(summary)")].filter((one) => one.getBoundingClientRect().height === 0)),
  cut: named(all.filter((one) => getComputedStyle(one).overflow !== "visible" && (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight))),
  beside: named(all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1)),
  wide: document.documentElement.scrollWidth > innerWidth
})`

it.scopedLive(
  "prints everything: folds are open, and nothing is cut off at the edge of a sheet",
  (context) =>
    Effect.gen(function* () {
      context.skip(isLeftOut, "there is no Chromium here")
      const frames = (["verbatim", undefined] as const).map((look) => {
        const page = Html.render(wide, { title: "Nightly import", ...(look && { texts: look }) })
        assert.notStrictEqual(printed(page), page)
        // A sheet of A4 with margins of a centimetre.
        return { page: scripted(printed(page), cuts), columns: 718 }
      })
      const found = yield* run(yield* folder, frames, ["--window-size=1300,900"])
      const good = { closed: true, folded: [], cut: [], beside: [], wide: false }
      assert.deepStrictEqual(found, [good, good])
    }),
  180_000
)
