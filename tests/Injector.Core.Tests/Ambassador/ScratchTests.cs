namespace Injector.Core.Tests.Ambassador;

public sealed class ScratchTests
{
    [Fact]
    public void Dumps()
    {
        System.IO.File.WriteAllText("/tmp/wt/amb-bin/a.cfg", Composed.HaProxy(
            "orders=http://127.0.0.1:8081|127.0.0.1:8082?retries=3&timeout=2s&lb=least_request&outlier=5&maxConnections=10&maxPending=5\ncache@15001=tcp://redis.shop.svc:6379\nsec=https://api.example.com?san=api.example.com&cert=own&ca=secret/ca&lb=hash:x-user&health=/healthz,g=grpc://a.b:50051,gs=grpcs://x.y.z",
            "8443=https://localhost:8080?cert=web&maxRequests=10&rate=5&maxConnections=5,shop.example:8443/api=https://localhost:8081,9443=tls://localhost:6379?cert=web&clientCa=configmap/ca",
            """{"upstreams":{"split":{"url":"http://h1:80","headers":{"x-team":"shop"},"routes":[{"path":"/v2","rewrite":"/","url":"http://h2.c.d:80","timeout":"5s"},{"path":"/s.x","split":[{"url":"http://a.b.c:1","weight":90},{"url":"http://a.b.d:1","weight":10}]}]}}}"""));
    }
}
