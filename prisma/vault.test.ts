import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVault, keyIdOf } from './vault.ts'

const key = 'a secret key of thirty-two signs!'

describe('a vault', () => {
  const vault = createVault(key, 'tokens')

  it('gives back what was put into it, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (text) => {
        const sealed = vault.seal(text)
        expect(vault.open(sealed)).toBe(text)
        expect(sealed).toMatch(/^[\w-]{8}\.[\w-]{16}\.[\w-]+$/)
        expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes(text)).toBe(false)
      }),
    )
  })

  it('opens nothing that was changed by as much as a bit', () => {
    const sealed = vault.seal('xoxb-1234')
    const [id = '', nonce = '', rest = ''] = sealed.split('.')
    const flipped = (part: string, index: number) => {
      const bytes = Buffer.from(part, 'base64url')
      bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index)
      return bytes.toString('base64url')
    }
    const nonces = Array.from({ length: 12 }, (_, index) => [id, flipped(nonce, index), rest])
    const texts = Array.from({ length: Buffer.from(rest, 'base64url').length }, (_, index) => [id, nonce, flipped(rest, index)])
    for (const changed of [...nonces, ...texts]) expect(() => vault.open(changed.join('.'))).toThrow('changed')
  })

  it.each(['', 'x', '..', 'not sealed at all', 'AAAAAAAA.AAAA.AAAA'])('opens nothing that it did not seal: "%s"', (sealed) => {
    expect(() => vault.open(sealed)).toThrow('another SECRET_KEY')
  })

  it('opens nothing cut short, be it to less than a seal', () => {
    const [id, nonce, rest = ''] = vault.seal('xoxb-1234').split('.')
    for (let length = 0; length < rest.length - 1; length++) expect(() => vault.open([id, nonce, rest.slice(0, length)].join('.'))).toThrow('changed')
  })

  it('is of one key and one purpose', () => {
    const sealed = vault.seal('xoxb-1234')
    expect(() => createVault(key, 'answers').open(sealed)).toThrow('another SECRET_KEY')
    expect(() => createVault(`${key}!`, 'tokens').open(sealed)).toThrow('another SECRET_KEY')
    expect(createVault(key, 'tokens').open(sealed)).toBe('xoxb-1234')
  })

  it('does the same with bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 2000 }), (bytes) => {
        const sealed = vault.sealBytes(bytes)
        expect([...vault.openBytes(sealed)]).toEqual([...bytes])
        expect(keyIdOf(sealed)).toBe(vault.keyId)
        expect(() => createVault(`${key}!`, 'tokens').openBytes(sealed)).toThrow('another SECRET_KEY')
        sealed[sealed.length - 1]! ^= 1
        expect(() => vault.openBytes(sealed)).toThrow('changed')
        expect(() => vault.openBytes(bytes)).toThrow('another SECRET_KEY')
      }),
    )
  })

  it('knows what was sealed, and with which key', () => {
    expect(keyIdOf(vault.seal(''))).toBe(vault.keyId)
    for (const plain of ['', 'hello', 'v1.2.3', 'www.example.org']) expect(keyIdOf(plain)).toBeUndefined()
    expect(keyIdOf(new Uint8Array(100))).toBeUndefined()
  })

  it('seals the same text differently each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => vault.seal('same'))).size).toBe(100)
  })
})
