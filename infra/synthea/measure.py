#!/usr/bin/env python3
"""Measures a directory of FHIR R4 bundles (.json, .json.gz): the numbers behind docs/data.md.

usage: measure.py DIRECTORY
Uses only the standard library.
"""
import collections
import datetime
import gzip
import json
import pathlib
import sys

BEGINS = {  # where a clinical entry says when it began
    "Condition": "onsetDateTime", "Observation": "effectiveDateTime", "DiagnosticReport": "effectiveDateTime",
    "Procedure": "performedPeriod", "Immunization": "occurrenceDateTime", "MedicationRequest": "authoredOn",
    "MedicationAdministration": "effectiveDateTime", "DocumentReference": "date", "CarePlan": "period",
    "CareTeam": "period", "ImagingStudy": "started", "Encounter": "period", "Claim": "billablePeriod",
    "ExplanationOfBenefit": "created", "AllergyIntolerance": "recordedDate", "SupplyDelivery": "occurrenceDateTime",
    "Patient": "birthDate", "Device": "manufactureDate",
}
CENT = 0.005


def bundles(directory):
    for path in sorted(pathlib.Path(directory).iterdir()):
        if path.name.endswith((".json", ".json.gz")):
            opened = gzip.open(path) if path.name.endswith(".gz") else open(path, "rb")
            with opened as file:
                yield path.name, json.load(file)


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("reference"), str):
            yield node["reference"]
        for child in node.values():
            yield from references(child)
    elif isinstance(node, list):
        for child in node:
            yield from references(child)


def instant(text):
    if len(text) == 10:
        text += "T00:00:00+00:00"
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def began(resource):
    value = resource.get(BEGINS.get(resource["resourceType"], ""))
    value = value.get("start") if isinstance(value, dict) else value
    return instant(value) if value else None


def encounter(resource):
    kind = resource["resourceType"]
    if kind in ("Claim", "ExplanationOfBenefit"):
        return None
    reference = resource.get("encounter") or (resource.get("context") if kind == "MedicationAdministration" else None)
    if kind == "DocumentReference":
        reference = (resource.get("context", {}).get("encounter") or [None])[0]
    return reference.get("reference") if isinstance(reference, dict) else None


class Report:
    def __init__(self):
        self.count = collections.Counter()
        self.far = collections.defaultdict(list)
        self.dated = collections.Counter()
        self.kinds = collections.Counter()
        self.size = collections.defaultdict(list)
        self.depths = collections.Counter()
        self.care = collections.Counter()

    def bundle(self, bundle):
        by_url = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
        self.count["entries"] += len(by_url)
        for resource in by_url.values():
            kind = resource["resourceType"]
            self.kinds[kind] += 1
            self.size[kind].append(len(json.dumps(resource, separators=(",", ":")).encode()))
            self.references(resource, by_url)
            self.distance(resource, by_url)
            if kind == "Claim":
                self.claim(resource)
            if kind == "ExplanationOfBenefit":
                self.answer(resource, by_url)
            if kind == "Provenance":
                self.count["targets of the largest Provenance"] = max(
                    self.count["targets of the largest Provenance"], len(resource["target"]))
        self.billed(by_url)
        self.depth(by_url)

    def references(self, resource, by_url):
        for text in references(resource):
            if text in by_url:
                self.count["references: local"] += 1
                here, there = began(resource), began(by_url[text])
                if here and there and there > here:
                    who = "Provenance" if resource["resourceType"] == "Provenance" else "others"
                    self.count["references: local, target begins later, of " + who] += 1
            elif text.startswith("#"):
                self.count["references: fragment"] += 1
            elif "?" in text:
                self.count["references: conditional"] += 1
                self.count["references: conditional to " + text.split("?")[0]] += 1
            else:
                self.count["references: dangling"] += 1

    def distance(self, resource, by_url):
        visit = by_url.get(encounter(resource) or "")
        when = began(resource)
        if not visit or not when:
            return
        kind = resource["resourceType"]
        self.dated[kind] += 1
        start, end = instant(visit["period"]["start"]), instant(visit["period"].get("end", "9999-12-31"))
        if when < start or when > end:
            self.far[kind].append((when - end).total_seconds() if when > end else (when - start).total_seconds())

    def claim(self, claim):
        nets = [item.get("net", {}).get("value") for item in claim["item"]]
        self.count["claims"] += 1
        self.count["claims for a prescription"] += "prescription" in claim
        self.count["claims where every item has a net"] += None not in nets
        self.count["claims whose total differs from the sum of nets"] += (
            abs(sum(net or 0 for net in nets) - claim["total"]["value"]) > CENT)

    def answer(self, answer, by_url):
        claim = by_url.get(answer.get("claim", {}).get("reference", ""))
        self.count["answers"] += 1
        if not claim:
            self.count["answers without a claim"] += 1
            return
        codes = [[i["productOrService"]["coding"][0]["code"] for i in r["item"]] for r in (answer, claim)]
        submitted = [t["amount"]["value"] for t in answer["total"] if t["category"]["coding"][0]["code"] == "submitted"]
        self.count["answers with the claim's items"] += codes[0] == codes[1]
        self.count["answers with the claim's total"] += abs(submitted[0] - claim["total"]["value"]) < CENT
        self.count["answers that pay more than the claim's total"] += (
            answer["payment"]["amount"]["value"] > claim["total"]["value"] + CENT)
        self.count["contained coverages"] += sum(
            contained["resourceType"] == "Coverage" for contained in answer.get("contained", []))
        self.count["contained coverages with a period"] += sum(
            contained["resourceType"] == "Coverage" and "period" in contained
            for contained in answer.get("contained", []))

    def billed(self, by_url):
        times = collections.Counter()
        for claim in by_url.values():
            if claim["resourceType"] == "Claim":
                times.update(set(care_of(claim)))
        for reference, number in times.items():
            if reference in by_url:
                self.care[by_url[reference]["resourceType"], number] += 1

    def depth(self, by_url):
        known = {}

        def of(url):
            if url not in known:
                known[url] = 0
                inner = [r for r in references(by_url[url]) if r in by_url and r != url]
                known[url] = 1 + max(map(of, inner), default=0)
            return known[url]

        self.depths[max((of(u) for u in by_url if by_url[u]["resourceType"] != "Provenance"), default=0)] += 1

    def write(self):
        print("entries by type (number, largest in bytes):")
        for kind, number in self.kinds.most_common():
            print(f"  {kind:28}{number:6}{max(self.size[kind]):9}")
        print("counts:")
        for name in sorted(self.count):
            print(f"  {name:56}{self.count[name]:7}")
        print("begins outside its encounter (number of dated, outside, nearest and farthest in seconds):")
        for kind in sorted(self.dated):
            far = self.far[kind]
            ends = f"{min(far, key=abs):12.0f}{max(far, key=abs):12.0f}" if far else ""
            print(f"  {kind:28}{self.dated[kind]:6}{len(far):6}{ends}")
        outside = sum(map(len, self.far.values()))
        print(f"  {'all':28}{sum(self.dated.values()):6}{outside:6}")
        print("billed care (type, in how many claims, how often that is so):")
        for (kind, times), number in sorted(self.care.items()):
            print(f"  {kind:28}{times:6}{number:6}")
        print("longest chain of references, by bundle:", dict(sorted(self.depths.items())))


def care_of(claim):
    """What billed|<care> says: the prescription, else the visits; and the procedures and vaccinations."""
    if "prescription" in claim:
        yield claim["prescription"]["reference"]
    else:
        for item in claim["item"]:
            yield from (visit["reference"] for visit in item.get("encounter", []))
    for procedure in claim.get("procedure", []):
        yield procedure["procedureReference"]["reference"]
    for information in claim.get("supportingInfo", []):
        if "valueReference" in information:
            yield information["valueReference"]["reference"]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.setrecursionlimit(10000)
    report = Report()
    for _, bundle in bundles(sys.argv[1]):
        report.bundle(bundle)
    report.write()


if __name__ == "__main__":
    main()
