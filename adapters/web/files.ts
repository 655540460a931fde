/** These are shown in the page itself; everything else is only ever downloaded. */
export const safeImages: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** How a browser is to treat a stored file: no script, no frame, no guess about its type. */
export function fileHeaders({ name, type }: { name: string; type: string }): Record<string, string> {
  const place = safeImages.has(type) ? 'inline' : 'attachment'
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    'content-type': type,
    'content-disposition': `${place}; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=31536000, immutable',
  }
}
