using Injector.Kubernetes.Connection;
using Injector.Testing;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Connection;

public sealed class InClusterTests : IDisposable
{
    private readonly KubeconfigFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_up_a_new_token_within_a_minute()
    {
        await using var server = await StartAsync();
        using var api = Connections.Open(Connect(), _clock);
        (await TokenOfNextAsync()).ShouldBe("Bearer first");

        _folder.Write("token", "second\n");
        (await TokenOfNextAsync()).ShouldBe("Bearer first");
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await TokenOfNextAsync()).ShouldBe("Bearer second");

        File.Delete(Path.Combine(_folder.Path, "token"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await TokenOfNextAsync()).ShouldBe("Bearer second");

        async Task<string> TokenOfNextAsync()
        {
            var answer = api.GetAsync("/version", CancellationToken.None);
            var request = await server.NextAsync();
            await request.AnswerAsync("{}");
            await answer;
            return request.Headers["Authorization"];
        }
    }

    [Fact]
    public async Task Looks_for_a_new_token_at_once_when_the_old_one_is_refused()
    {
        await using var server = await StartAsync();
        using var api = Connections.Open(Connect(), _clock);
        _folder.Write("token", "second");

        var answer = api.GetAsync("/version", CancellationToken.None);
        await (await server.NextAsync()).RefuseAsync(401, "Unauthorized");
        var again = await server.NextAsync();
        await again.AnswerAsync("{}");

        again.Headers["Authorization"].ShouldBe("Bearer second");
        await answer;
    }

    [Fact]
    public async Task Knows_the_namespace_of_the_pod()
    {
        await using var server = await StartAsync();

        Connect().Namespace.ShouldBe("injector-system");
    }

    [Fact]
    public void Says_which_file_of_the_service_account_is_missing()
    {
        _variables["KUBERNETES_SERVICE_HOST"] = "10.0.0.1";

        var message = Should.Throw<ClusterConnectionException>(() => Connect()).Message;

        message.ShouldContain($"'{_folder.Path}/ca.crt'");
        message.ShouldContain("automountServiceAccountToken: true");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("10.0.0.1", true)]
    public void Is_here_when_the_environment_names_the_API_server(string? host, bool expected) => InCluster.IsHere(_ => host).ShouldBe(expected);

    private async Task<FakeServer> StartAsync()
    {
        var server = await FakeServer.StartAsync();
        _variables["KUBERNETES_SERVICE_HOST"] = server.Address.Host;
        _variables["KUBERNETES_SERVICE_PORT"] = $"{server.Address.Port}";
        _folder.Write("ca.crt", server.AuthorityPem);
        _folder.Write("token", "first");
        _folder.Write("namespace", "injector-system");
        return server;
    }

    private ClusterConnection Connect() => InCluster.Connect(_variables.GetValueOrDefault, _clock, _folder.Path);
}
