/** A certificate for `localhost` alone, signed by itself, and its key: for servers of tests, and good for a hundred years. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUFgajWsVA0anNpyVfv/27InsIS7EwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIyMjQwMVoYDzIxMjYxMDMw
MjIyNDAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR8umfQxZZdh/XRJy8fwo3cz5tTGOumBwDDcPKllOO+CBiezST/SXlr
1mtfItCRcI2TD1yWcDW0JZEuBph201lDo2kwZzAdBgNVHQ4EFgQUL0H7YYeYhlfh
QRCq9Ztypsjm6FcwHwYDVR0jBBgwFoAUL0H7YYeYhlfhQRCq9Ztypsjm6FcwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAI9iAts6uyU/dvNMuyPvZoUbnHDyZkM+K2RA9CnPdTkSAiEA7tnyvyFr
XzHmhkFff1xGUQXShVpQxgkQMKi0lQ6lE6k=
-----END CERTIFICATE-----
`;

export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQEQf9mo+CmqoxILD
dhFtYLdS8qqiimvhZDMhapqdkgmhRANCAAR8umfQxZZdh/XRJy8fwo3cz5tTGOum
BwDDcPKllOO+CBiezST/SXlr1mtfItCRcI2TD1yWcDW0JZEuBph201lD
-----END PRIVATE KEY-----
`;
