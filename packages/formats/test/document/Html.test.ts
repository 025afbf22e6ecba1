/** Tests of conversations as HTML. The judge reads the page letter by letter and knows every tag and attribute that it may have. */
import { assert, describe, it } from "@effect/vitest"
import type { Message, Part } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import { createHash } from "node:crypto"
import * as Html from "../../src/document/html/Html.js"
import * as HtmlStyle from "../../src/document/html/HtmlStyle.js"
import * as Visible from "../../src/document/Visible.js"
import { conversation, png } from "./conversation.js"
import * as Hostile from "./hostile.js"

const attribute = {
  id: /^m\d+(?:-by)?$/,
  class: /^[a-z -]+$/,
  "aria-labelledby": /^m\d+-by$/,
  "aria-label": /^Citations$/,
  dir: /^auto$/,
  tabindex: /^0$/,
  start: /^\d+$/,
  href: /^(?:https?:\/\/|mailto:)/i,
  rel: /^noreferrer noopener nofollow$/,
  alt: /./,
  src: /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/,
  datetime: /^[\dTZ:.-]+$/
} as const

const isKnown = (name: string): name is keyof typeof attribute => Object.hasOwn(attribute, name)

const tags = new Set(
  "article header h2 h3 h4 h5 h6 span time p div strong em del code pre a br hr ul ol li blockquote table thead tbody tr th td details summary dl dt dd q figure img main footer h1".split(
    " "
  )
)
const empty = new Set(["br", "hr", "img"])

/** The text of the page's body; fails on any tag, attribute or nesting that it may not have. */
const check = (page: string, count: number): string => {
  assert.notMatch(page, Hostile.invisible)
  const body = page.slice(page.indexOf("<main>"), page.indexOf("</div>\n</body>"))
  const open: Array<string> = []
  const rest = body.replace(
    /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/g,
    (_, slash: string, tag: string, attributes: string) => {
      assert.isTrue(tags.has(tag), tag)
      if (slash !== "") assert.strictEqual(open.pop(), tag)
      else if (!empty.has(tag)) open.push(tag)
      for (const [, name = "", value = ""] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
        assert.isTrue(isKnown(name), name)
        if (isKnown(name)) assert.match(value, attribute[name])
      }
      if (tag === "a") assert.notInclude(open.slice(0, -1), "a")
      return ""
    }
  )
  assert.deepStrictEqual(open, [])
  assert.notMatch(rest, /[<>"]/)
  assert.strictEqual(body.match(/<h2/g)?.length ?? 0, count)
  assert.strictEqual(page.match(/<h1/g)?.length, 1)
  return rest.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? "")
}

const named: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }

const texts = (messages: ReadonlyArray<Message.Message>): ReadonlyArray<string> =>
  messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "text" ? [part.text] : [])))

const parts = (...parts: ReadonlyArray<Part.Part>): ReadonlyArray<Message.Message> => [
  { version: 1, role: "user", parts }
]

describe("Html", () => {
  it("draws hostile conversations with known tags and attributes alone", () => {
    fc.assert(
      fc.property(
        Hostile.conversation,
        fc.constantFrom("full" as const, "compact" as const, "text" as const),
        fc.constantFrom("omit" as const, "fold" as const, "include" as const),
        (messages, detail, reasoning) => {
          check(Html.render(messages, { detail, reasoning, title: texts(messages)[0] ?? "" }), messages.length)
        }
      ),
      { numRuns: 200 }
    )
  })

  it("shows every letter of every text, if texts are verbatim", () => {
    fc.assert(
      fc.property(Hostile.text, (text) => {
        fc.pre(!Visible.isBlank(text))
        const shown = check(Html.render(parts({ type: "text", text }), { texts: "verbatim" }), 1)
        assert.include(shown, Visible.text(text))
      }),
      { numRuns: 1000 }
    )
  })

  it("shows every word of a text, if its Markdown is rendered", () => {
    fc.assert(
      fc.property(Hostile.text, (text) => {
        const page = Html.render(parts({ type: "text", text }))
        check(page, 1)
        for (const word of Visible.text(text)
          .replace(/&#?\w+;|data:\S+/g, " ")
          .match(/[A-Za-z]{3,}/g) ?? [])
          assert.include(page.slice(page.indexOf("<main>")), word)
      }),
      { numRuns: 1000 }
    )
  })

  it("allows its own style and images inside it, and nothing else", () => {
    const digest = `sha256-${createHash("sha256").update(HtmlStyle.css).digest("base64")}`
    assert.strictEqual(HtmlStyle.digest, digest)
    const page = Html.render(conversation)
    assert.include(
      page,
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${digest}'; img-src data:; base-uri 'none'; form-action 'none'">`
    )
    assert.include(page, `<style>${HtmlStyle.css}</style>`)
    assert.notMatch(HtmlStyle.css, /url\(|@import|<\//)
  })

  it("shows images from their bytes, and says why it does not show one", () => {
    const image = (fields: Partial<Part.File>) =>
      check(Html.render(parts({ type: "file", mediaType: "image/png", ...fields })), 1)
    assert.include(
      Html.render(parts({ type: "file", mediaType: "image/png", data: png, filename: 'a".png' })),
      `<img alt="a&quot;.png" src="data:image/png;base64,${png}">`
    )
    assert.include(image({ data: png, mediaType: "image/jpeg" }), "(image not shown: its bytes are not image/jpeg)")
    assert.include(image({ data: `${png}"x` }), "(image not shown: its bytes are not image/png)")
    assert.include(
      image({ data: png, mediaType: "image/svg+xml" }),
      "(image not shown: only PNG, JPEG, GIF and WebP are)"
    )
    assert.include(
      check(Html.render(parts({ type: "file", mediaType: "image/png", data: png }), { imageBytes: 100 }), 1),
      "(image not shown: it is larger than 100 bytes)"
    )
  })

  it("names every file by its name, type and size, in every detail that shows files", () => {
    const files: ReadonlyArray<Part.File> = [
      { type: "file", mediaType: "text/csv", text: "ü,1", filename: "a.csv" },
      { type: "file", mediaType: "text/plain", text: "", filename: "b.txt" },
      { type: "file", mediaType: "application/pdf", data: "JVBERg==", extractedText: "words", filename: "c.pdf" }
    ]
    for (const detail of ["full", "compact"] as const)
      assert.deepStrictEqual(Html.render(parts(...files), { detail }).match(/(?<=<p class="label">).*?(?=<\/p>)/g), [
        "<strong>File</strong> <code>a.csv</code> · text/csv · 4 bytes",
        "<strong>File</strong> <code>b.txt</code> · text/plain · 0 bytes",
        "<strong>File</strong> <code>c.pdf</code> · application/pdf · 4 bytes"
      ])
  })

  it("leads nowhere but to http, https and mailto", () => {
    const page = Html.render(
      parts(
        {
          type: "text",
          text: "[a](https://a.example) [b](javascript:b) ![c](https://c.example/i.png) [d](data:text/html,d) [e](file:///e)"
        },
        { type: "citation", url: "javascript:f", title: "F" },
        { type: "citation", url: "https://g.example", title: "G" }
      )
    )
    check(page, 1)
    assert.deepStrictEqual(
      [...page.matchAll(/href="([^"]*)"/g)].map(([, url]) => url),
      ["https://a.example", "https://c.example/i.png", "https://g.example"]
    )
    assert.include(page, "[b](javascript:b)")
    assert.include(page, "F <code>javascript:f</code>")
  })

  it("never skips a level of headings", () => {
    const page = Html.render(parts({ type: "text", text: "#### A\n\n# B\n\n###### C" }))
    assert.deepStrictEqual(page.match(/<h\d/g), ["<h1", "<h2", "<h3", "<h3", "<h4"])
  })

  it("draws Markdown", () => {
    const prose = (text: string) =>
      /<div class="prose" dir="auto">([^]*)<\/div>\n<\/article>/.exec(Html.render(parts({ type: "text", text })))?.[1]
    for (const [text, html] of [
      ["a *b* **c** ~~d~~ `e`\nf", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code><br>\nf</p>"],
      ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
      ["- [ ] a\n- b", '<ul><li class="task">[ ] a</li><li>b</li></ul>'],
      ["3. a\n\n4. b", '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'],
      ["> a", "<blockquote><p>a</p></blockquote>"],
      ["```ts\na < b\n```", '<pre tabindex="0"><span class="language">ts</span><code>a &lt; b</code></pre>'],
      ["a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"],
      [
        "|a|b|\n|-|-:|\n|c|d|",
        '<div class="scroll" tabindex="0"><table><thead><tr><th>a</th><th class="right">b</th></tr></thead><tbody><tr><td>c</td><td class="right">d</td></tr></tbody></table></div>'
      ],
      [
        "(https://a.example/b_(c)).",
        '<p>(<a href="https://a.example/b_(c)" rel="noreferrer noopener nofollow">https://a.example/b_(c)</a>).</p>'
      ]
    ])
      assert.strictEqual(prose(text ?? ""), html)
  })

  it("is made in pieces while the messages are read", () => {
    let read = 0
    const pieces = Html.pieces(
      (function* () {
        for (const message of conversation) {
          read += 1
          yield message
        }
      })()
    )
    pieces.next()
    assert.strictEqual(read, 0)
    pieces.next()
    assert.strictEqual(read, 1)
    assert.strictEqual([...Html.pieces(conversation)].join(""), Html.render(conversation))
  })
})
