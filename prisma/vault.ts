import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts what must not be readable in the database, by AES-256-GCM. Lone surrogates are no text and do not survive. */
export interface Vault {
  /** of the key, in whatever is sealed: it tells what was sealed before the key was changed */
  keyId: string
  /** `key id . nonce . ciphertext and tag`, each in base64url */
  seal(text: string): string
  /** @throws Error when it was sealed with another key, or changed since */
  open(sealed: string): string
  /** a mark, key id, nonce, ciphertext and tag, one after the other */
  sealBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer>
  /** @throws Error like `open` */
  openBytes(sealed: Uint8Array): Uint8Array<ArrayBuffer>
}

const cipher = 'aes-256-gcm'
const tagLength = 16
const nonceLength = 12
const keyIdLength = 8
const mark = Buffer.from('\0sealed\x01', 'latin1')

const sealedText = new RegExp(`^[\\w-]{${keyIdLength}}\\.[\\w-]{16}\\.[\\w-]{22,}$`)

/** The key id in what was sealed; undefined for what was not. */
export function keyIdOf(sealed: string | Uint8Array): string | undefined {
  if (typeof sealed === 'string') return sealedText.test(sealed) ? sealed.slice(0, keyIdLength) : undefined
  const isSealed = sealed.length >= mark.length + keyIdLength + nonceLength + tagLength && mark.equals(sealed.subarray(0, mark.length))
  return isSealed ? Buffer.from(sealed.subarray(mark.length, mark.length + keyIdLength)).toString('latin1') : undefined
}

/** A vault for one purpose: what is sealed for another cannot be opened with it. */
export function createVault(secretKey: string, purpose: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', `entraide vault ${purpose}`, 32))
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, keyIdLength)

  const encrypt = (bytes: Uint8Array, nonce: Uint8Array): Buffer => {
    const sealing = createCipheriv(cipher, key, nonce)
    return Buffer.concat([sealing.update(bytes), sealing.final(), sealing.getAuthTag()])
  }
  const decrypt = (bytes: Uint8Array, nonce: Uint8Array): Buffer => {
    try {
      // with its length, or Node would be content with a shorter tag
      const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength })
      opening.setAuthTag(bytes.subarray(-tagLength))
      return Buffer.concat([opening.update(bytes.subarray(0, -tagLength)), opening.final()])
    } catch (error) {
      throw new Error('this was changed since it was encrypted', { cause: error })
    }
  }
  const mine = (id: string | undefined): void => {
    if (id !== keyId) throw new Error('this was encrypted with another SECRET_KEY')
  }
  return {
    keyId,
    seal(text) {
      const nonce = randomBytes(nonceLength)
      return [keyId, nonce.toString('base64url'), encrypt(Buffer.from(text, 'utf8'), nonce).toString('base64url')].join('.')
    },
    open(sealed) {
      const [id, nonce = '', rest = ''] = sealed.split('.')
      mine(id)
      return decrypt(Buffer.from(rest, 'base64url'), Buffer.from(nonce, 'base64url')).toString('utf8')
    },
    sealBytes(bytes) {
      const nonce = randomBytes(nonceLength)
      return new Uint8Array(Buffer.concat([mark, Buffer.from(keyId, 'latin1'), nonce, encrypt(bytes, nonce)]))
    },
    openBytes(sealed) {
      mine(keyIdOf(sealed))
      const start = mark.length + keyIdLength
      return new Uint8Array(decrypt(sealed.subarray(start + nonceLength), sealed.subarray(start, start + nonceLength)))
    },
  }
}
