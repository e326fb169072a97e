"""The PyPI side of the interoperation tests: what the package sd-jwt makes of our presentations.

Reads {"key": JWK, "aud", "nonce", "presentations": {name: text}} from stdin, and prints for each
name the claims that it verified, or the error with which it refused.
"""

import json
import sys

from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier


def answer(presentation, key, aud, nonce):
    try:
        verifier = SDJWTVerifier(presentation, lambda issuer, header: key, aud, nonce)
        return {"claims": verifier.get_verified_payload()}
    except Exception as why:  # any refusal will do, whatever the package calls it
        return {"refused": f"{type(why).__name__}: {why}"}


def main():
    asked = json.load(sys.stdin)
    key = JWK.from_json(json.dumps(asked["key"]))
    presented = asked["presentations"].items()
    json.dump({n: answer(p, key, asked["aud"], asked["nonce"]) for n, p in presented}, sys.stdout)


main()
