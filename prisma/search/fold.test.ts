import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'

describe('fold', () => {
  it.each([
    ['Cœur ÉLÉGANT, Straße & İstanbul', ['coeur', 'elegant', 'strasse', 'istanbul']],
    ["l'équipe de Saint-Étienne", ['l', 'equipe', 'de', 'saint', 'etienne']],
    ['C, C++, C++17, C# et F#/OCaml', ['c', 'cplusplus', 'cplusplus', '17', 'csharp', 'et', 'fsharp', 'ocaml']],
    ['.NET (ASP.NET), Node.js. Vue', ['dotnet', 'aspnet', 'nodejs', 'vue']],
    ['a+b, 5# …net', ['a', 'b', '5', 'net']],
    ['東京 한국', ['東京', '한국'.normalize('NFKD')]],
    ['" * : - NEAR(x) \u0000 💬', ['near', 'x']],
    ['', []],
  ])('%s', (text, words) => expect(fold(text)).toEqual(words))

  it('changes nothing that is folded', () => {
    for (const text of ['C++ C# .NET node.js', 'ŒUVRE ﬁn ǅ Å ½ ⅷ', '𝔘nicode', 'İıßẞ', `${'é'.repeat(70)} ${'𐐀'.repeat(70)}`]) {
      const words = fold(text)
      expect(words.flatMap(fold), text).toEqual(words)
    }
  })

  it('takes its time in proportion to the text', () => {
    const started = process.cpuUsage()
    for (const piece of ['+', 'a+', 'a.', '.a', '#', '\u0301', 'a']) fold(piece.repeat(10_000))
    // a few milliseconds of ours, whatever else the machine does
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(500)
  })
})
