/** What the databases of tests are encrypted with; programs that tests start are given it as SECRET_KEY. */
export const testKeys = { secretKey: 'a secret key of thirty-two signs!' }
