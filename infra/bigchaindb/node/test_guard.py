"""Run with `python3 -m unittest`, in this directory; needs no library."""

import base64
import json
import logging
import types
import unittest

from guard import INVALID, Refused, guarded, read


def transaction(**changes):
    key = {'type': 'ed25519-sha-256', 'public_key': 'k'}
    return {
        'id': '0' * 64,
        'metadata': {'n': 1},
        'inputs': [{'fulfillment': 'pAA'}],
        'outputs': [{'condition': {'details': key}}],
        **changes,
    }


def threshold(*of):
    return {'type': 'threshold-sha-256', 'threshold': 1, 'subconditions': list(of)}


def der(tag, content):
    length = len(content)
    return bytes([tag]) + (bytes([length]) if length < 128 else b'\x82' + length.to_bytes(2, 'big')) + content


def fulfillment(thresholds, content=b''):
    value = der(0xA4, content)
    for _ in range(thresholds):
        value = der(0xA2, der(0xA0, value))
    return base64.urlsafe_b64encode(value).decode().rstrip('=')


def locked(details):
    return transaction(outputs=[{'condition': {'details': details}}])


def signed(text):
    return transaction(inputs=[{'fulfillment': text}])


class ReadTest(unittest.TestCase):
    KEY = {'type': 'ed25519-sha-256', 'public_key': 'k'}

    def refused(self, raw):
        raw = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
        with self.assertRaises(Refused):
            read(raw)

    def taken(self, tree):
        self.assertEqual(read(json.dumps(tree).encode()), tree)

    def test_integers_are_int64(self):
        for taken in (2**63 - 1, -(2**63)):
            self.taken(transaction(metadata={'n': taken}))
        for refused in (str(2**63), str(-(2**63) - 1), '9' * 5000):
            self.refused(json.dumps(transaction(metadata={'n': [0]})).replace('[0]', refused).encode())

    def test_numbers_are_finite(self):
        self.taken(transaction(metadata={'n': 0.5}))
        for refused in ('NaN', 'Infinity', '1e999'):
            self.refused(json.dumps(transaction(metadata={'n': [0]})).replace('[0]', refused).encode())

    def test_text_can_be_encoded(self):
        self.taken(transaction(metadata={'n': 'é'}))
        self.refused(transaction(metadata={'n': '\ud800'}))
        self.refused(transaction(metadata={'\ud800': 1}))

    def test_an_id_is_64_hexadecimal_digits(self):
        for refused in ('zz', '', None, 5, '0' * 63, 'A' * 64, '0' * 64 + '\n'):
            self.refused(transaction(id=refused))

    def test_what_is_not_a_transaction_is_refused(self):
        for refused in (b'', b'\xff', b'{', b'[]', b'{}', b'5', b'[' * 100_000, b'{"id":' * 990 + b'1' + b'}' * 990):
            self.refused(refused)

    def test_nesting_is_bounded(self):
        deep = 1
        for _ in range(63):
            deep = [deep]
        self.taken(transaction(metadata=deep))
        self.refused(transaction(metadata=[deep]))

    def test_conditions_are_bounded(self):
        self.taken(locked(threshold(threshold(threshold(self.KEY)))))
        self.refused(locked(threshold(threshold(threshold(threshold(self.KEY))))))
        self.taken(locked(threshold(*[self.KEY] * 64)))
        self.refused(locked(threshold(*[self.KEY] * 65)))
        self.refused(signed(threshold(*[self.KEY] * 65)))

    def test_fulfillments_are_bounded(self):
        self.taken(signed(fulfillment(3)))
        self.refused(signed(fulfillment(4)))
        self.taken(signed(fulfillment(0, bytes(16 * 1024 - 4))))
        self.refused(signed(fulfillment(0, bytes(16 * 1024 - 3))))
        self.refused(signed('pCA'))
        self.refused(signed('p'))

    def test_metadata_is_bounded(self):
        self.taken(transaction(metadata='x' * (512 * 1024 - 2)))
        self.refused(transaction(metadata='x' * (512 * 1024 - 1)))


class Application:
    """Stands for BigchainDB's application: breaks on what it is told to."""

    abci = types.SimpleNamespace(ResponseCheckTx=dict, ResponseDeliverTx=dict)
    fault = None

    def check_tx(self, raw):
        if self.fault:
            raise self.fault
        return {'code': 0}

    deliver_tx = check_tx


class GuardedTest(unittest.TestCase):
    RAW = json.dumps(transaction()).encode()
    REFUSED = {'code': INVALID}

    def setUp(self):
        logging.disable()

    def tearDown(self):
        logging.disable(logging.NOTSET)

    def ways(self, fault=None, validate_id=lambda tree: None):
        application = guarded(Application, validate_id, (OSError,))()
        application.fault = fault
        return application.check_tx, application.deliver_tx

    def test_what_is_valid_is_taken(self):
        for way in self.ways():
            self.assertEqual(way(self.RAW), {'code': 0})

    def test_what_the_guard_refuses_never_reaches_the_validation(self):
        for way in self.ways(fault=AssertionError('reached')):
            self.assertEqual(way(b'{}'), self.REFUSED)

    def test_what_breaks_the_validation_is_invalid(self):
        for way in self.ways(fault=IndexError('list index out of range')):
            self.assertEqual(way(self.RAW), self.REFUSED)

    def test_an_id_of_other_content_is_invalid_even_if_it_is_remembered(self):
        def differs(tree):
            raise ValueError('InvalidHash')

        for way in self.ways(validate_id=differs):
            self.assertEqual(way(self.RAW), self.REFUSED)

    def test_a_fault_of_the_node_stops_the_node(self):
        for way in self.ways(fault=OSError('the database is away')):
            with self.assertRaises(OSError):
                way(self.RAW)


if __name__ == '__main__':
    unittest.main()
