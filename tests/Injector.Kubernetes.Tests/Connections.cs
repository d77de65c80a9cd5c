using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests;

/// <summary>Connections to a fake server.</summary>
internal static class Connections
{
    internal static ClusterConnection To(FakeServer server, string token = "secret") => new(
        server.Address, "test", ServerTrust.InPem(server.AuthorityPem, null), new FixedCredentials(new Credential(token, null)));

    internal static ApiClient Open(FakeServer server, TimeProvider? time = null) => new(To(server), "1.2.3", time ?? TimeProvider.System);

    internal static ApiClient Open(ClusterConnection connection, TimeProvider? time = null) => new(connection, "1.2.3", time ?? TimeProvider.System);
}
