#!/usr/bin/env python3
"""Makes the byte vectors beside it, independently of the Java code: python3 make_vectors.py > words.tsv"""
import hashlib
import json


def canon(tree):
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def statement(kind, tree):
    return b"countersign/" + kind.encode() + b"/v1\0" + canon(tree)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def b64(byte, count):
    import base64

    return base64.urlsafe_b64encode(bytes([byte]) * count).rstrip(b"=").decode()


CARD = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
header = {
    "v": 1,
    "consortium": ["laptop", 1],
    "card": CARD,
    "section": "medical",
    "author": "hospital-a",
    "parties": None,
    "touches": [["00" * 16, None], ["0f" * 16, "ab" * 32]],
    "requires": ["cd" * 32],
    "commitment": "11" * 32,
    "content": ["22" * 32, "33" * 32],
    "policy": "all(any(role:medical), any(role:billing, role:insurance))",
    "deadline": 1767225600000,
    "nonce": "44" * 16,
}
change = sha(statement("change", header))
approval = {"v": 1, "consortium": ["laptop", 1], "change": change, "organization": "clinic", "basis": "content",
            "remarks": [["outside-encounter", "/entries/0/effectiveDateTime"]]}
refusal = {"v": 1, "consortium": ["laptop", 1], "change": change, "organization": "insurer",
           "reasons": [["unknown-requirement", ""]]}
position = {"lane": 2, "seq": 7, "attempt": 1, "message": "55" * 32}
objection = {"v": 1, "batch": position, "organization": "insurer",
             "faults": [{"change": change, "condition": "quorum"}, {"change": None, "condition": "parent"}]}
batch = {"v": 1, "consortium": ["laptop", 1], "lane": 2, "seq": 7, "parent": "66" * 32, "attempt": 1,
         "changes": [{"header": header, "signature": b64(1, 64),
                      "approvals": [["clinic", "content", approval["remarks"], b64(2, 64)]],
                      "refusals": [["insurer", refusal["reasons"], b64(3, 64)]]}],
         "refused": [["cd" * 32, "insurer", refusal["reasons"], b64(4, 64)]]}
wrap = {"v": 1, "consortium": ["laptop", 1], "card": CARD, "section": "medical", "purpose": "index", "key": "77" * 32,
        "reader": "clinic", "sealed": b64(5, 80), "wrapper": "hospital-a"}

rows = [
    ("header", canon(header).decode()),
    ("change-id", change),
    ("proposal-sha256", sha(statement("proposal", header))),
    ("approval-sha256", sha(statement("approval", approval))),
    ("refusal-sha256", sha(statement("refusal", refusal))),
    ("objection-sha256", sha(statement("objection", objection))),
    ("wrap-sha256", sha(statement("wrap", wrap))),
    ("batch", canon(batch).decode()),
    ("touch-card", sha(statement("touch", [CARD, "card"]))[:32]),
    ("touch-keys-medical", sha(statement("touch", [CARD, "keys|medical"]))[:32]),
    ("lane-of-4", str(int.from_bytes(hashlib.sha256(CARD.encode()).digest()[:8], "big") % 4)),
    ("lane-of-7", str(int.from_bytes(hashlib.sha256(CARD.encode()).digest()[:8], "big") % 7)),
]
for name, value in rows:
    print(name + "\t" + value)
