#!/usr/bin/env python3
"""Computes the vectors of ContentCipherTest and ContentLeavesTest without any of our code.

Needs the package `cryptography`; prints name and value, one a line.
"""
import hashlib
import hmac
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BOUND = {
    "v": 1,
    "consortium": ["laptop", 1],
    "card": "00000000-0000-4000-8000-000000000001",
    "section": "medical",
    "author": "hospital-a",
    "parties": None,
    "touches": [["0" * 32, None]],
    "requires": [],
    "policy": "any(role:medical)",
    "deadline": 1767225600000,
    "nonce": "0" * 32,
}
OBSERVATION = """{"resourceType":"Observation","id":"o1","status":"final",
 "code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},
 "subject":{"reference":"Patient/p1"},"encounter":{"reference":"urn:uuid:e1"},
 "effectiveDateTime":"2026-01-02T10:00:00Z","valueQuantity":{"value":1.80}}"""
LEAVES = [
    ("content", OBSERVATION),
    ("type", "Observation"),
    ("id", "o1"),
    ("code", "http://loinc.org|8302-2"),
    ("period", "2026-01-02T10:00:00Z/"),
    ("encounter", "Encounter/e1"),
    ("patient", "Patient/p1"),
]


def canonical(tree):
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def root(hashes_):
    if len(hashes_) == 1:
        return hashes_[0]
    split = 1
    while split * 2 < len(hashes_):
        split *= 2
    return hashlib.sha256(b"\x01" + root(hashes_[:split]) + root(hashes_[split:])).digest()


def leaf(index, field, value):
    random = hmac.new(bytes(32), f"{index}/{field}".encode(), hashlib.sha256).digest()
    return hashlib.sha256(b"\x00" + random + value.encode()).digest()


okm = HKDF(hashes.SHA256(), 44, bytes(32), b"countersign/content/v1").derive(bytes(32))
sealed = AESGCM(okm[:32]).encrypt(okm[32:], b"\x01\x02\x03", canonical(BOUND))
print("cipher-text-of-010203", sealed.hex())
leaves = [leaf(0, field, value) for field, value in LEAVES]
committed = b"countersign/commitment/v1\0" + canonical([len(leaves), root(leaves).hex()])
print("commitment-of-one", hashlib.sha256(committed).hexdigest())
