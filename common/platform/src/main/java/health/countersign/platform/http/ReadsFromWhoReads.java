package health.countersign.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Reads nothing more from a connection whose other end takes nothing. Vert.x answers by itself what needs no thought,
 * such as a websocket's pings, whether or not anybody takes the answers: they would pile up without bound.
 */
final class ReadsFromWhoReads extends ChannelInboundHandlerAdapter {
    private boolean stopped;

    private ReadsFromWhoReads() {}

    static void on(HttpConnection connection) {
        ((HttpServerConnection) connection).channelHandlerContext().pipeline().addFirst(new ReadsFromWhoReads());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean taken = context.channel().isWritable();
        if (!taken && context.channel().config().isAutoRead()) {
            stopped = true;
            context.channel().config().setAutoRead(false);
        } else if (taken && stopped) {
            stopped = false;
            context.channel().config().setAutoRead(true);
        }
        context.fireChannelWritabilityChanged();
    }
}
