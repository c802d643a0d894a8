"""Starts BigchainDB 2.2.2 on a Python that is newer than it: API, event stream and ABCI application of one node.

Tendermint is a process of its own, started once the ABCI port is open and whenever this is restarted.
"""

import argparse
import asyncio
import contextlib
import functools
import json
import logging
import multiprocessing
import os
import threading
import types

import abci.server
import bigchaindb
import bigchaindb.start
import bigchaindb.utils
import pymongo.errors
from aiohttp import web
from bigchaindb.backend import schema
from bigchaindb.backend.exceptions import BackendError
from bigchaindb.backend.localmongodb.schema import INDEXES
from bigchaindb.common.transaction import Transaction
from bigchaindb.core import rollback
from bigchaindb.exceptions import CriticalDoubleSpend
from bigchaindb.web import websocket_server
from gevent.server import StreamServer
from pymongo.uri_parser import parse_uri

from guard import guarded
from recovery import recovering

FAULTS_OF_THE_NODE = (BackendError, CriticalDoubleSpend, pymongo.errors.PyMongoError, OSError, MemoryError)


def address(text):
    host, _, port = text.rpartition(':')
    return host, int(port)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])

    def option(name, default, kind, text):
        variable = 'BIGCHAINDB_' + name.upper().replace('-', '_')
        value = os.environ.get(variable, default)
        parser.add_argument('--' + name, default=value, type=kind, help=f'{text} [{variable}, {default}]')

    option('api', '127.0.0.1:9984', address, 'where the HTTP API listens')
    option('events', '127.0.0.1:9985', address, 'where the event stream listens')
    option('abci', '127.0.0.1:26658', address, 'where the ABCI application listens for Tendermint')
    option('tendermint', '127.0.0.1:26657', address, "where Tendermint's RPC is")
    option('database', 'mongodb://127.0.0.1:27017/bigchain', parse_uri, "MongoDB's URI")
    option('text-search', 'on', str, 'off where the database has no text indexes')
    option('workers', 2, int, 'processes that answer the HTTP API')
    option('log-level', 'WARNING', str, 'what is logged to standard error')
    return parser.parse_args()


def configure(arguments):
    config = bigchaindb.config
    (host, port), options = arguments.database['nodelist'][0], arguments.database['options']
    config['database'].update(
        host=host,
        port=port,
        name=arguments.database['database'] or 'bigchain',
        login=arguments.database['username'],
        password=arguments.database['password'],
        replicaset=options.get('replicaset'),
        ssl=bool(options.get('ssl')),
        max_tries=20,
    )
    config['server'].update(bind='%s:%d' % arguments.api, workers=arguments.workers, loglevel='warning')
    host, port = arguments.events
    config['wsserver'].update(host=host, port=port, advertised_host=host, advertised_port=port)
    host, port = arguments.tendermint
    config['tendermint'].update(host=host, port=port)
    config['CONFIGURED'] = True
    if arguments.text_search == 'off':
        for collection in ('assets', 'metadata'):
            INDEXES[collection] = [index for index in INDEXES[collection] if index[1]['name'] != 'text']


def one_per_process(builder, **_):
    """As the original pool, but a request that fails does not keep its connection, for which the next would wait."""
    node = functools.lru_cache(maxsize=1)(builder)
    return lambda: contextlib.nullcontext(node())


async def publish(dispatcher):
    """As the original, but a subscriber that went away does not end the stream for the others."""
    while True:
        block = await dispatcher.event_source.get()
        for event in map(json.dumps, websocket_server.eventify_block(block.data)):
            for subscriber in list(dispatcher.subscribers.values()):
                with contextlib.suppress(ConnectionError, RuntimeError):
                    await subscriber.send_str(event)


def serve_events(blocks):
    """As the original, but the queue is made inside the loop that it belongs to."""

    async def application():
        loop, queue = asyncio.get_running_loop(), asyncio.Queue()
        bridge = websocket_server._multiprocessing_to_asyncio
        threading.Thread(target=bridge, args=(blocks, queue, loop), daemon=True).start()
        return websocket_server.init_app(queue, loop=loop)

    settings = bigchaindb.config['wsserver']
    web.run_app(application(), host=settings['host'], port=settings['port'], print=None)


def stopping(handle):
    """As the original, but a fault of the node ends this process: Tendermint would wait for an answer for ever."""

    def handle_or_stop(connection, peer):
        try:
            handle(connection, peer)
        except ConnectionError:  # whoever it was has gone
            pass
        except Exception:
            logging.getLogger('countersign').critical('The node stops', exc_info=True)
            raise SystemExit(1) from None

    return handle_or_stop


def main():
    arguments = read_arguments()
    multiprocessing.set_start_method('fork')  # the processes of BigchainDB take over what is set here
    logging.basicConfig(level=arguments.log_level, format='%(asctime)s %(levelname)s %(name)s: %(message)s')
    configure(arguments)
    bigchaindb.utils.pool = one_per_process
    websocket_server.start = serve_events
    websocket_server.Dispatcher.publish = publish
    guarded_app = guarded(bigchaindb.start.App, Transaction.validate_id, FAULTS_OF_THE_NODE)
    bigchaindb.start.App = recovering(guarded_app)
    # It would listen on all addresses, at a port that cannot be chosen.
    abci.server.StreamServer = lambda _, handle: StreamServer(arguments.abci, handle=stopping(handle))

    node = bigchaindb.BigchainDB()
    schema.init_database(connection=node.connection)
    rollback(node)
    bigchaindb.start.start(types.SimpleNamespace(experimental_parallel_validation=False))


if __name__ == '__main__':
    main()
