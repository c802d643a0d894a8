"""Run with `python3 -m unittest`, in this directory; needs no library."""

import types
import unittest

from recovery import recovering


class Node:
    """Stands for BigchainDB: what its database holds."""

    def __init__(self, chain=None, height=None):
        self.get_latest_abci_chain = lambda: chain
        self.get_latest_block = lambda: {'height': height}


class Application:
    """Stands for BigchainDB's application."""

    abci = types.SimpleNamespace(ResponseInitChain=lambda: 'known')

    def __init__(self, node):
        self.bigchaindb = node

    def init_chain(self, genesis):
        return f'made {genesis.chain_id}'

    def deliver_tx(self, log):
        return types.SimpleNamespace(code=0, log=log)


class RecoveringTest(unittest.TestCase):
    CHAIN = {'chain_id': 'ours', 'is_synced': True, 'height': 0}

    def init(self, *holds, chain_id='ours'):
        return recovering(Application)(Node(*holds)).init_chain(types.SimpleNamespace(chain_id=chain_id))

    def test_a_chain_is_made_once(self):
        self.assertEqual(self.init(), 'made ours')
        self.assertEqual(self.init(self.CHAIN, 0), 'known')

    def test_what_is_not_this_chain_without_blocks_is_left_to_bigchaindb(self):
        self.assertEqual(self.init(self.CHAIN, 0, chain_id='other'), 'made other')
        self.assertEqual(self.init({**self.CHAIN, 'is_synced': False}, 0), 'made ours')
        self.assertEqual(self.init(self.CHAIN, 1), 'made ours')

    def test_no_answer_is_empty(self):
        application = recovering(Application)(Node())
        self.assertEqual(application.deliver_tx('').log, 'judged')
        self.assertEqual(application.deliver_tx('why').log, 'why')


if __name__ == '__main__':
    unittest.main()
