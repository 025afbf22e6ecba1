/** Whether the reference fits the screen of a telephone. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Browser from "../browser/Browser.js"
import { serve } from "../Program.js"

/** The test, with these operations open, one after the other, or with each. */
export const fits = (wanted?: ReadonlyArray<string>) =>
  it.scopedLive(
    `fits the screen of a telephone, with ${wanted === undefined ? "each operation" : wanted.join(", ")} open`,
    (context) =>
      Effect.gen(function* () {
        context.skip(Browser.isLeftOut, "there is no Chromium here")
        const server = yield* serve(["--sandbox"])
        const page = yield* Browser.make
        yield* page.resize(390, 844)
        yield* page.open(`${server.url}/docs`)
        yield* page.wait('document.querySelector(".opblock")')
        assert.deepStrictEqual(yield* page.evaluate(cut), [], "at first")
        yield* page.click("#operations-messages-getMessage .opblock-summary-control")
        yield* page.click("#operations-messages-getMessage .try-out__btn")
        yield* page.wait('document.querySelector("input[placeholder=ref]:not([disabled])")')
        yield* page.evaluate('document.querySelector("input[placeholder=ref]").focus()')
        yield* page.type("factory:invoice-bug/question")
        yield* page.click("#operations-messages-getMessage .execute")
        yield* page.wait(
          'document.querySelector(".live-responses-table .headerline, .live-responses-table .highlight-code")'
        )
        assert.deepStrictEqual(yield* page.evaluate(cut), [], "with a response")
        yield* page.click("#operations-messages-getMessage .opblock-summary-control")
        // One after the other: the page takes half a minute to draw all at once, and a second for each.
        const all = yield* page.evaluate('[...document.querySelectorAll(".opblock")].map(({ id }) => id)')
        for (const id of wanted?.map((name) => `operations-${name}`) ?? all) {
          yield* page.click(`#${id} .opblock-summary-control`)
          yield* page.wait(`document.querySelector("#${id}.is-open .responses-table")`)
          yield* page.wait('!document.querySelector(".opblock .loading")')
          assert.deepStrictEqual(yield* page.evaluate(cut), [], id)
          assert.strictEqual(yield* page.evaluate("document.documentElement.scrollWidth"), 390)
          yield* page.click(`#${id} .opblock-summary-control`)
          yield* page.wait(`!document.querySelector("#${id}.is-open")`)
        }
        assert.isNull(yield* page.evaluate('document.querySelector(".errors-wrapper")?.innerText ?? null'))
      }),
    600_000
  )

/** The elements that the edge of the window or of their own box cuts. The text of a field can be scrolled. */
const cut = `(() => {
  const width = document.documentElement.clientWidth
  const name = (element) => element.tagName + "." + element.className
  return [...document.querySelectorAll("body *")].flatMap((element) => {
    const { left, right, width: own } = element.getBoundingClientRect()
    const isOutside = own > 0 && (left < -0.5 || right > width + 0.5)
    const isClipped =
      element.clientWidth > 0 &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).overflowX !== "visible"
    return element.tagName !== "INPUT" && (isOutside || isClipped) ? [name(element) + " " + left + "-" + right] : []
  })
})()`
