"""What no validator may be given: transactions that break BigchainDB 2.2.2 instead of being refused by it.

One of them in a block stops every node for good, and whoever reaches a node can send one. So a node looks at each
transaction before its validation does, on the way into the mempool and again on the way into a block. All validators
of a network run this same file: what it refuses is part of what the chain is.
"""

import base64
import binascii
import json
import logging
import math
import re

INT64 = range(-(2**63), 2**63)
DEEPEST_JSON = 64  # a database document that is nested deeper than 100 cannot be stored
DEEPEST_THRESHOLD = 3  # the work of verifying doubles with each
MOST_LEAVES = 64
LONGEST_FULFILLMENT = 16 * 1024
LONGEST_METADATA = 512 * 1024
INVALID = 1

logger = logging.getLogger('countersign.guard')


class Refused(ValueError):
    """A transaction that may not reach the validation; the message says why."""


def require(holds, otherwise):
    if not holds:
        raise Refused(otherwise)


def read(raw):
    """The transaction in these bytes, if it is safe to validate; raises Refused otherwise."""
    try:
        transaction = json.loads(raw.decode('utf8'))
        check_values(transaction)
        check_transaction(transaction)
    except Refused:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as broken:
        raise Refused(f'no transaction: {type(broken).__name__}') from broken
    return transaction


def check_values(value, depth=0):
    """Only what a database can store: int64, finite numbers, encodable text, and not too deep."""
    require(depth <= DEEPEST_JSON, f'nested deeper than {DEEPEST_JSON}')
    if isinstance(value, dict):
        for key, inner in value.items():
            check_values(key, depth + 1)
            check_values(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check_values(inner, depth + 1)
    elif isinstance(value, str):
        value.isascii() or value.encode('utf8')
    elif isinstance(value, float):
        require(math.isfinite(value), 'a number that is not finite')
    elif isinstance(value, int):
        require(value in INT64, 'an integer beyond int64')


def check_transaction(transaction):
    require(re.fullmatch('[0-9a-f]{64}', transaction['id']), 'an id that is not 64 hexadecimal digits')
    metadata = json.dumps(transaction['metadata'], ensure_ascii=False, separators=(',', ':'))
    require(len(metadata.encode('utf8')) <= LONGEST_METADATA, f'more than {LONGEST_METADATA} bytes of metadata')
    for each in transaction['inputs']:
        check_fulfillment(each['fulfillment'])
    for each in transaction['outputs']:
        count_leaves(each['condition']['details'])


def count_leaves(details, depth=0):
    if 'subconditions' not in details:
        return 1
    require(depth < DEEPEST_THRESHOLD, f'thresholds deeper than {DEEPEST_THRESHOLD}')
    leaves = sum(count_leaves(each, depth + 1) for each in details['subconditions'])
    require(leaves <= MOST_LEAVES, f'a condition of more than {MOST_LEAVES} leaves')
    return leaves


def check_fulfillment(fulfillment):
    if isinstance(fulfillment, dict):  # not signed yet: its condition stands there
        count_leaves(fulfillment)
        return
    require(len(fulfillment) <= LONGEST_FULFILLMENT * 4 // 3 + 3, 'a fulfillment that is too long')
    try:
        der = base64.urlsafe_b64decode(fulfillment + '=' * (-len(fulfillment) % 4))
    except binascii.Error as broken:
        raise Refused('a fulfillment that is not base64url') from broken
    require(len(der) <= LONGEST_FULFILLMENT, f'a fulfillment of more than {LONGEST_FULFILLMENT} bytes')
    check_der(der)


def check_der(der, depth=0):
    """A threshold is two constructed values deep, a key is one."""
    require(depth <= 2 * DEEPEST_THRESHOLD + 1, f'a fulfillment with thresholds deeper than {DEEPEST_THRESHOLD}')
    at = 0
    while at < len(der):
        constructed = der[at] & 0x20
        length, at = der[at + 1], at + 2
        if length >= 0x80:
            octets = length - 0x80
            length, at = int.from_bytes(der[at : at + octets], 'big'), at + octets
        require(at + length <= len(der), 'a fulfillment that was cut')
        if constructed:
            check_der(der[at : at + length], depth + 1)
        at += length


def guarded(application, validate_id, faults_of_the_node):
    """The ABCI application with the guard before its validation and around it.

    validate_id raises unless a transaction has the id that its content gives. BigchainDB skips that for transactions
    that it remembers, and takes true and 1 for the same there: nodes that remember would judge otherwise than others.

    faults_of_the_node are exceptions that say nothing about the transaction, such as a lost database: the node must
    stop, because a transaction that it alone calls invalid would part it from the others.
    """

    class Guarded(application):
        def check_tx(self, raw_transaction):
            return self._judge(raw_transaction, super().check_tx, self.abci.ResponseCheckTx)

        def deliver_tx(self, raw_transaction):
            return self._judge(raw_transaction, super().deliver_tx, self.abci.ResponseDeliverTx)

        def _judge(self, raw_transaction, validation, response):
            try:
                validate_id(read(raw_transaction))
                return validation(raw_transaction)
            except faults_of_the_node:
                raise
            except Exception as refused:  # whatever a transaction breaks, it is the transaction that is invalid
                logger.warning('Refused a transaction (%s): %s', type(refused).__name__, refused)
                return response(code=INVALID)

    return Guarded
