import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code, inertText, join, link, table, text } from './markdown.ts'

// What GitHub acts on in pull requests and commit messages.
const acts = [
  /(?:^|[^\w`])@\w/,
  /#\d/,
  /\bgh-\d/i,
  /https?:\/\/\S+\/(?:issues|pull)\/\d/i,
  /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/i,
]
const visible = (markdown: string) => markdown.replaceAll('&ZeroWidthSpace;', '\u200b')

describe('text', () => {
  it.each([
    ['closes #12', 'closes #&ZeroWidthSpace;12'],
    ['Fixes acme/cart#12 and GH-7', 'Fixes acme/cart#&ZeroWidthSpace;12 and GH-&ZeroWidthSpace;7'],
    ['@octocat', '@&ZeroWidthSpace;octocat'],
    ['#8203;12', '#&ZeroWidthSpace;8203;12'],
    ['a `b` *c* _d_ ~e~ $f$', 'a \\`b\\` \\*c\\* \\_d\\_ \\~e\\~ \\$f\\$'],
    ['<img src=x onerror=y> &amp;', '&lt;img src=x onerror=y&gt; &amp;amp;'],
    ['![x](https://evil/i.png)', '!\\[x\\](https:&ZeroWidthSpace;//evil/i.png)'],
    ['https://github.com/a/b/issues/1 www.x.y', 'https:&ZeroWidthSpace;//github.com/a/b/issues/1 www&ZeroWidthSpace;.x.y'],
    ['a | b', 'a &vert; b'],
    ['- item', '&ZeroWidthSpace;- item'],
    ['1. item', '&ZeroWidthSpace;1. item'],
    ['---', '&ZeroWidthSpace;---'],
    ['# heading', '#&ZeroWidthSpace; heading'],
    ['two\nlines\r\n\n## three', 'two lines #&ZeroWidthSpace;#&ZeroWidthSpace; three'],
    ['[skip ci]', '\\[&ZeroWidthSpace;skip ci\\]'],
    ['\u001b[31m\u202e', '\\\\u{1b}\\[31m\\\\u{202e}'],
    ['1.4.0-rc.1+build', '1.4.0-rc.1+build'],
  ])('shows %j', (value, markdown) => {
    expect(text(value).markdown).toBe(markdown)
  })

  it('leaves nothing for GitHub to act on', () => {
    const value = fc
      .array(
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            '@octocat',
            '#1',
            'closes ',
            'GH-1',
            '[skip ci]',
            'https://github.com/a/b/issues/1',
            '\u200b',
            '&ZeroWidthSpace;',
            '`',
            '\n',
          ),
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(value, (untrusted) => {
        for (const pattern of acts) {
          expect(visible(text(untrusted).markdown)).not.toMatch(pattern)
          expect(inertText(untrusted)).not.toMatch(pattern)
        }
        expect(text(untrusted).markdown).not.toMatch(/[<>\n|]/)
      }),
    )
  })
})

describe('code', () => {
  it.each([
    ['1.4.0', '`1.4.0`'],
    ['a`b', '``a`b``'],
    ['`` `', '``` `` ` ```'],
    ['a|b', '<code>a&vert;b</code>'],
    ['a|<b>', '<code>a&vert;&lt;b&gt;</code>'],
    ['closes #12 [skip ci]', '`closes #\u200b12 [\u200bskip ci]`'],
    ['@acme/cart', '`@acme/cart`'],
    ['x\n```\n# y', '````x ``` # y````'],
    ['', ''],
  ])('shows %j', (value, markdown) => {
    expect(code(value).markdown).toBe(markdown)
  })

  it('is not left by any run of backticks', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[`a ]*$/), (value) => {
        const { markdown } = code(value)
        const fence = /^`*/.exec(markdown)?.[0] ?? ''
        const inside = markdown.slice(fence.length, markdown.length - fence.length)
        expect((inside.match(/`+/g) ?? []).filter((run) => run.length === fence.length)).toEqual([])
      }),
    )
  })
})

describe('link', () => {
  it.each([
    ['run', 'https://github.com/a/b/actions/runs/1', '[run](https://github.com/a/b/actions/runs/1)'],
    ['a]b', 'https://x.y/(z) "q"', '[a\\]b](https://x.y/%28z%29%20%22q%22)'],
    ['x', 'javascript:alert(1)', 'x'],
    ['x', 'not a url', 'x'],
    ['x', 'data:text/html,x', 'x'],
  ])('of %j to %j', (label, url, markdown) => {
    expect(link(label, url).markdown).toBe(markdown)
  })

  it('takes finished Markdown as its label', () => {
    expect(link(code('v`1'), 'https://x.y/').markdown).toBe('[``v`1``](https://x.y/)')
  })
})

describe('table', () => {
  it('keeps its cells whatever is in them', () => {
    const { markdown } = table(['Name', 'Value'], [['a|b', code('c|d')], ['only one'], [join('x: ', code('y')), 'z', 'too many']])
    expect(markdown.split('\n')).toEqual([
      '| Name | Value |',
      '| --- | --- |',
      '| a&vert;b | <code>c&vert;d</code> |',
      '| only one |  |',
      '| x: `y` | z |',
    ])
  })
})
