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

/** What a script found, which wrote it as JSON into the element `result` of a page. */
const run = (folder: string, page: string, args: ReadonlyArray<string> = []) =>
  Effect.async<unknown>((resume) => {
    const file = join(folder, "page.html")
    writeFileSync(file, page)
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
            : Effect.sync((): unknown => JSON.parse(decodeURIComponent(found)))
        )
      }
    )
  })

/** A page that opens another one in a frame, with the policy of that page in force, and looks at it when it is there. */
const framed = (page: string, look: string): string => `<!doctype html><meta charset="utf-8"><body><script>
window.hacked = 0
const frame = document.createElement("iframe")
frame.onload = () => {
  const page = frame.contentDocument
  const result = document.createElement("pre")
  result.id = "result"
  result.textContent = encodeURIComponent(JSON.stringify((${look})(page, frame.contentWindow)))
  document.body.append(result)
}
frame.srcdoc = decodeURIComponent("${encodeURIComponent(page)}")
document.body.append(frame)
</script>`

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
  "shows every text letter by letter, and runs nothing",
  (context) =>
    Effect.gen(function* () {
      context.skip(isLeftOut, "there is no Chromium here")
      const page = Html.render(texts.map(said), { texts: "verbatim" })
      const look = `(page, window) => ({
        texts: [...page.querySelectorAll(".verbatim")].map((element) => element.textContent),
        shown: [...page.querySelectorAll(".verbatim")].map((element) => element.innerText.length),
        font: window.getComputedStyle(page.body).margin,
        hacked: parent.hacked,
        scripts: page.scripts.length + page.images.length
      })`
      const found = yield* run(yield* folder, framed(page, look))
      assert.deepInclude(found, { texts: texts.map(Visible.text), hacked: 0, scripts: 0, font: "0px" })
    }),
  180_000
)

it.scopedLive(
  "draws the Markdown of hostile texts, and runs nothing",
  (context) =>
    Effect.gen(function* () {
      context.skip(isLeftOut, "there is no Chromium here")
      const page = Html.render(texts.map(said))
      const look = `(page) => ({
        articles: page.querySelectorAll("main > article").length,
        headings: page.querySelectorAll("h2").length,
        hacked: parent.hacked,
        scripts: page.scripts.length + page.images.length,
        links: [...page.links].filter((link) => !/^(https?|mailto):/.test(link.href)).length
      })`
      assert.deepStrictEqual(yield* run(yield* folder, framed(page, look)), {
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
  const result = document.createElement("pre")
  result.id = "result"
  const named = (rules) => rules.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 200)).join(" | "))
  result.textContent = encodeURIComponent(JSON.stringify({
    violations: named(found.violations),
    incomplete: named(found.incomplete),
    passes: found.passes.length > 10,
    columns: innerWidth,
    wide: document.documentElement.scrollWidth > innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches
  }))
  parent.document.body.append(result)
})`

/** A page in a frame of this width, because a window cannot be as narrow as a phone. */
const sized = (page: string, columns: number): string =>
  `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body><script>
const frame = document.createElement("iframe")
frame.style = "border: 0; width: ${columns}px; height: 900px"
frame.srcdoc = decodeURIComponent("${encodeURIComponent(page)}")
document.body.append(frame)
</script>`

for (const [name, columns, isDark] of [
  ["a phone", 390, false],
  ["a phone in the dark", 390, true],
  ["a desk", 1280, false],
  ["a desk in the dark", 1280, true]
] as const)
  it.scopedLive(
    `gives axe nothing to find, and fits, on ${name}`,
    (context) =>
      Effect.gen(function* () {
        context.skip(isLeftOut, "there is no Chromium here")
        const page = scripted(Html.render(conversation, { title: "Nightly import" }), findings)
        const scheme = isDark ? ["--blink-settings=preferredColorScheme=0"] : []
        const found = yield* run(yield* folder, sized(page, columns), ["--window-size=1300,900", ...scheme])
        assert.deepStrictEqual(found, {
          violations: [],
          incomplete: [],
          passes: true,
          columns,
          wide: false,
          dark: isDark
        })
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
const result = document.createElement("pre")
result.id = "result"
result.textContent = encodeURIComponent(JSON.stringify({
  closed: document.querySelectorAll("details:not([open])").length > 3,
  folded: named([...document.querySelectorAll("details > :not(summary)")].filter((one) => one.getBoundingClientRect().height === 0)),
  cut: named(all.filter((one) => getComputedStyle(one).overflow !== "visible" && (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight))),
  beside: named(all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1)),
  wide: document.documentElement.scrollWidth > innerWidth
}))
parent.document.body.append(result)`

it.scopedLive(
  "prints everything: folds are open, and nothing is cut off at the edge of a sheet",
  (context) =>
    Effect.gen(function* () {
      context.skip(isLeftOut, "there is no Chromium here")
      for (const look of ["verbatim", undefined] as const) {
        const page = Html.render(wide, { title: "Nightly import", ...(look && { texts: look }) })
        assert.notStrictEqual(printed(page), page)
        // A sheet of A4 with margins of a centimetre.
        const found = yield* run(yield* folder, sized(scripted(printed(page), cuts), 718), ["--window-size=1300,900"])
        assert.deepStrictEqual(found, { closed: true, folded: [], cut: [], beside: [], wide: false })
      }
    }),
  180_000
)
